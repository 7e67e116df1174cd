"""What changes would do, for whoever is about to make them: covered products and loads before and after, findings that
close, open or come next, cost where permitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from planning.core.changes.change import Change, problems
from planning.core.content import Role
from planning.core.coverage.coverage import ENDING, HIRE_DUE, MISSING, NOT_NEEDED, STAND_IN, Cell, coverage
from planning.core.dates import day
from planning.core.names import knowing
from planning.core.records import OWNER, Assignment
from planning.core.rules import Context, Finding, FindingChanges
from planning.core.rules.load import live_duties, most_products
from planning.core.sentences import sentence
from planning.core.words import listed, of
from planning.cost.position_cost import CostEffect, effect_of
from planning.organisation.effect import done_by, preview
from planning.organisation.snapshot import Snapshot
from planning.organisation.steps import Step, steps
from portal.guard import Access

TOLD, CELLS, LISTED = 12, 6, 6


class Side(NamedTuple):
    """How a product stands with a role: the state for its icon and colour, and in words."""

    state: str
    text: str


class Moved(NamedTuple):
    """What of a product's cover changes: “Ledger’s PM”, before and after."""

    what: str
    before: Side
    after: Side


class Load(NamedTuple):
    """How many live products somebody covers before and after; `most` is the norm, None where there is none."""

    who: str
    before: int
    after: int
    most: int | None


@dataclass(frozen=True)
class Impact:
    """`wrong` are the reasons why the changes cannot be; then nothing else is said. `more`: how many sentences are left
    out of `told`."""

    snapshot: Snapshot
    changes: Sequence[Change]
    access: Access

    @cached_property
    def wrong(self) -> list[str]:
        return list(dict.fromkeys(problem.message for problem in problems(self.snapshot.org, self.changes)))

    @property
    def told(self) -> list[str]:
        """What is done, in sentences; what `moved` says already is left out."""
        cost, content = self.access.sees_cost, self.snapshot.content
        named = knowing(self.snapshot.org, self.changes)
        return [sentence(named, change, cost=cost, content=content) for change in self._said[:TOLD]]

    @property
    def more(self) -> int:
        return max(0, len(self._said) - TOLD)

    @cached_property
    def _said(self) -> list[Change]:
        """Without those that only bring a new owner, where the product's cover shows it."""
        shown = {(cell.product, cell.role) for _, cell in self._cells}
        return [change for change in self.changes if not _is_new_owner(change, shown)]

    @cached_property
    def _found(self) -> FindingChanges:
        return preview(self.snapshot, self.changes)

    @property
    def closed(self) -> list[Finding]:
        return self._found.closed

    @property
    def next_steps(self) -> list[Step]:
        """What new cover brings with it."""
        return steps(self.after, self._found.next_steps)

    @property
    def opened(self) -> list[Finding]:
        return self._found.harms

    @property
    def shifted(self) -> list[tuple[Finding, Finding]]:
        return self._found.shifted

    @cached_property
    def cost(self) -> CostEffect | None:
        return effect_of(self.access.organisation, self.snapshot, list(self.changes)) if self.access.sees_cost else None

    @cached_property
    def before(self) -> Context:
        """On the day by which all of it has come."""
        on = max(filter(None, (self.snapshot.org.on, done_by(self.changes))))
        there = (
            self.snapshot if on == self.snapshot.org.on else Snapshot(self.access.organisation, on, self.snapshot.plan)
        )
        return there.context

    @cached_property
    def after(self) -> Context:
        return self.before.after(self.changes)

    @cached_property
    def _cells(self) -> list[tuple[Cell, Cell]]:
        """Products whose cover differs, before and after, the first few."""
        was = {(cell.product, cell.role): cell for cell in coverage(self.before.org, self.before.content)}
        now = coverage(self.after.org, self.after.content)
        pairs = ((was.get((cell.product, cell.role)), cell) for cell in now)
        return [(old, new) for old, new in pairs if old is not None and old != new][:CELLS]

    @property
    def moved(self) -> list[Moved]:
        return [self._moved(old, new) for old, new in self._cells]

    def _moved(self, old: Cell, new: Cell) -> Moved:
        name = self.before.subject("product", new.product).name
        code = self.before.content.roles[new.role].code
        return Moved(f"{of(name)} {code}", _side(self.before, old), _followed(self.before, self.after, new))

    @property
    def loads(self) -> list[Load]:
        """Whoever covers more or fewer products in a role."""
        given = {self._duty(change) for change in self.changes if change.kind == "assignment"}
        pairs = {(duty.position, duty.role) for duty in given if duty}
        roles = {role.slug: role for role in self.after.content.covering}
        found = (self._load(key, roles[role]) for key, role in sorted(pairs) if role in roles)
        return [load for load in found if load.before != load.after]

    def _duty(self, change: Change) -> Assignment | None:
        now = self.after.org.get("assignment", change.key) or self.before.org.get("assignment", change.key)
        return now if isinstance(now, Assignment) else None

    def _load(self, key: str, role: Role) -> Load:
        before, after = (len(live_duties(ctx, role, key)) for ctx in (self.before, self.after))
        return Load(self.after.who(key), before, after, most_products(self.after, role))


def _followed(before: Context, after: Context, cell: Cell) -> Side:
    """With whoever is new and takes over later, where today's holders stay until then."""
    known = set(before.org.assignments.get(cell.product, ()))
    new = [duty for duty in after.org.assignments.get(cell.product, ()) if duty not in known]
    side = _side(after, cell)
    then = [f"{after.who(duty.position)} from {day(first)}" for duty in new if (first := _later(after, duty, cell))]
    return Side(side.state, f"{side.text}, then {listed(then)}") if then else side


def _later(ctx: Context, duty: Assignment, cell: Cell) -> date | None:
    """The first day of an owner who is still to come."""
    is_owner = (duty.role, duty.kind) == (cell.role, OWNER) and duty.position not in cell.by
    return duty.starts if is_owner and duty.starts and duty.starts > ctx.org.on else None


def _is_new_owner(change: Change, shown: set[tuple[str, str]]) -> bool:
    if change.kind != "assignment" or change.before is not None or not change.after:
        return False
    told = {"product", "position", "role", "kind", "share", "starts"}
    is_plain = change.after.keys() <= told and change.after.get("kind", OWNER) == OWNER
    return is_plain and (change.after.get("product"), change.after.get("role")) in shown


_SAYS = {ENDING: "{who} until {date}", STAND_IN: "{who} stands in", HIRE_DUE: "hire due {date}"}
_ALONE = {MISSING: "missing", NOT_NEEDED: "not needed"}


def _side(ctx: Context, cell: Cell) -> Side:
    who = listed([ctx.who(key) for key in cell.by])
    text = _ALONE.get(cell.state) or _SAYS.get(cell.state, "{who}").format(
        who=who, date=day(cell.date) if cell.date else ""
    )
    return Side(cell.state, text.strip())
