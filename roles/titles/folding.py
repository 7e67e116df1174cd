"""Spellings of the same text made one: case, accents, width, gender marks."""

from __future__ import annotations

import re
import unicodedata

from planning.core.hidden_marks import bare

# Letters that no decomposition takes apart.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_GENDERS = r"(?:m|w|f|h|d|x|v|k|i|gn|div|divers|all genders|alle)"
MARKS = [
    # “(m/w/d)”, “m|f|x”, “(H/F)”, “(gn)”
    re.compile(rf"\({_GENDERS}(?:\s*[/|,*.-]\s*{_GENDERS})*\)"),
    re.compile(rf"\b{_GENDERS}(?:[/|*]{_GENDERS}){{1,3}}\b"),
    # “Leiter(in)”, “Chef(fe)”, “Directeur/trice”, “Director/a”, “Manager:in”, “Manager*in”, “Chef·fe”; not
    # “Sales:E-Signature”
    re.compile(r"(?<=[^\W\d_])\((?:innen|in|e|fe|ne|te|trice|rice|euse|a|as|o|os|ra|r|n|s)\)"),
    re.compile(r"(?<=[^\W\d_]{3})[:*_/]-?(?:innen|in|e|fe|trice|rice|euse|a|o|r)\b(?!-[^\W\d_])"),
    re.compile(r"(?<=[^\W\d_]{3})[·.](?:e|fe|ne|rice|trice|euse|iere)s?\b"),
]
_INNER_IN = re.compile(r"(?<=(?:er|or))In(?:nen)?\b")  # “ManagerIn”


def fold(text: str) -> str:
    """Small letters without accents, in one width. Korean syllables stay whole."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", bare(text))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", text).lower().translate(_PLAIN)


def without_gender_marks(folded: str) -> str:
    for mark in MARKS:
        folded = mark.sub(" " if mark in MARKS[:2] else "", folded)
    return folded


def without_inner_in(text: str) -> str:
    """“ProduktmanagerIn” before its capitals are gone."""
    return _INNER_IN.sub("", text)
