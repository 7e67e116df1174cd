"""What stands in one cell of Lineup's own tables, by its column. Raises `Wrong` where that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from planning.core.cell_text import parted
from planning.core.changes.validation import FIRST_YEAR, LAST_YEAR, RANGES
from planning.core.content import LEVELS, Content
from planning.core.records import BACKUP, OWNER, STAGES, STAND_IN
from planning.core.words import listed
from planning.imports.cells.date_order import evidence
from planning.imports.cells.dates import NotPossible, parse_date
from planning.imports.cells.numbers import parse_number
from planning.imports.cells.words import parse_yes

MAX_KEY = 120
# What a file may have left out of a product.
ASSUMABLE = ("stage", "market_facing", "launch", "launch_tier", "team")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")
ISO = "Write it as 2026-09-01."


class Wrong(Exception):
    """The cell cannot be that: why, and what to write instead."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message, self.code = message, code


class Known(NamedTuple):
    """What cells may name: role content, in which order days of the file stand (None where nothing tells), teams."""

    content: Content
    month_first: bool | None
    team: Callable[[str], str]


Reader = Callable[[Known, str], Any]


def text(limit: int) -> Reader:
    def read(known: Known, cell: str) -> str:
        if len(cell) > limit:
            raise Wrong(f"This is {len(cell)} characters long; the limit is {limit}. Shorten it.", "too-long")
        return cell

    return read


def choice(options: tuple[str, ...], code: str) -> Reader:
    def read(known: Known, cell: str) -> str:
        if cell.casefold() not in options:
            raise Wrong(f"This is not {listed(options, 'or')}. Write one of those.", code)
        return cell.casefold()

    return read


def number(name: str) -> Reader:
    """A number within its range; percent sign and decimal comma are understood."""
    low, high = RANGES[name]

    def read(known: Known, cell: str) -> float:
        found = parse_number(cell.rstrip("% ") if name == "share" else cell)
        if found is None or not low <= found <= high:
            raise Wrong(f"This is not a number from {low:g} to {high:g}. Write one.", "out-of-range")
        return found

    return read


def whole(name: str, high: int) -> Reader:
    def read(known: Known, cell: str) -> int:
        found = parse_number(cell.rstrip("% "))
        if found is None or found != int(found) or not RANGES[name][0] <= found <= high:
            text = f"This is not a whole number from {RANGES[name][0]:g} to {high}. Write one."
            raise Wrong(text, "out-of-range")
        return int(found)

    return read


def yes_or_no(known: Known, cell: str) -> bool:
    found = parse_yes(cell)
    if found is None:
        raise Wrong("Write yes or no.", "not-yes-or-no")
    return found


def role(known: Known, cell: str) -> str:
    roles = known.content.roles
    if cell in roles:
        return cell
    named = [r.slug for r in roles.values() if cell.casefold() in (r.slug, r.code.casefold(), r.name.casefold())]
    if len(named) != 1:
        some = ", ".join(list(roles)[:4])
        raise Wrong(f"This role does not exist. Write it as in the role guide’s address: {some} …", "unknown-role")
    return named[0]


def function(known: Known, cell: str) -> str:
    functions = known.content.functions
    if cell in functions:
        return cell
    named = [slug for slug, name in functions.items() if cell.casefold() in (slug, name.casefold())]
    if len(named) != 1:
        raise Wrong(f"This function does not exist. Write one of {', '.join(functions)}.", "unknown-function")
    return named[0]


def team(known: Known, cell: str) -> str:
    return known.team(text(200)(known, cell))


def fields_of_product(known: Known, cell: str) -> tuple[str, ...]:
    found = parted(cell)
    if unknown := [name for name in found if name not in ASSUMABLE]:
        text = f"{unknown[0][:40]} is not a product field that can be assumed. Write {listed(ASSUMABLE, 'or')}, or "
        raise Wrong(f"{text}several of them separated by semicolons.", "unknown-field")
    return found


def day(known: Known, cell: str) -> date:
    try:
        found = date.fromisoformat(cell) if _ISO.fullmatch(cell) else _other_day(known, cell)
    except (ValueError, NotPossible) as error:
        raise Wrong(f"This date does not exist. {ISO}", "no-such-day") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Wrong(f"The year {found.year:04} cannot be right. {ISO}", "no-such-day")
    return found


def _other_day(known: Known, cell: str) -> date:
    """A day as a spreadsheet has written it anew."""
    if _NUMERIC.match(cell) and known.month_first is None:
        raise Wrong(f"Nothing in the file shows whether the day or the month comes first. {ISO}", "unclear-date")
    found = parse_date(cell, bool(known.month_first))
    if found is None:
        raise Wrong(f"This is not a date. {ISO}", "not-a-date")
    return found


def order_of_days(cells: Iterable[str]) -> bool | None:
    """Whether the month stands first in days such as 9/1/2026; None where no cell proves either order."""
    return evidence(cells).proof


COLUMNS: Mapping[str, Mapping[str, Reader]] = {
    "positions": {
        "title": text(300),
        "role": role,
        "level": whole("level", len(LEVELS)),
        "function": function,
        "team": team,
        "location": text(200),
        "fte": number("fte"),
        "starts": day,
        "ends": day,
        "stage": text(30),
        "target_start": day,
    },
    "people": {
        "name": text(200),
        "email": text(254),
        **{name: day for name in ("starts", "leaves", "away_from", "away_until")},
    },
    "products": {
        "name": text(200),
        "stage": choice(STAGES, "unknown-stage"),
        "market_facing": yes_or_no,
        "launch": day,
        "launch_tier": text(20),
        "team": team,
        "assumed": fields_of_product,
    },
    "assignments": {
        "role": role,
        "kind": choice((OWNER, BACKUP, STAND_IN), "unknown-kind"),
        "share": whole("share", 100),
        "starts": day,
        "ends": day,
        "note": text(200),
    },
    "teams": {"name": text(200), "function": function},
}
DAYS = frozenset(name for readers in COLUMNS.values() for name, reader in readers.items() if reader is day)
# These are never blank; one that is stays as it was.
ALWAYS = frozenset({"fte", "market_facing", "kind", "share", "product", "position"})
