"""Cells that may name what somebody works on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planning.core.recalled import recalled
from planning.imports.cells import words
from planning.imports.columns.works_on import has_word

LONGEST = 120
_SIGN = r"(?:cc|cost ?cent(?:er|re)|kst\.?|kostenstelle|ceco|c\.? ?de ?c(?:oste|oût)s?|dept\.?|pc|no\.?|nr\.?)"
_CODE = r"[A-Za-z]{0,4}[-_.]?\d[\d.\-/]*"
_BETWEEN = r"\s*[-–—:_|/·,]+\s*"
# “CC 4100 Payments”, “4100 - Payments”, “10-4100 Payments”, “Payments (4100)”, “Payments - 4100”; not “360 Reviews”.
_BEFORE = re.compile(
    rf"^(?:{_SIGN}[\s#:.-]*{_CODE}(?:{_BETWEEN}|\s+|$)|{_CODE}{_BETWEEN}(?=\D)|[A-Z]{{0,4}}[-_.]?\d[\d.\-/]{{3,}}\s+)",
    re.I,
)
_AFTER = re.compile(rf"(?:\s*[(\[]\s*(?:{_SIGN}\s*)?{_CODE}\s*[)\]]|{_BETWEEN}(?:{_SIGN}\s*)?\d{{3,}})\s*$", re.I)


def texts_of(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """What these columns of a row say in words, once each, without the numbers of cost centres."""
    return tuple(dict.fromkeys(text for i in places if (text := name_in(cells[i]))))


@recalled(most=4096)
def name_in(cell: str) -> str:
    """The name in a cell; '' where it holds none."""
    if not cell or len(cell) > LONGEST or words.is_blank(cell):
        return ""
    name = _AFTER.sub("", _BEFORE.sub("", cell)).strip()
    return name if has_word(name) else ""
