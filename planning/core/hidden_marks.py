"""Marks in a text that nobody sees: those that turn the text round, that hide in it, or that join letters.

Marks that override or embed a direction, and those that only hide, are never meant in a name, title or note, and turn
the text beside it. What a script needs stays: joiners between letters of scripts that join, and in emoji; marks of
direction within Hebrew and Arabic text; variants of ideographs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_RTL = "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_DIRECTION = "\u200e\u200f\u061c"
_TURNING = "\u202a-\u202e\u2066-\u2069"
_HIDING = (
    "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff"
)
_JOINING = "\u200c\u200d"
_VARYING = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0020-\U000e007f"
_MARK = re.compile(f"[{_TURNING}{_HIDING}{_DIRECTION}{_JOINING}{_VARYING}{_TAGS}]")
_TURNS = re.compile(f"[{_TURNING}]")
_TURNS_OR_HIDES = re.compile(f"[{_TURNING}{_HIDING}]")
_IS_RTL = re.compile(f"[{_RTL}]")
_EDGES = re.compile(rf"[\s{_TURNING}{_HIDING}{_DIRECTION}{_JOINING}{_VARYING}{_TAGS}]*")
# Letters that take another form beside others: Arabic and its kin, the scripts of India and South East Asia, Mongolian.
_JOINS = re.compile("[\u0600-\u109f\u1780-\u18af\u1a20-\u1bff\ua800-\ua8ff\ua980-\uaaff\ufb50-\ufdff\ufe70-\ufefc]")
_FLAG = "\U0001f3f4"
# Words of Hebrew, Arabic and their kin, one after the other.
_WORD = rf"[{_RTL}][{_RTL}{_DIRECTION}{_JOINING}]*"
_RUN = re.compile(rf"{_WORD}(?:(?:[ \u00a0'’\"\-–.]|&#x27;|&quot;){{1,2}}{_WORD})*")
FIRST_STRONG, POP = "\u2068", "\u2069"


def has_hidden(text: str) -> bool:
    """Whether there may be something for `without_hidden` to take out."""
    return _MARK.search(text) is not None


def without_hidden(text: str) -> str:
    """The text without marks that cannot be meant where they stand; line breaks and tabs stay."""
    if (text.isascii() and text.isprintable()) or not _MARK.search(text):
        return text
    first = _EDGES.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    last = len(text) - _EDGES.match(text[::-1]).end()  # type: ignore[union-attr]
    directed = _IS_RTL.search(text) is not None
    within = range(first, last) if directed else range(0)
    return _MARK.sub(lambda found: found[0] if _is_meant(text, found.start(), within) else "", text)


def _is_meant(text: str, at: int, within: range) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _DIRECTION:
        return at in within
    if mark in _JOINING:
        joins = bool(_JOINS.match(before)) and not _MARK.match(before)
        return joins or (mark == "\u200d" and _is_picture(before) and _is_picture(after))
    if "\U000e0020" <= mark <= "\U000e007f":
        return before == _FLAG or (bool(before) and "\U000e0020" <= before <= "\U000e007f" and _FLAG in text[:at])
    if _TURNS_OR_HIDES.match(mark) or not before or before.isspace() or _MARK.match(before):
        return False
    return not before.isalpha() or before >= "\u1000"


def _is_picture(character: str) -> bool:
    return character == "\ufe0f" or (bool(character) and unicodedata.category(character) in ("So", "Sk"))


def bare(text: str) -> str:
    """The text without any mark: for comparing."""
    return text if text.isascii() else _MARK.sub("", text)


def unturned(text: str) -> str:
    """The text without the marks that turn it: for what was stored before these were taken out."""
    return text if text.isascii() else _TURNS.sub("", text)


def isolated(text: str, leaves: Callable[[int], bool] = lambda at: False) -> str:
    """A sentence that is read from left to right, with each run of words read from right to left kept to itself, so
    that figures, brackets and words beside it stay where they are. `leaves` says of a place whether to leave it."""
    if text.isascii():
        return text
    return _RUN.sub(lambda run: run[0] if leaves(run.start()) else f"{FIRST_STRONG}{run[0]}{POP}", text)
