"""The ways out of a finding, by the family of its rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planning.core.fixes.base import Case, Way, Ways
from planning.core.fixes.families import (
    away,
    covering,
    idle,
    leading,
    lines,
    pairing,
    partnering,
    sharing,
    spans,
    splitting,
    structure,
    titles,
    unknown,
    vacancies,
)
from planning.core.rules import Context, Finding
from planning.core.rules.run import rules_of

# By the id of a rule, else by its family.
WAYS: Mapping[str, Ways] = {
    "coverage": covering.gap,
    "loss-soon": covering.loss,
    "cover-away": away.on_leave,
    "launch-level": covering.seniority,
    "hire-late": covering.late_hire,
    "load": sharing.load,
    "owner-dup": sharing.two_owners,
    "idle-cover": idle.nothing_to_do,
    "single-cover": sharing.nobody_in_reserve,
    "dual-role": sharing.both_roles,
    "peer-gap": sharing.peers,
    "pair-link": pairing.link,
    "resp-gap": pairing.unowned,
    "resp-cross": pairing.crossed,
    "partner": partnering.partners,
    "line": lines.outside,
    "line-depth": lines.long_line,
    "leader": leading.leaderless,
    "span-high": splitting.wide,
    "span-low": spans.narrow,
    "layers": spans.deep,
    "ratio": leading.ratio,
    "loop": structure.ring,
    "unplaced": structure.place,
    "no-manager": structure.place,
    "ended-manager": structure.inherit,
    "vacant-long": vacancies.long_vacant,
    "manager-vacant": vacancies.manager_vacant,
    "title-role": titles.disagreement,
    "not-known": unknown.not_known,
    "names-empty": unknown.names,
    "audience-assumed": unknown.audience,
}


def ways(ctx: Context, finding: Finding, wanted: str = "") -> Iterator[Way]:
    """Everything that might close a finding, best first, untried. `wanted`: the key of a fix that was asked for."""
    rule = rules_of(ctx).get(finding.rule)
    make = WAYS.get(rule.id) or WAYS.get(rule.family) if rule else None
    if rule and make:
        yield from make(Case(ctx, rule, finding, wanted))
