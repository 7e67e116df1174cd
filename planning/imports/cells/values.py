"""What stands in a single cell: dates, numbers, yes and no, and words that stand for nobody."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?: .*)?$")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{2}|\d{4})$")
_WORDED_US = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
_EXCEL_EPOCH = date(1899, 12, 30)
EARLIEST, LATEST = 1900, 2100
DATE_FORMS = "Write it as 2022-06-01."

BLANKS = frozenset(
    {"", "-", "--", "—", "–", ".", "n/a", "na", "n.a.", "none", "null", "nil", "#n/a", "n/d", "nd", "unknown", "?"}
)
NO_DATES = BLANKS | {"tbd", "tbh", "tbc", "tba", "not applicable"}
ROOT_WORDS = BLANKS | {"xx", "*", "0", "top", "root", "self", "no manager", "not applicable"}
WITHHELD = re.compile(
    r"(?<![\w/])(n/d|not disclosed|undisclosed|withheld|redacted)(?![\w/])"
    r"|^\W*(nd|unknown|anonymous|anonymi[sz]ed|confidential|restricted|private)\W*$",
    re.I,
)
# One of these words is enough to say that nobody sits there.
_VACANT = re.compile(
    r"(?<![\w/])(tbd|tbh|tbc|tba|t\.b\.[dhca]\.?|n/a|vacant|vacancy|unfilled|"
    r"to be (hired|determined|confirmed|announced|recruited|filled|appointed)|"
    r"open (role|position|req|requisition|headcount|seat|post)|new (vacancy|hire|position|role))"
    r"(?![\w/])",
    re.I,
)
# These say so only where nothing else is said.
_VACANCY_WORDS = frozenset(
    [
        "open",
        "new",
        "hire",
        "hiring",
        "role",
        "position",
        "post",
        "seat",
        "req",
        "requisition",
        "headcount",
        "vacancy",
        "vacant",
        "backfill",
        "recruiting",
        "to",
        "be",
        "none",
        "na",
        "nobody",
        "empty",
        "placeholder",
        "future",
        "planned",
        "pending",
    ]
)
_MARKED = re.compile(
    r"^\s*[\(\[]?\s*(vacant|vacancy|tbd|tbh|tbc|open|open req|open role|open position|new vacancy|to be hired)\s*"
    r"(?:[\)\]:]|\s[-–—:|])\s*|\s*(?:[\(\[]|\s[-–—:|]\s)\s*"
    r"(vacant|vacancy|tbd|tbh|tbc|open|open req|open role|open position|new vacancy|to be hired)\s*[\)\]]?\s*$",
    re.I,
)
INTERIM = re.compile(r"\b(interim|acting|ad interim)\b", re.I)
INTERIM_MARK = re.compile(
    r"\s*[\(\[]\s*(interim|acting|ad interim|temp(?:orary)?|cover)\s*[\)\]]\s*|\s+-\s+(interim|acting)$", re.I
)


class NotPossible(ValueError):
    """The cell has the form of a value but cannot be one (a 31st of February, the year 0026)."""


@lru_cache(maxsize=4096)
def is_vacancy(name: str) -> bool:
    """Whether a name stands for nobody: a placeholder as a whole word, or nothing but such words."""
    if _VACANT.search(name):
        return True
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(words) and all(word in _VACANCY_WORDS for word in words)


def is_withheld(name: str) -> bool:
    return bool(WITHHELD.search(name))


def without_vacancy_mark(title: str) -> str:
    """“Product Manager (Vacant)” and “OPEN: Product Manager” without the mark; unchanged where there is none."""
    return _MARKED.sub(" ", title).strip() or title


def without_interim_mark(name: str) -> str:
    return " ".join(INTERIM_MARK.sub(" ", name).split()) or name


def is_month_first(cells: Iterable[str]) -> bool:
    """Whether a column proves that its dates are month first: a second number above 12 and no first one."""
    pairs = [(int(m[1]), int(m[2])) for m in map(_NUMERIC.match, cells) if m]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


@lru_cache(maxsize=4096)
def parse_date(cell: str, month_first: bool = False) -> date | None:
    """The date in a cell; None where the cell holds no date. Raises `NotPossible`."""
    parts = _date_parts(cell, month_first)
    if parts is None:
        serial = _SERIAL.match(cell)
        return _EXCEL_EPOCH + timedelta(days=int(serial[1])) if serial and 1 < int(serial[1]) < 73_000 else None
    year, month, day = parts
    if not EARLIEST <= year <= LATEST:
        raise NotPossible(f"The year {year:04d} cannot be meant. {DATE_FORMS}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotPossible(f"There is no such day. {DATE_FORMS}") from error


def _date_parts(cell: str, month_first: bool) -> tuple[int, int, int] | None:
    if found := _ISO.match(cell):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC.match(cell):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if month_first else (first, second)
        return _year(found[3]), month, day
    if found := _WORDED.match(cell):
        return _named(found[3], found[2], found[1])
    if found := _WORDED_US.match(cell):
        return _named(found[3], found[1], found[2])
    return None


def _named(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    short = month[:3].casefold()
    return (_year(year), _MONTHS.index(short) + 1, int(day)) if short in _MONTHS else None


def _year(text: str) -> int:
    """Two digits: up to 68 is this century."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year <= 68 else 1900 + year


def parse_number(cell: str) -> float | None:
    """A number with a point or a comma for its decimals, percent as a fraction; None where there is none."""
    text = cell.replace("\u00a0", "").replace(" ", "").lstrip("£$€").rstrip("%")
    text = text.replace(",", ".") if re.fullmatch(r"-?\d*,\d{1,2}", text) else text.replace(",", "")
    if not re.fullmatch(r"-?(\d{1,12}(\.\d*)?|\.\d+)", text, re.ASCII):
        return None
    number = float(text)
    return number / 100 if cell.rstrip().endswith("%") and math.isfinite(number) else number


def parse_yes(cell: str) -> bool | None:
    word = cell.casefold().strip(" .!")
    if word in {"1", "yes", "y", "true", "t", "x", "✓", "1.0", "valid", "active", "current", "vacant", "open"}:
        return True
    if word in {"0", "no", "n", "false", "f", "0.0", "invalid", "inactive", "filled", "closed"}:
        return False
    return None


def parse_level(cell: str) -> int | None:
    found = re.fullmatch(r"(?:l|level|lvl)?\s*([1-9])(?:\.0)?", cell, re.I)
    return int(found[1]) if found else None
