"""Who would cover a proposed product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planning.core.content import Content
from planning.core.product_finding.candidates import Candidate
from planning.core.product_finding.mentions import OUTER
from planning.core.product_finding.proposal import ProposedAssignment
from planning.core.product_finding.voices import COVER, COVER_LEAD, HOME, LEAD, Voices
from planning.core.records import OWNER, STAND_IN, Org
from planning.core.words import an

OWN_TITLE = "Their own title names the product."
IN_TEAM = "They are in the team of that name."
JUNIOR, GROUP_LEAD = 1, 4  # the levels of who learns a role, and of who leads others of it


class Covering:
    """Proposes for each candidate and covering role the owners, or who stands in. `sure` are those that are taken for
    products."""

    def __init__(
        self, org: Org, content: Content, voices: Voices, every: Sequence[Candidate], sure: Sequence[Candidate]
    ) -> None:
        self._org = org
        self._voices = voices
        self._roles = {role.slug: role for role in content.covering}
        self._by_form = {one.form: one for one in every}
        self._named: dict[str, set[str]] = defaultdict(set)
        for one in sure:
            for atom in one.direct:
                self._named[atom.evidence.position].add(one.form)

    def of(self, one: Candidate) -> tuple[ProposedAssignment, ...]:
        return tuple(found for role in self._roles for found in self._in(one, role))

    def _in(self, one: Candidate, role: str) -> list[ProposedAssignment]:
        """The owners in a role: whose title names it, and who is in its team and has no other product in their title.
        Where there are none, who stands in."""
        own = _said_by(one, COVER, role)
        team = [key for key in self._in_team(one, role) if key not in own]
        beside = self._beside_owners([*own, *team])
        found = [(key, OWN_TITLE) for key in own] + [(key, IN_TEAM) for key in team]
        owners = [ProposedAssignment(role, key, OWNER, reason) for key, reason in found if key not in beside]
        return owners or self._stand_in(one, role)[:1]

    def _beside_owners(self, keys: Sequence[str]) -> set[str]:
        """Of several, who leads another of them by grade, and juniors who report to another: neither owns it."""
        managers = {key: self._org.positions[key].manager for key in keys}
        leads = {boss for boss in managers.values() if boss in managers and self._voices.level(boss) >= GROUP_LEAD}
        juniors = {key for key in managers if 0 < self._voices.level(key) <= JUNIOR}
        return leads | {key for key in juniors if managers[key] in managers and managers[key] not in leads}

    def _in_team(self, one: Candidate, role: str) -> list[str]:
        members = dict.fromkeys(key for group in one.groups for key in group.members)
        mine = [key for key in members if self._voices.of(key)[:2] == (COVER, role)]
        return [key for key in mine if not self._named[key] - {one.form}]

    def _stand_in(self, one: Candidate, role: str) -> list[ProposedAssignment]:
        """Leaders of the role whose title names it or what it is nested in; for those who build with others, somebody
        else of their function, such as a product owner."""
        name = self._roles[role].name
        leads = f"Leads {name}s, and their title names {{}}."
        found = [(key, leads.format("the product")) for key in self._nearest(_said_by(one, COVER_LEAD, role))]
        beside = [key for key in self._beside(one) if self._voices.leads_to(key) == role]
        found += [(key, f"Their title names the product, though they are not {an(name)}.") for key in beside]
        for other in (self._by_form[form] for form in sorted(one.outer) if form in self._by_form):
            found += [(key, leads.format(other.name)) for key in self._nearest(_said_by(other, COVER_LEAD, role))]
        return [ProposedAssignment(role, key, STAND_IN, reason) for key, reason in found]

    def _nearest(self, keys: Iterable[str]) -> list[str]:
        """The lowest leaders first: they are nearest to the product."""
        return sorted(keys, key=lambda key: (self._org.positions[key].level or 0, key))

    def _beside(self, one: Candidate) -> list[str]:
        said = {key for kind in (HOME, LEAD) for key in _said_by(one, kind, "")}
        return self._nearest(said)


def _said_by(one: Candidate, kind: str, role: str) -> list[str]:
    """The positions in whose titles somebody of this kind and role names it, in their order."""
    atoms: Iterable[str] = (
        atom.evidence.position
        for atom in one.atoms
        if (atom.place != OUTER or kind == COVER_LEAD) and (atom.voice.kind, atom.voice.role) == (kind, role)
    )
    return sorted(set(atoms))
