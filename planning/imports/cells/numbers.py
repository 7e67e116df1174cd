"""Numbers and levels as cells write them."""

from __future__ import annotations

import math
import re

_DECIMAL_COMMA = re.compile(r"-?\d*,\d{1,2}")
_NUMBER = re.compile(r"-?(\d{1,12}(\.\d*)?|\.\d+)", re.ASCII)
_LEVEL = re.compile(r"(?:l|level|lvl|stufe|nivel|niveau|livello|nível)?[ .-]*([1-9])(?:\.0)?", re.I)
# Words that name a step of the ladder by themselves; a grade such as IC4 or SCS2 is another company's ladder.
_LEVEL_WORDS = {
    word: level
    for level, words in {
        1: "associate|junior|entry|entry level|entry-level|graduate",
        2: "regular|mid|mid level|mid-level|intermediate",
        3: "senior|sr|sr.",
        4: "lead|staff|principal",
        5: "director",
        6: "head|vp|vice president|head or vp|svp|evp",
        7: "chief|c-level|c level|c-suite|cxo",
    }.items()
    for word in words.split("|")
}


def parse_number(cell: str) -> float | None:
    """A number with a point or a comma for its decimals, percent as a fraction; None where there is none."""
    text = cell.replace("\u00a0", "").replace(" ", "").lstrip("£$€").rstrip("%")
    text = text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number / 100 if cell.rstrip().endswith("%") and math.isfinite(number) else number


def parse_level(cell: str) -> int | None:
    """A step of the ladder from 1, by its number (`3`, `L3`, `Level 3`, `3 Senior`) or its word; None for any other."""
    if found := _LEVEL.fullmatch(cell):
        return int(found[1])
    number, _, word = cell.casefold().partition(" ")
    level = _LEVEL_WORDS.get(cell.casefold().strip())
    if level is None and word and number.isdecimal():
        level = _LEVEL_WORDS.get(word.strip(" -–"))
        return level if level is not None and number == str(level) else None
    return level
