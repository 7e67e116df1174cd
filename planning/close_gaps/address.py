"""A question in an address, and what is pressed beside it: the same link asks the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import QueryDict

from planning.core.close_gaps.answer import Loosen
from planning.core.close_gaps.question import MOVES, USUAL, Question
from planning.core.fixes.base import FixKind

MOST, LEAD, STAGE = "most-", "lead-", "stage-"
WITHIN = "within-budgets"
# What is pressed beside the question: it becomes part of it.
ADD_SCOPE, ADD_PRODUCT, ADD_PERSON = "scope-product", "pin-product", "forbid-person"
RELEASE, DROP, LOOSEN = "release", "drop", "loosen"
ADDED = tuple(name + part for name in (ADD_SCOPE, ADD_PRODUCT, ADD_PERSON) for part in ("", "-key", "-pick"))
PRESSED = (*ADDED, RELEASE, DROP, LOOSEN)
NAMES = ("by", "budget", "hires", "products", "changes", "moves", "interims", "pin", "forbid", "launch", WITHIN)
PREFIXES = (MOST, LEAD, STAGE)
APART = "|"
# So many characters a question may have in an address: servers and proxies take about 8,000 of a whole one.
LONGEST = 6_000
# What is loosened by its name in a question: the field that it is in the form.
FIELDS = {"budget": "budget", "most_hires": "hires", "changes_each": "changes", "interims": "interims"}

Pairs = list[tuple[str, str]]


def is_asked(data: QueryDict) -> bool:
    """Whether an address asks a question; one that only says where to begin asks none."""
    return "by" in data


def moves_of(kinds: Iterable[FixKind] = USUAL) -> list[str]:
    """In the order in which they are offered."""
    kinds = frozenset(kinds)
    return [kind.value for kind in MOVES if kind in kinds]


def pairs_of(question: Question) -> Pairs:
    """The question as names and values of an address, but for its day; what is usual is left out."""
    return list(_pairs(question))


def _pairs(question: Question) -> Iterator[tuple[str, str]]:
    yield "by", question.by.isoformat()
    for name, value in _numbers(question):
        if value is not None:
            yield name, f"{value}"
    yield from (("products", key) for key in sorted(question.products or ()))
    if question.moves != USUAL:
        yield from (("moves", kind) for kind in moves_of(question.moves))
    switches = ((WITHIN, question.within_budgets), ("interims", question.interims))
    yield from ((name, "on") for name, said in switches if said)
    yield from (("pin", key) for key in sorted(question.pinned))
    yield from (("forbid", key) for key in sorted(question.forbidden))


def _numbers(question: Question) -> Iterator[tuple[str, Any]]:
    yield "budget", None if question.budget is None else f"{question.budget.normalize():f}"
    yield "hires", question.most_hires
    yield "changes", question.changes_each
    yield "launch", question.weights.launch if question.weights.launch != 1 else None
    every = ((MOST, question.most), (LEAD, question.lead), (STAGE, question.weights.stages))
    yield from ((prefix + name, said[name]) for prefix, said in every for name in sorted(said))


def is_part(name: str) -> bool:
    """Whether a name of the address is of the question, or of what is pressed beside it."""
    return name in NAMES or name in PRESSED or name.startswith(PREFIXES)


def asked_in(data: QueryDict) -> Pairs:
    """What an address says of the question, as it stands there."""
    return [(name, value) for name, values in data.lists() if is_part(name) for value in values]


def fits(data: QueryDict) -> bool:
    """Whether an address can hold it."""
    return len(data.urlencode()) <= LONGEST


def press_of(loosen: Loosen) -> str:
    """What the button that loosens a limit sends."""
    return APART.join((loosen.field, loosen.value, loosen.key))


def pressed(data: QueryDict, norms: Mapping[str, int | None]) -> QueryDict:
    """The question with what is pressed done to it. What an address does not say is as it usually is."""
    data = data.copy()
    data.setlist("moves", [*filter(None, data.getlist("moves"))] if "moves" in data else moves_of())
    for role, most in norms.items():
        if most is not None and MOST + role not in data:
            data[MOST + role] = str(most)
    if "budget" in data:
        data["budget"] = _apart(str(data["budget"]))
    for key in data.getlist(RELEASE):
        _remove(data, ("pin", "forbid"), key)
    for key in data.getlist(DROP):
        _remove(data, ("products",), key)
    for press in data.getlist(LOOSEN):
        _loosen(data, press)
    return data


def _apart(amount: str) -> str:
    """An amount with its thousands apart, as people read it; what is none as it is."""
    whole, point, rest = amount.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isdecimal() and len(whole) < 13 else amount


def _loosen(data: QueryDict, press: str) -> None:
    field, value, key = [*press.split(APART, 2), "", ""][:3]
    if field in FIELDS:
        data[FIELDS[field]] = value
    elif field in ("most", "lead"):
        data[f"{field}-{key}"] = value
    elif field == "moves":
        data.setlist("moves", [*data.getlist("moves"), key or value])
    elif field in ("pinned", "forbidden"):
        _remove(data, ("pin", "forbid"), key or value)


def _remove(data: QueryDict, names: Iterable[str], key: str) -> None:
    for name in names:
        data.setlist(name, [one for one in data.getlist(name) if one != key])
