"""Who would cover a proposed product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planning.core.content import Content
from planning.core.product_finding.candidates import Candidate
from planning.core.product_finding.mentions import OUTER
from planning.core.product_finding.proposal import ProposedAssignment
from planning.core.product_finding.voices import COVER, COVER_LEAD, Voices
from planning.core.records import OWNER, STAND_IN, Org

OWN_TITLE = "Their own title names the product."
IN_TEAM = "They are in the team of that name."


class Covering:
    """Proposes for each candidate and covering role the owners, or a leader who stands in."""

    def __init__(self, org: Org, content: Content, voices: Voices, kept: Sequence[Candidate]) -> None:
        self._org = org
        self._voices = voices
        self._roles = {role.slug: role for role in content.covering}
        self._named: dict[str, set[str]] = defaultdict(set)
        self._leaders: dict[str, list[str]] = defaultdict(list)
        for one in kept:
            for atom in one.direct:
                self._named[atom.evidence.position].add(one.form)
        self._kept = {one.form: one for one in kept}

    def of(self, one: Candidate) -> tuple[ProposedAssignment, ...]:
        return tuple(found for role in self._roles for found in self._in(one, role))

    def _in(self, one: Candidate, role: str) -> list[ProposedAssignment]:
        own = _said_by(one, COVER, role)
        team = [key for key in self._in_team(one, role) if key not in own]
        if own or team:
            reasons = [(key, OWN_TITLE) for key in own] + [(key, IN_TEAM) for key in team]
            return [ProposedAssignment(role, key, OWNER, reason) for key, reason in reasons]
        leader = next(iter(_said_by(one, COVER_LEAD, role) or self._of_outer(one, role)), "")
        if not leader:
            return []
        reason = self._why(one, role)
        return [ProposedAssignment(role, leader, STAND_IN, reason)]

    def _in_team(self, one: Candidate, role: str) -> list[str]:
        """Those in the team of that name whose title names nothing else that is proposed."""
        members = (key for group in one.groups for key in group.members)
        mine = [key for key in members if self._voices.of(key)[:2] == (COVER, role)]
        return [
            key
            for key in dict.fromkeys(mine)
            if not self._named[key] - {one.form} or self._voices.of(key).kind != COVER
        ]

    def _of_outer(self, one: Candidate, role: str) -> list[str]:
        """Leaders whose title names what this one is nested in."""
        outer = [self._everybody[form] for form in sorted(one.outer) if form in self._everybody]
        return [key for other in outer for key in _said_by(other, COVER_LEAD, role)]

    def _why(self, one: Candidate, role: str) -> str:
        return f"Leads {self._roles[role].name}s, and their title names {one.name}."

    @property
    def _everybody(self) -> dict[str, Candidate]:
        return self._kept


def _said_by(one: Candidate, kind: str, role: str) -> list[str]:
    """The positions in whose titles somebody of this kind and role names it, in their order."""
    atoms: Iterable[str] = (
        atom.evidence.position
        for atom in one.atoms
        if atom.place != OUTER and (atom.voice.kind, atom.voice.role) == (kind, role)
    )
    return sorted(set(atoms))
