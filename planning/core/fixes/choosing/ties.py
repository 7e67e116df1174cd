"""What ties people to a product that they are not on yet: titles, common work, teams, the tree above those on it."""

from __future__ import annotations

from itertools import islice

from planning.core.fixes.choosing.crafts import STEPS, Craft, craft, few_down, few_up, naming, products_of, small_team
from planning.core.rules.context import Context

POOL = 24  # how many near ones are looked at
TITLE, WORK, TEAM = 8, 5, 5  # how strongly each ties; what the tree does, by the manager steps between two people
STEPS_BETWEEN = (6, 5, 4, 3, 2, 1, 1)


class Near:
    """What ties people to a product: their titles, whom they work with, and the tree above those on it."""

    def __init__(self, ctx: Context, product: str, owners: tuple[str, ...]) -> None:
        self._ctx = ctx
        self._product = product
        self._owners = owners
        self._naming: dict[int, list[str]] = {}
        self._name = ctx.subject("product", product).name
        on_it = [d.position for d in ctx.org.assignments.get(product, ()) if d.active(ctx.org.on)]
        team = small_team(ctx, ctx.org.products[product].team)
        every = (ctx.org.positions.get(k) for k in dict.fromkeys((*on_it, *sorted(team))))
        self._on_it = [position.key for position in every if position and ctx.filled(position)]
        self._above = self._tree()
        self._shared = {p for key in owners for p in products_of(ctx, key)} - {product}
        self._mates = {k: key for key in owners for k in small_team(ctx, ctx.org.positions[key].team)}

    def _tree(self) -> dict[str, tuple[int, str]]:
        """By each position at or above somebody on the product: the fewest steps, and from whom. Whoever is at the top
        is over everybody, and ties nobody."""
        found: dict[str, tuple[int, str]] = {}
        for key in self._on_it:
            for steps, above in enumerate((key, *few_up(self._ctx, key))):
                if above != self._ctx.forest.top:
                    found[above] = min(found.get(above, (STEPS + 1, "")), (steps, key))
        return found

    def pool(self, among: Craft) -> list[str]:
        """Those of a function who may be near, nearest first."""
        by_steps = sorted(self._above, key=lambda key: self._above[key])
        mates = [a.position for p in sorted(self._shared) for a in self._ctx.org.assignments.get(p, ())]
        near = (key for above in by_steps for key in (above, *self._below(among, above)))
        every = (*self._named(among), *mates, *self._mates, *islice(near, 8 * POOL))
        return list(islice(dict.fromkeys(key for key in every if key in among.members), POOL))

    def _below(self, among: Craft, manager: str) -> list[str]:
        return [key for key in few_down(self._ctx, manager) if key in among.members]

    def ties(self, key: str) -> list[tuple[int, str]]:
        """How strongly each tie binds somebody to the product, and the tie in words; strongest first."""
        found = [
            tie for tie in (self._by_title(key), self._by_work(key), self._by_team(key), self._by_tree(key)) if tie
        ]
        return sorted(found, key=lambda tie: -tie[0])

    def _by_title(self, key: str) -> tuple[int, str] | None:
        named = key in self._named(craft(self._ctx, self._ctx.function(self._ctx.org.positions[key])))
        return (TITLE, f"title names {self._name}") if named else None

    def _named(self, among: Craft) -> list[str]:
        if id(among) not in self._naming:
            self._naming[id(among)] = naming(self._ctx, among, self._product)
        return self._naming[id(among)]

    def _by_work(self, key: str) -> tuple[int, str] | None:
        common = sorted(self._shared & products_of(self._ctx, key))
        if not common:
            return None
        owner = next(o for o in self._owners if common[0] in products_of(self._ctx, o))
        return WORK, f"works with {self._ctx.who(owner)} on {self._ctx.subject('product', common[0]).name}"

    def _by_team(self, key: str) -> tuple[int, str] | None:
        owner = self._mates.get(key, key)
        return (TEAM, f"same team as {self._ctx.who(owner)}") if owner != key else None

    def _by_tree(self, key: str) -> tuple[int, str] | None:
        """The nearest of those on the product, by manager steps over whoever leads both."""
        line = [key, *few_up(self._ctx, key)]
        met = [(up + self._above[a][0], a, self._above[a][1]) for up, a in enumerate(line) if a in self._above]
        met = [one for one in met if one[2] != key and one[0] < len(STEPS_BETWEEN)]
        if not met:
            return None
        steps, above, other = min(met)
        return STEPS_BETWEEN[steps], self._related(key, above, other)

    def _related(self, key: str, above: str, other: str) -> str:
        whom = self._ctx.who(other)
        if above == key:
            return f"leads {whom}, who is on {self._name}"
        if above == other:
            return f"reports to {whom}, who is on {self._name}"
        return f"same branch as {whom}, under {self._ctx.who(above)}"
