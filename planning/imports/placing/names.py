"""Names as they are compared: what spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata

from planning.core.asides import without_asides
from planning.core.recalled import recalled

# What stands before or after a name without being part of it.
_STYLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "jr", "sr", "ii", "iii", "phd", "md",
     "mba", "herr", "frau", "mme", "mlle"]
)  # fmt: skip
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = re.compile(r"(?<=[aou])e")


def composed(text: str) -> str:
    """With accents as part of their letter, whichever way the file wrote them."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(name: str) -> str:
    """A name without what spellings differ in: case, blanks, how accents are written, and which part comes first."""
    last, comma, first = name.partition(",")
    return composed(" ".join(f"{first} {last}".split() if comma else name.split()).casefold())


@recalled(most=1024)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles, punctuation and what stands in brackets."""
    found = [word.strip(".,'’\"") for word in folded(without_asides(name)).split()]
    return tuple(word for word in found if word and word not in _STYLES)


def bare(text: str) -> str:
    """Folded, without accents; “Müller”, “Mueller” and “Muller” are one."""
    if not text.isascii():
        marks = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in marks if not unicodedata.combining(letter)).translate(_LETTERS)
    return _UMLAUTS.sub("", text)


def without_order(name: str) -> str:
    """The words of a name whatever their order and accents, without initials between them: “VASK Bero A.” is
    “Bero Vask”."""
    found = [bare(word) for word in words(name)]
    return " ".join(sorted(word for word in found if len(word) > 1) or found)


def outer(name: str) -> str:
    """First and last word of a name, for files that leave middle names out; '' for a single word."""
    found = [bare(word) for word in words(name) if len(word) > 1]
    return f"{found[0]} {found[-1]}" if len(found) > 1 else ""


def initialled(name: str) -> tuple[str, ...]:
    """“Mike Wong” as it stands with one of its parts shortened: “mike w”, “m wong”."""
    found = [bare(word) for word in words(name)]
    if len(found) < 2:
        return ()
    first, last = found[0], found[-1]
    return (f"{first} {last[0]}", f"{first[0]} {last}")


def first_name(name: str) -> str:
    found = words(name)
    return bare(found[0]) if found else ""
