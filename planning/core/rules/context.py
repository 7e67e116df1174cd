"""What the rules look things up in: one organisation with one role content, each thing worked out once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from planning.core.changes.change import Change, apply
from planning.core.records import Org, Position
from planning.core.rules.before import Before
from planning.core.rules.of_products import OfProducts

T = TypeVar("T")


class Context(OfProducts):
    """Answers about `org` in the light of `content`."""

    def after(self, changes: Collection[Change]) -> Context:
        """The context of the organisation after changes."""
        self.org.work_out("held", "owned", "linked", "team_products")  # asked of both sides
        return self.leading_to(apply(self.org, changes), changes)

    def leading_to(self, org: Org, changes: Collection[Change]) -> Context:
        """The context of `org`, which is the organisation after changes: it takes over what these cannot touch."""
        found = Context(org, self.content)
        found._before = Before(self, Context(org, self.content), changes)
        found._readings, found._numbers, found._settled = self._readings, self._numbers, self._settled
        return found

    def along_lines(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        """By position of a role what follows from it, those above it and its dotted lines, worked out once."""
        return self.once(name, role, lambda: self._along_lines(role, name, make))

    def _along_lines(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        before = self._before
        if before is None or before.lines is None:
            return {p.key: make(self, p) for p in self.by_role[role]}
        return self._patched(role, before.ctx.along_lines(role, name, make), before.lines, make)

    def _patched(
        self, role: str, known: Mapping[str, T], moved: set[str], make: Callable[[Context, Position], T]
    ) -> Mapping[str, T]:
        """By position of a role what is `known` from before, of those that `moved` made anew."""
        every = self.by_role[role]
        if self._before and every is self._before.ctx.by_role[role]:
            again = {key: make(self, self.org.positions[key]) for key in known.keys() & moved}
            return {**known, **again} if again else known
        return {p.key: make(self, p) if p.key in moved or p.key not in known else known[p.key] for p in every}

    def along_duties(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        """By position of a role what follows from it, who sits there, and what these people are assigned to by any
        position, worked out once."""
        return self.once(name, role, lambda: self._along_duties(role, name, make))

    def _along_duties(self, role: str, name: str, make: Callable[[Context, Position], T]) -> Mapping[str, T]:
        before = self._before
        if before is None or before.busy is None:
            return {p.key: make(self, p) for p in self.by_role[role]}
        return self._patched(role, before.ctx.along_duties(role, name, make), before.busy, make)

    def told(self, name: str, basis: Hashable, keys: Iterable[str], make: Callable[[], T]) -> T:
        """What is said of these positions on this basis, worked out once, and not again where none of them changed."""
        return self.once(name, basis, lambda: self._told(name, basis, keys, make))

    def _told(self, name: str, basis: Hashable, keys: Iterable[str], make: Callable[[], T]) -> T:
        same = self._before and self._before.keeps_with_holders(keys)
        had = self._before.ctx._known.get(name, {}).get(basis) if self._before and same else None
        return make() if had is None else had
