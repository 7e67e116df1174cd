"""How the titles of an import were read, as its page asks about them, and what somebody says they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import transaction

from planning.core.content import Content, Reading
from planning.core.records import Org
from planning.core.words import squeezed
from planning.imports.comparing.compare import SURE
from planning.organisation import writes
from planning.organisation.models import TitleChoice
from portal.models import Organisation


class TitleRow(NamedTuple):
    """A title as the page asks about it. Where its reading is not sure, `role` is '' until somebody chooses one, and
    `likely` names the one that it seems to be; `named` are the roles in which people of this title cover products."""

    title: str
    positions: int
    reading: Reading
    role: str
    chosen: bool
    likely: str = ""
    named: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        """It likely names a role, which nobody has said yet."""
        return not self.chosen and not self.role and bool(self.reading.role) and self.reading.confidence < SURE

    @property
    def order(self) -> tuple[object, ...]:
        return self.chosen, not self.is_question, self.reading.confidence, -self.positions, self.title


def rows_of(org: Org, content: Content, chosen: Mapping[str, str]) -> list[TitleRow]:
    """The titles of all positions: first those that likely name a role, then the least sure. `chosen` holds roles that
    somebody chose, by squeezed title."""
    counts = Counter(position.title for position in org.positions.values() if position.title)
    roles = {position.title: position.role for position in org.positions.values()}
    named = _named(org, content)
    rows = [_row(title, counts[title], roles[title], named.get(title, {}), content, chosen) for title in counts]
    return sorted(rows, key=lambda row: row.order)


def _named(org: Org, content: Content) -> Mapping[str, Mapping[str, None]]:
    """By title: the names of the roles in which products name positions of that title."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for assignments in org.assignments.values():
        for assignment in assignments:
            position, role = org.positions.get(assignment.position), content.roles.get(assignment.role)
            if position is not None and role is not None:
                found[position.title][role.name] = None
    return found


def _row(
    title: str, positions: int, role: str, named: Iterable[str], content: Content, chosen: Mapping[str, str]
) -> TitleRow:
    reading = content.read_title(title)
    likely = content.roles.get(reading.role)
    is_chosen = squeezed(title) in chosen
    return TitleRow(title, positions, reading, role, is_chosen, likely.name if likely else "", tuple(named))


def save_titles(organisation: Organisation, roles: Mapping[str, str]) -> None:
    """Remember the roles of titles; what is computed from titles is computed again."""
    if not roles:
        return
    with transaction.atomic():
        known = {squeezed(c.title): c for c in TitleChoice.objects.filter(organisation=organisation)}
        for title, role in roles.items():
            kept = title[:300]
            choice = known.setdefault(squeezed(kept), TitleChoice(organisation=organisation, title=kept))
            choice.role = role
            choice.save()
        writes.touch(organisation)


def forget_titles(organisation: Organisation, titles: Iterable[str]) -> None:
    """Forget the roles of titles, so that they are asked about again."""
    forgotten = {squeezed(title[:300]) for title in titles}
    with transaction.atomic():
        known = TitleChoice.objects.filter(organisation=organisation)
        known.filter(pk__in=[c.pk for c in known if squeezed(c.title) in forgotten]).delete()
        writes.touch(organisation)
