"""Names that are one product's although one has a word more: “Ledger” and “Core Ledger”, “Fraud” and “Fraud
Prevention”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planning.core.product_finding.candidates import Candidate
from planning.core.product_finding.mentions import TAIL
from planning.core.product_finding.names import comparable, words_of
from planning.core.product_finding.voices import CHIEF, COVER

# Words that names have or not.
LOOSE = comparable(
    """
    core management app application service solution suite system saas prevention detection handling processing online
    digital new software engine module feature function functionality tool experience customer portal page program
    """
)


def merged(every: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each that is another one's short or long form put to that one."""
    for kin in (_by_loose_word(every), _by_team(every)):
        gone = {one.form: goals[0] for one, goals in kin if len(goals) == 1 and goals[0].form != one.form}
        ends = {goal.form for goal in gone.values()}
        gone = {form: goal for form, goal in gone.items() if form not in ends}
        for one in every:
            if one.form in gone:
                gone[one.form].take(one)
        every = [one for one in every if one.form not in gone]
    return list(every)


def _by_loose_word(every: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Each with those that have a loose word more, if they can be one."""
    by_words = {words_of(one.name): one for one in every}
    longer: dict[str, list[Candidate]] = defaultdict(list)
    for words, one in by_words.items():
        for short in _shorter(words):
            if short in by_words:
                longer[by_words[short].form].append(one)
    kin = [(one, longer[one.form]) for one in every]
    return [(one, goals) for one, goals in kin if len(goals) == 1 and _are_one(one, goals[0])]


def _by_team(every: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Each that only members of one team say, with the team that has all of its words in its name: “Language” and the
    team “Language and Localization”."""
    teams = {key: one for one in every for group in one.groups for key in group.members}
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in every:
        goals = {teams[key].form if key in teams else "" for key in one.speakers}
        team = teams.get(next(iter(one.speakers), ""))
        if team and one.has_tail and len(goals) == 1 and set(words_of(one.name)) < set(words_of(team.name)):
            found[team.form].append(one)
    by_form = {one.form: one for one in every}
    return [(ones[0], [by_form[form]]) for form, ones in found.items() if len(ones) == 1]


def _shorter(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The words without a loose one at an end."""
    if len(words) > 1 and words[0] in LOOSE:
        yield tuple(words[1:])
    if len(words) > 1 and words[-1] in LOOSE:
        yield tuple(words[:-1])


def _are_one(one: Candidate, other: Candidate) -> bool:
    """Whether nothing that a product has once is there twice: a manager of the product, of its builders, a team."""
    managers = [candidate.count(COVER, TAIL) > 0 for candidate in (one, other)]
    chiefs = [candidate.count(CHIEF, TAIL) > 0 for candidate in (one, other)]
    teams = [bool(candidate.groups) for candidate in (one, other)]
    return not (all(managers) or all(chiefs) or all(teams) or one.inner or other.inner)
