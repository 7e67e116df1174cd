"""A question in one plain sentence: the purpose of the plan that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planning.core.close_gaps.question import USUAL, Question
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.money import plain
from planning.core.names import Names
from planning.core.words import count, listed, spoken

# So many are named, others counted.
NAMED = 4
# What is not to happen that usually may, and what may that usually does not.
_WITHOUT = {
    FixKind.ASSIGN: "without new assignments",
    FixKind.RETITLE: "without new titles",
    FixKind.HIRE: "without hires",
    FixKind.MOVE: "without new managers",
}
_WITH = {FixKind.BACKUP: "naming backups", FixKind.COUNTS: "treating other roles as cover where that is enough"}
# Records that a question may name, in the order in which a key is looked up.
RECORDS = ("product", "position", "person")


def said(question: Question, names: Names, *, currency: str = "") -> str:
    """“Close all gaps by 1 Apr 2027, with EUR 300,000 more a year at most, leaving out Payments.” `currency` '' says
    that there is a budget, and not which: for whoever may not see cost."""
    return f"{', '.join((_goal(question, names), *_clauses(question, names, currency)))}."


def _goal(question: Question, names: Names) -> str:
    if question.products is None:
        return f"Close all gaps by {day(question.by)}"
    of = _listed(names.of("product", key) for key in sorted(question.products))
    return f"Close the gaps of {of or 'no product'} by {day(question.by)}"


def _clauses(question: Question, names: Names, currency: str) -> Iterator[str]:
    yield from _bounds(question, currency)
    yield from _loads(question, names)
    yield from (text for kind, text in _WITHOUT.items() if kind not in question.moves)
    yield from (text for kind, text in _WITH.items() if kind in question.moves - USUAL)
    if question.interims:
        yield "with people covering for a time where needed"
    yield from _weights(question)
    yield from _kept(question, names)


def _bounds(question: Question, currency: str) -> Iterator[str]:
    if question.budget is not None:
        amount = f"{currency} {plain(question.budget)}"
        yield f"with {amount} more a year at most" if currency else "within a set budget"
    if question.within_budgets:
        yield "within the budgets of functions"
    if question.most_hires is not None:
        yield f"with {count(question.most_hires, 'hire')} at most"


def _loads(question: Question, names: Names) -> Iterator[str]:
    for role, most in sorted(question.most.items()):
        yield f"with no {names.role(role)} on more than {count(most, 'product')}"
    if question.changes_each is not None:
        yield f"with {count(question.changes_each, 'change')} per person at most"
    for role, days in sorted(question.lead.items()):
        yield f"with hiring a {names.role(role)} taking {count(days, 'day')}"


def _weights(question: Question) -> Iterator[str]:
    if question.weights.launch != 1:
        yield f"with days before a launch counting {question.weights.launch} times"
    for stage, weight in sorted(question.weights.stages.items()):
        yield f"with days in {spoken(stage)} counting {weight} times"


def _kept(question: Question, names: Names) -> Iterator[str]:
    named = [(key, kind) for key in sorted(question.pinned | question.forbidden) if (kind := kind_of(names, key))]
    if named:
        yield f"leaving out {_listed(names.of(kind, key) for key, kind in named)}"
    records = {key for key, _ in named}
    if pinned := len(question.pinned - records):
        yield f"keeping {count(pinned, 'pinned move')}"
    if forbidden := len(question.forbidden - records):
        yield f"without {count(forbidden, 'forbidden move')}"


def kind_of(names: Names, key: str) -> str:
    """Which record a key names, of those that a question may name; '' for none, as of a move."""
    return next((kind for kind in RECORDS if names.org.get(kind, key) is not None), "")


def _listed(texts: Iterable[str]) -> str:
    every: Sequence[str] = list(texts)
    return listed(every) if len(every) <= NAMED + 1 else f"{', '.join(every[:NAMED])} and {len(every) - NAMED:,} more"
