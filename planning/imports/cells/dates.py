"""Dates as cells write them: in figures and in words of many languages, with or without a time of day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from planning.core.recalled import recalled

DATE_FORMS = "Write it as 2022-06-01."
EARLIEST, LATEST = 1900, 2100
_EXCEL_EPOCH = date(1899, 12, 30)
_EPOCH = date(1970, 1, 1)
# In milliseconds; what lies farther away stands for no date.
_FARTHEST = 4_102_444_800_000
_TIME = r"(?:[ T,(].*)?$"
_ISO = re.compile(r"(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})\.?" + _TIME)
_EAST = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]?" + _TIME)
# Japan counts years by eras; the year before the first of each.
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925, "大正": 1911, "t": 1911}
_ERA = re.compile(
    r"(令和|平成|昭和|大正|[RHST]) ?(\d{1,2}|元) ?(?:年|[./-]) ?(\d{1,2}) ?(?:月|[./-]) ?(\d{1,2}) ?日?" + _TIME, re.I
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}(?:\.\d+)?Z?)?$")
NUMERIC = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?[-/.] ?(\d{4}|\d{2})" + _TIME)
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? )?"
_WORD = r"([^\W\d_]{3,10})\.?"
_DAY_WORD = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[ -]?(?:de |of )?{_WORD},?[ -]?(?:de |"
    rf"del )?(\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_WORD_DAY = re.compile(rf"{_WEEKDAY}{_WORD}[ -](\d{{1,2}})(?:st|nd|rd|th)?,?[ -](\d{{4}}){_TIME}", re.I)
_YEAR_WORD = re.compile(rf"(\d{{4}})[ -]{_WORD}[ -](\d{{1,2}}){_TIME}")
_MONTH_ONLY = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_MONTH_WORD = re.compile(rf"{_WORD},?[ -](?:de |del )?(\d{{4}})", re.I)
_ODATA = re.compile(r"/?Date\((-?\d{1,15})(?:[+-]\d{4})?\)/?$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
_MONTH_NAMES = (
    "jan january januar janvier enero ene janeiro gennaio gen januari januar janv jän jänner styczen ocak",
    "feb february februar fevrier fevr fev febrero fevereiro febbraio februari luty subat",
    "mar march marz mrz mars marzo marco maart mrt marzec mart",
    "apr april avril avr abril abr aprile kwiecien nisan",
    "may mai mayo maio maggio mag mei maj mayis",
    "jun june juni juin junio junho giugno giu czerwiec haziran",
    "jul july juli juillet juil julio julho luglio lug lipiec temmuz",
    "aug august aout agosto ago augustus augusti sierpien agustos",
    "sep sept september septembre septiembre setembro set settembre wrzesien eylul",
    "oct october oktober okt octobre octubre outubro out ottobre ott pazdziernik ekim",
    "nov november novembre noviembre novembro listopad kasim",
    "dec december dezember dez decembre diciembre dic dezembro dicembre grudzien aralik",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_NAMES, 1) for word in words.split()}


class NotPossible(ValueError):
    """The cell has the form of a value but cannot be one (a 31st of February, the year 0026)."""


@recalled(longest=60)
def parse_date(cell: str, month_first: bool = False) -> date | None:
    """The date in a cell; None where the cell holds no date, or one that systems write for none (9999-12-31).
    `month_first` says how 03/04/2016 is meant; 25/03/2016 can be read in one way only. Raises `NotPossible`."""
    parts = _date_parts(cell, month_first)
    if parts is None and (odata := _ODATA.match(cell)):
        return _EPOCH + timedelta(days=int(odata[1]) // 86_400_000) if abs(int(odata[1])) < _FARTHEST else None
    if parts is None:
        serial = _SERIAL.match(cell)
        return _EXCEL_EPOCH + timedelta(days=int(serial[1])) if serial and 1 < int(serial[1]) < 73_000 else None
    year, month, day = parts
    if _is_none(year, month, day):
        return None
    if not EARLIEST <= year <= LATEST:
        raise NotPossible(f"The year {year:04d} cannot be right. {DATE_FORMS}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotPossible(f"This date does not exist. {DATE_FORMS}") from error


def parse_month(cell: str) -> tuple[int, int] | None:
    """Year and month of a cell that names no day: “Mar 2019”, “2019-03”, “03/2019”."""
    if found := _MONTH_ONLY.fullmatch(cell):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
    elif found := _MONTH_WORD.fullmatch(cell):
        year, month = int(found[2]), _month(found[1]) or 0
    else:
        return None
    return (year, month) if EARLIEST <= year <= LATEST and 1 <= month <= 12 else None


def is_none(cell: str) -> bool:
    """Whether a cell holds what systems write for no date: 9999-12-31, 31.12.4712, 0000-00-00."""
    parts = _date_parts(cell, False)
    return parts is not None and _is_none(*parts)


def _is_none(year: int, month: int, day: int) -> bool:
    """The end of time (SAP, Oracle, Workday), or the zero of a database."""
    return (year > LATEST and (month, day) == (12, 31)) or (month == 0 and day == 0) or (year, month, day) == (1, 1, 1)


def _date_parts(cell: str, month_first: bool) -> tuple[int, int, int] | None:
    if found := NUMERIC.match(cell):
        day, month = day_and_month(int(found[1]), int(found[3]), month_first)
        return _year(found[4]), month, day
    if found := _ISO.match(cell) or _EAST.match(cell):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _ERA.match(cell):
        count = 1 if found[2] == "元" else int(found[2])
        return _ERAS[found[1].casefold()] + count, int(found[3]), int(found[4])
    if found := _COMPACT.match(cell):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        return (year, month, day) if year == 9999 or (EARLIEST <= year <= LATEST and month <= 12) else None
    if found := _DAY_WORD.match(cell):
        return _named(found[3], found[2], found[1])
    if found := _WORD_DAY.match(cell):
        return _named(found[3], found[1], found[2])
    if found := _YEAR_WORD.match(cell):
        return _named(found[1], found[2], found[3])
    return None


def day_and_month(first: int, second: int, month_first: bool) -> tuple[int, int]:
    """A number above 12 is the day, wherever it stands."""
    if first > 12 or second > 12:
        return (first, second) if second <= 12 else (second, first)
    return (second, first) if month_first else (first, second)


def _named(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    number = _month(month)
    return (_year(year), number, int(day)) if number else None


def _month(word: str) -> int | None:
    plain = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    return _MONTHS.get(plain)


def _year(text: str) -> int:
    """Two digits: up to 68 is this century."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year <= 68 else 1900 + year
