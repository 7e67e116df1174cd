"""How findings call what they are about."""

from __future__ import annotations

from planning.core.dates import day
from planning.core.names import nameless
from planning.core.occupancy import known_holders
from planning.core.rules.base import ORGANISATION, POSITION, PRODUCT, Finding, Subject
from planning.core.rules.remembering import Remembering


class Naming(Remembering):
    """The names of positions and products in sentences."""

    def subject(self, kind: str, key: str) -> Subject:
        if kind == ORGANISATION:
            return Subject(kind, "", "Organisation")
        record = self.org.get(kind, key)
        if kind == POSITION:
            return Subject(kind, key, (record.title if record else "") or key)
        return Subject(PRODUCT, key, (record.name if record else "") or key)

    def concerns(self, finding: Finding) -> tuple[Subject, ...]:
        """Whom and what it concerns: its subject, unless that is the organisation, its positions and products."""
        own = [] if finding.subject.kind == ORGANISATION else [finding.subject]
        positions = [self.subject(POSITION, key) for key in finding.involves]
        return tuple(dict.fromkeys([*own, *positions, *(self.subject(PRODUCT, key) for key in finding.products)]))

    def named(self, key: str, unfilled: str = "open") -> str:
        """A position in a sentence: its title and who sits there or is to."""
        position = self.org.get(POSITION, key)
        if position is None:
            return key
        known = known_holders(position, self.org.people.get, self.org.on)
        name = " and ".join(person.name for person in known if person.name) or nameless("person")
        first = self.org.first_day(position)
        coming = f", from {day(first)}" if first else ""
        return f"{position.title or key} ({name + coming if known else unfilled})"

    def who(self, key: str) -> str:
        """The holder's name, else the position."""
        return self._holder_name(key) or self.named(key)

    def noted(self, key: str) -> str:
        """As `named`, in the words of facts, which never change."""
        return self.named(key, "vacant")

    def noted_who(self, key: str) -> str:
        """As `who`, in the words of facts."""
        return self._holder_name(key) or self.noted(key)

    def _holder_name(self, key: str) -> str:
        position = self.org.positions.get(key)
        holder = self.org.holder(position) if position else None
        return holder.name if holder else ""
