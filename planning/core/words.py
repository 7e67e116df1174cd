"""Numbers, lists and slugs as parts of sentences; titles as they are compared."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c"""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_days(left: int) -> str:
    """How far off a day is."""
    return f"in {count(left, 'day')}" if left else "today"


def spoken(slug: str) -> str:
    """A slug as words."""
    return slug.replace("-", " ")


def capfirst(text: str) -> str:
    """The first letter raised and nothing else, since what follows may be a name."""
    return text[:1].upper() + text[1:]


def an(word: str) -> str:
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def of(name: str) -> str:
    """Ledger’s, Payments’"""
    return f"{name}’" if name[-1:].casefold() == "s" else f"{name}’s"


def squeezed(title: str) -> str:
    """A title without what spellings differ in: case and blanks."""
    return " ".join(title.split()).casefold()
