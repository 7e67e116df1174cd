"""The cells of the grid of products: what each shows, and what people may write in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.utils.text import capfirst

from planning.core.dates import day
from planning.core.records import STAGES, Product
from planning.forms.days import EARLIEST, LATEST
from planning.imports.cells import dates, words
from planning.imports.cells.date_order import evidence
from planning.imports.products.audiences import parse_audience
from planning.imports.products.stages import parse_stage

LONGEST_TIER = 20
MARKET, INTERNAL = "market-facing", "internal"
NONE = "–"


class NotUnderstood(Exception):
    """What was written in a cell cannot be meant; says why, and what to write."""


class Column(NamedTuple):
    """A column that can be written in: its name in forms, the product's field, its heading, what can be chosen, and
    how a value reads."""

    name: str
    field: str
    label: str
    choices: tuple[str, ...]
    text: Callable[[Any], str]

    def value(self, product: Product) -> Any:
        return getattr(product, self.field)

    def choice(self, value: Any) -> str:
        """The value as the control of the cell holds it."""
        return self.text(value).lower() if self.choices else self.text(value)


def _audience(market: bool) -> str:
    return capfirst(MARKET if market else INTERNAL)


def _day(value: date | None) -> str:
    return day(value) if value else ""


COLUMNS = (
    Column("stage", "stage", "Stage", STAGES, capfirst),
    Column("audience", "market_facing", "Audience", (MARKET, INTERNAL), _audience),
    Column("launch", "launch", "Launch", (), _day),
    Column("tier", "launch_tier", "Tier", (), str),
)
BY_NAME = {column.name: column for column in COLUMNS}
BY_FIELD = {column.field: column for column in COLUMNS}


def read(column: Column, text: str, month_first: bool = False) -> Any:
    """The value that is written in a cell of `column`. Raises `NotUnderstood`."""
    return _READERS[column.name](" ".join(text.split()), month_first)


def month_comes_first(texts: Iterable[str]) -> bool:
    """Whether the dates of a pasted column name the month first, as one of them proves; else the day comes first."""
    return bool(evidence(text.strip() for text in texts).proof)


def _read_stage(text: str, _: bool) -> str:
    if stage := parse_stage(text):
        return stage
    if words.is_blank(text):
        raise NotUnderstood(f"A product needs a stage. Enter {_listed(STAGES)}.")
    raise NotUnderstood(f"“{text[:40]}” is not a stage. Enter {_listed(STAGES)}.")


def _read_audience(text: str, _: bool) -> bool:
    found = parse_audience(text)
    if found is None:
        raise NotUnderstood(f"“{text[:40]}” is not an audience. Enter {_listed((MARKET, INTERNAL))}.")
    return found


def _read_launch(text: str, month_first: bool) -> date | None:
    if words.is_blank(text) or text.casefold() in words.NO_DATES:
        return None
    try:
        found = dates.parse_date(text, month_first)
    except dates.NotPossible as error:
        raise NotUnderstood(f"“{text[:40]}”: {error}") from error
    if found is None and (month := dates.parse_month(text)):
        found = date(*month, 1)
    if found is None and not dates.is_none(text):
        raise NotUnderstood(f"“{text[:40]}” is not a date. Enter it as 12 Jan 2027 or 2027-01-12.")
    if found and not EARLIEST <= found.year <= LATEST:
        raise NotUnderstood(f"The year {found.year} is out of range. Enter {EARLIEST} to {LATEST}.")
    return found


def _read_tier(text: str, _: bool) -> str:
    if words.is_blank(text):
        return ""
    if len(text) > LONGEST_TIER or "\0" in text:
        raise NotUnderstood(f"Enter a tier of at most {LONGEST_TIER} characters, such as 1, large or small.")
    return text


def _listed(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


_READERS: dict[str, Callable[[str, bool], Any]] = {
    "stage": _read_stage,
    "audience": _read_audience,
    "launch": _read_launch,
    "tier": _read_tier,
}
