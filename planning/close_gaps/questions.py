"""A question as plain values and back, held to its bounds: it comes from an address, a command or a stored row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, NotRequired, TypedDict, cast

from planning.close_gaps.question_words import said
from planning.core.close_gaps.question import EVERY_DAY_ONCE, MOVES, Question, Weights
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.money import amount_fault, money
from planning.forms.days import EARLIEST, LATEST

__all__ = ["Asked", "Unaskable", "from_dict", "in_order", "said", "to_dict"]
# Days that a question may look ahead, from the day that it is asked from.
LONGEST = 5 * 366
MOST_KEYS, LONGEST_KEY = 2_000, 300
MOST_COUNTED = 1_000


class Weighed(TypedDict):
    launch: NotRequired[int]
    stages: NotRequired[dict[str, int]]


class Asked(TypedDict):
    """A question as JSON. What it leaves out is as usual."""

    on: str
    by: str
    products: NotRequired[list[str]]
    budget: NotRequired[str]
    hires: NotRequired[int]
    within_budgets: NotRequired[bool]
    most: NotRequired[dict[str, int]]
    changes: NotRequired[int]
    moves: NotRequired[list[str]]
    interims: NotRequired[bool]
    pin: NotRequired[list[str]]
    forbid: NotRequired[list[str]]
    lead: NotRequired[dict[str, int]]
    weights: NotRequired[Weighed]
    step: NotRequired[int]


class Unaskable(ValueError):
    """A question that cannot be asked: `field` of its JSON is why, and the text says what to do."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def to_dict(question: Question) -> Asked:
    """The question as JSON, what is as usual left out."""
    values = {part.name: (part, getattr(question, part.field)) for part in _PARTS}
    said = {name: part.write(value) for name, (part, value) in values.items() if value != getattr(_USUAL, part.field)}
    return cast(Asked, said)


def from_dict(given: Mapping[str, Any]) -> Question:
    """The inverse of `to_dict`. Raises `Unaskable` for whatever is no question."""
    for name in given:
        if name not in _BY_NAME:
            raise Unaskable(str(name)[:40], "This is not part of a question. Remove it.")
    for name in ("on", "by"):
        if name not in given:
            raise Unaskable(name, _NO_DAY)
    return in_order(Question(**{_BY_NAME[name].field: _BY_NAME[name].read(name, given[name]) for name in given}))


def in_order(question: Question) -> Question:
    """The same question. Raises `Unaskable` where it ends before it begins, or looks too far ahead."""
    if question.by < question.on:
        raise Unaskable("by", f"This date is before {day(question.on)}, the day asked from. Enter a later date.")
    if (question.by - question.on).days > LONGEST:
        raise Unaskable("by", "This date is more than five years ahead. Enter an earlier one.")
    return question


_NO_DAY = "Enter a date, such as 2027-04-01."


def _day(name: str, value: Any) -> date:
    try:
        found = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Unaskable(name, _NO_DAY) from error
    if not EARLIEST <= found.year <= LATEST:
        raise Unaskable(name, f"The year {found.year:04} is out of range. Enter {EARLIEST} to {LATEST}.")
    return found


def _amount(name: str, value: Any) -> Decimal:
    try:
        amount = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except ArithmeticError as error:
        raise Unaskable(name, "This is not a number. Enter an amount such as 300000.") from error
    if fault := amount_fault(amount):
        raise Unaskable(name, fault)
    return money(amount)


def _written(amount: Decimal) -> str:
    """The same for equal amounts, with their cents or without."""
    return f"{amount.normalize():f}"


def _number(name: str, value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST_COUNTED:
        raise Unaskable(name, f"Enter a whole number from 0 to {MOST_COUNTED:,}.")
    return value


def _positive(name: str, value: Any) -> int:
    if value == 0:
        raise Unaskable(name, f"Enter a whole number from 1 to {MOST_COUNTED:,}.")
    return _number(name, value)


def _flag(name: str, value: Any) -> bool:
    if type(value) is not bool:
        raise Unaskable(name, "This is either yes or no.")
    return value


def _keys(name: str, value: Any) -> frozenset[str]:
    texts: list[Any] = value if isinstance(value, list) else [None]
    if len(texts) > MOST_KEYS:
        raise Unaskable(name, f"This names more than {MOST_KEYS:,}. Name fewer.")
    if not all(_is_key(text) for text in texts):
        raise Unaskable(name, f"A key is one line of 1 to {LONGEST_KEY} characters. Check the keys, or remove them.")
    return frozenset(texts)


def _is_key(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST_KEY and text.isprintable()


def _kinds(name: str, value: Any) -> frozenset[FixKind]:
    known = {kind.value: kind for kind in MOVES}
    texts: list[Any] = value if isinstance(value, list) else [None]
    if not all(isinstance(text, str) and text in known for text in texts):
        raise Unaskable(name, f"Choose among {', '.join(known)}.")
    return frozenset(known[text] for text in texts)


def _numbers(name: str, value: Any) -> Mapping[str, int]:
    pairs: dict[str, Any] = value if isinstance(value, dict) else {"": 0}
    if len(pairs) > MOST_KEYS or not all(_is_key(slug) for slug in pairs):
        raise Unaskable(name, "This is not a number for each.")
    return {slug: _number(name, number) for slug, number in pairs.items()}


def _weights(name: str, value: Any) -> Weights:
    given = value if isinstance(value, dict) else {"": 0}
    if not given.keys() <= {"launch", "stages"}:
        raise Unaskable(name, "Weights are those of launches and of stages.")
    stages = _numbers(name, given.get("stages", {}))
    return Weights(_positive(name, given.get("launch", 1)), {slug: _positive(name, n) for slug, n in stages.items()})


def _weighed(weights: Weights) -> Weighed:
    stages: Weighed = {"stages": dict(weights.stages)} if weights.stages else {}
    return {"launch": weights.launch, **stages} if weights.launch != EVERY_DAY_ONCE.launch else stages


def _same(value: Any) -> Any:
    return value


class _Part(NamedTuple):
    """What the JSON calls a field, how its value is written, and how it is read with the name for refusals."""

    name: str
    field: str
    write: Callable[[Any], Any]
    read: Callable[[str, Any], Any]


_PARTS = (
    _Part("on", "on", date.isoformat, _day),
    _Part("by", "by", date.isoformat, _day),
    _Part("products", "products", sorted, _keys),
    _Part("budget", "budget", _written, _amount),
    _Part("hires", "most_hires", _same, _number),
    _Part("within_budgets", "within_budgets", _same, _flag),
    _Part("most", "most", dict, _numbers),
    _Part("changes", "changes_each", _same, _number),
    _Part("moves", "moves", sorted, _kinds),
    _Part("interims", "interims", _same, _flag),
    _Part("pin", "pinned", sorted, _keys),
    _Part("forbid", "forbidden", sorted, _keys),
    _Part("lead", "lead", dict, _numbers),
    _Part("weights", "weights", _weighed, _weights),
    _Part("step", "step", _same, _positive),
)
_BY_NAME = {part.name: part for part in _PARTS}
# A day that no question has, so that both days are always said.
_USUAL = Question(date.min, date.min)
