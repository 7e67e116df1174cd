"""From people's titles and teams to a list of proposed products."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planning.core.content import Content
from planning.core.product_finding.atoms import Said, atoms
from planning.core.product_finding.brackets import settled
from planning.core.product_finding.candidates import Candidate, candidates
from planning.core.product_finding.covering import Covering
from planning.core.product_finding.judging import confidence, doubt, is_worth_a_look
from planning.core.product_finding.kin import merged
from planning.core.product_finding.marks import mark
from planning.core.product_finding.mentions import TAIL, english_of, mentions, text_of
from planning.core.product_finding.names import fold, form
from planning.core.product_finding.proposal import SURE, Evidence, Proposal
from planning.core.product_finding.sorts import NAME, is_internal, sort_of
from planning.core.product_finding.teams import Group, groups
from planning.core.product_finding.voices import COVER, COVER_LEAD, HOME, OTHER, Voices
from planning.core.records import Org

# So many sure products make it likely that builders of one field, with a manager, are a product team, too.
ENOUGH = 3
_NO_KEY = re.compile(r"[^a-z0-9]+")


def find(org: Org, content: Content, cells: Mapping[str, Sequence[str]] | None = None) -> list[Proposal]:
    """Products that nobody listed, best first. `cells` are other texts of a file that may name a product, such as a
    cost centre, by the key of the position."""
    voices = Voices(org, content)
    if not voices.build(org):
        return []
    said = settled(_confirmed(list(_said(org, content, voices))))
    named = _forms(said)
    found = groups(org, content, voices, cells or {}, named)
    known = [form(group.name) for group in found]
    every = merged(candidates(atoms(said, known), found))
    mark(every, org, voices, named)
    kept = _told([one for one in every if is_worth_a_look(one)])
    names = {one.form: one.name for one in every}
    covering = Covering(org, content, voices, every, [one for one in kept if is_sure(one, names)])
    proposals = [_proposal(one, names, covering) for one in kept]
    return _keyed(sorted(proposals, key=_order))


def _said(org: Org, content: Content, voices: Voices) -> Iterable[Said]:
    """What titles name, of those whose title says something about products."""
    places = {fold(position.location) for position in org.positions.values()}
    for key in sorted(org.positions):
        title = org.positions[key].title
        voice = voices.of(key)
        if voice.kind == OTHER or not title:
            continue
        for mention in mentions(title, content.words_of(title)):
            text = title[mention.words[0].start : mention.words[-1].end]
            if fold(text) not in places:
                yield Said(key, title, mention, voice)


def _confirmed(said: list[Said]) -> list[Said]:
    """Without words for teams, unless who manages products and who builds have the same alone: “Groups”."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.mention.is_kind:
            kinds[form(text_of(one.text, one.mention.words))].add(one.voice.kind)
    told = {name for name, voices in kinds.items() if COVER in voices and len(voices) > 1}
    return [one for one in said if not one.mention.is_kind or form(text_of(one.text, one.mention.words)) in told]


def is_sure(one: Candidate, names: Mapping[str, str]) -> bool:
    return confidence(one) >= SURE and not doubt(one, names)


def _told(kept: list[Candidate]) -> list[Candidate]:
    """Without what leaders alone name, and without fields of builders, where nothing else says that there are
    products."""
    sure = sum(confidence(one) >= SURE for one in kept)
    alone = [one.form for one in kept if one.leads_alone]
    if len(alone) > max(ENOUGH, sure):
        kept = [one for one in kept if one.form not in alone or one.has(COVER_LEAD)]
    told = [one for one in kept if not one.is_field or (sure >= ENOUGH and one.is_team_of_field)]
    return told if sure else [one for one in told if not one.leads_alone and any(a.place == TAIL for a in one.atoms)]


def _forms(said: Iterable[Said]) -> Mapping[str, set[str]]:
    """The forms of names that each title names behind what somebody is."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in said:
        text = text_of(one.text, one.mention.words)
        if one.mention.place == TAIL and sort_of(text, english_of(one.mention.words)) == NAME:
            found[one.position].add(form(text))
    return found


def _proposal(one: Candidate, names: Mapping[str, str], covering: Covering) -> Proposal:
    name, *others = [one.name, *(other for other in one.names if other != one.name)]
    return Proposal(
        key=_NO_KEY.sub("-", fold(name)).strip("-") or one.form,
        name=name,
        confidence=confidence(one),
        evidence=_evidence(one),
        market_facing=not is_internal(name),
        doubt=doubt(one, names),
        team=next((group.team for group in one.groups if group.team), ""),
        names=tuple(others),
        assignments=covering.of(one),
    )


def _evidence(one: Candidate) -> tuple[Evidence, ...]:
    """Who says so, the strongest first: those who cover products, teams, everybody else."""
    told = sorted(
        one.direct or one.atoms, key=lambda atom: (atom.voice.kind not in (COVER, HOME), atom.evidence.position)
    )
    teams = [_of_group(group) for group in one.groups]
    covering = sum(atom.voice.kind in (COVER, HOME) for atom in told)
    texts = [atom.evidence for atom in told]
    return tuple(dict.fromkeys([*texts[:covering], *teams, *texts[covering:]]))


def _of_group(group: Group) -> Evidence:
    position = "" if group.source == "team" else min(group.members)
    return Evidence(position, group.text, group.source, (group.span,))


def _order(proposal: Proposal) -> tuple[bool, float, str]:
    return bool(proposal.doubt), -proposal.confidence, proposal.key


def _keyed(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Each with a key of its own."""
    taken: set[str] = set()
    found = []
    for proposal in proposals:
        key, number = proposal.key, 2
        while key in taken:
            key, number = f"{proposal.key}-{number}", number + 1
        taken.add(key)
        found.append(proposal._replace(key=key))
    return found
