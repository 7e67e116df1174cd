"""What the products found are read with: who covers each, what is to be checked, who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from planning.core.content import Role
from planning.core.coverage.coverage import MISSING, NOT_NEEDED, is_needed
from planning.core.names import name_of
from planning.core.product_finding import Evidence, ProposedAssignment
from planning.core.records import OWNER, Position, Product
from planning.core.words import count, squeezed
from planning.organisation.snapshot import Snapshot
from planning.setup.products.listing import Listing, Row, text_id
from planning.setup.products.said import PRODUCT
from portal.wording import lowfirst

# Below this confidence what is proposed is worth a second look.
CHECK = 0.7
# Ask for a person in the first covering role, and in the second.
KEYS = ("p", "g")
OWN_TITLE = "Their own title names the product."


class ShownDuty(NamedTuple):
    """Who would cover a product. `note` is why, where it is not their own title; `reason` a whole sentence."""

    position: Position
    who: str
    note: str = ""
    reason: str = ""


class ShownRole(NamedTuple):
    """How a product would stand with a role: `missing`, `not-needed`, or '' where somebody is on it or nothing is
    asked. `key` is the key of the keyboard that asks for a person."""

    role: Role
    duties: list[ShownDuty]
    state: str = ""
    key: str = ""

    @property
    def first(self) -> ShownDuty | None:
        return self.duties[0] if self.duties else None

    @property
    def more(self) -> int:
        return len(self.duties) - 1


class Voice(NamedTuple):
    """One text that names the product, and whose it is."""

    id: str
    kind: str
    marked: SafeString
    who: str


class RowReader:
    """What rows are read with: one organisation, and the list as a whole."""

    def __init__(self, snapshot: Snapshot, listing: Listing) -> None:
        self.snapshot, self.org, self.listing = snapshot, snapshot.org, listing
        self._products = Counter(
            duty.position for row in listing.rows for duty in row.proposal.assignments if duty.kind == OWNER
        )
        audiences = (True, False)
        self._needed = {(role.slug, one): self._is_needed(role, one) for role in self.covering for one in audiences}

    @property
    def covering(self) -> tuple[Role, ...]:
        return self.snapshot.content.covering

    def state(self, row: Row, role: Role) -> str:
        """`missing` or `not-needed` where nobody is on it and it is to be kept, else ''."""
        if not row.is_kept or any(duty.role == role.slug for duty in row.proposal.assignments):
            return ""
        return MISSING if self._needed[role.slug, row.proposal.market_facing] else NOT_NEEDED

    def roles(self, row: Row) -> list[ShownRole]:
        keys = chain(KEYS, repeat(""))
        return [ShownRole(role, self._duties(row, role), self.state(row, role), next(keys)) for role in self.covering]

    def is_check(self, row: Row) -> bool:
        """Whether it is ticked, and yet worth a second look."""
        return row.is_kept and row.said.keep is None and row.is_sure and row.proposal.confidence < CHECK

    def marks(self, row: Row) -> Iterator[tuple[str, str]]:
        if row.said.name and row.said.name != row.found:
            yield "pencil", "renamed"
        if row.merged:
            yield "merge", "merged"
        if row.parted:
            yield "split", "split"
        if self.is_check(row):
            yield "circle-help", "check"

    def team_name(self, key: str) -> str:
        return name_of(self.org, "team", key) if key in self.org.teams else ""

    def product_name(self, into: str) -> str:
        product = self.org.products.get(into.removeprefix(PRODUCT))
        return product.name if product else "a product"

    def product_of(self, row: Row) -> str:
        key = row.decision.product if row.decision and row.is_settled else ""
        return key if key in self.org.products else ""

    def leader(self, team: str) -> str:
        """Who leads the team: of those in it whose manager is not, whoever has most people. '' where nobody does."""
        inside = [position for position in self.org.positions.values() if team and position.team == team]
        keys = {position.key for position in inside}
        heads = [one for one in inside if one.manager not in keys and self.org.reports(one.key)]
        head = max(heads, key=lambda one: len(self.org.reports(one.key)), default=None)
        return self.org.holder_names(head) if head else ""

    def voices(self, evidence: Sequence[Evidence]) -> list[Voice]:
        """Each distinct text once, in the order of the evidence."""
        groups: dict[str, list[Evidence]] = {}
        for one in evidence:
            groups.setdefault(text_id(one), []).append(one)
        return [Voice(id, group[0].source, marked(group[0]), self._speakers(group)) for id, group in groups.items()]

    def _speakers(self, group: list[Evidence]) -> str:
        if group[0].source == "team":
            wanted = squeezed(group[0].text)
            members = Counter(position.team for position in self.org.positions.values())
            people = sum(members[t.key] for t in self.org.teams.values() if squeezed(t.name or t.key) == wanted)
            return count(people, "person", "people")
        if len(group) > 1:
            return count(len(group), "person", "people")
        position = self.org.positions.get(group[0].position)
        return self._who(position) if position else ""

    def _who(self, position: Position) -> str:
        return self.org.holder_names(position) or ("Name not given" if self.org.filled(position) else "Open position")

    def _duties(self, row: Row, role: Role) -> list[ShownDuty]:
        given = [duty for duty in row.proposal.assignments if duty.role == role.slug]
        return [self._duty(row, duty) for duty in given if duty.position in self.org.positions]

    def _duty(self, row: Row, duty: ProposedAssignment) -> ShownDuty:
        position = self.org.positions[duty.position]
        return ShownDuty(position, self._who(position), self._note(row, duty), duty.reason or OWN_TITLE)

    def _note(self, row: Row, duty: ProposedAssignment) -> str:
        """Half a sentence, and nothing where their own title names this product alone."""
        if duty.kind != OWNER:
            return "standing in"
        if any(one.position == duty.position and one.source == "title" for one in row.proposal.evidence):
            return "one title, several products" if self._products[duty.position] > 1 else ""
        team = self.org.positions[duty.position].team
        return "in its team" if team and team == row.proposal.team else lowfirst(duty.reason).rstrip(".")

    def _is_needed(self, role: Role, market: bool) -> bool:
        return is_needed(role.need, Product("", market_facing=market), self.org.on)


def counts(evidence: Sequence[Evidence]) -> str:
    """8 titles, 2 teams"""
    of = Counter(one.source for one in evidence)
    words = {"title": ("title", "titles"), "team": ("team", "teams"), "cell": ("other cell", "other cells")}
    return ", ".join(count(of[source], *word) for source, word in words.items() if of[source])


def marked(evidence: Evidence) -> SafeString:
    """The text with the words marked that name the product."""
    parts, at = [], 0
    for first, last in evidence.spans:
        parts.append((evidence.text[at:first], evidence.text[first:last]))
        at = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), evidence.text[at:])
