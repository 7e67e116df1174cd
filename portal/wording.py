"""How a word or a name is put into a sentence without changing more of it than its first letter."""

from __future__ import annotations


def lowfirst(text: str) -> str:
    """As it stands in the midst of a sentence: "Hiring manager" becomes "hiring manager", but "FTE" and "P&L of a
    product" stay as they are, since their first word has other capitals. `django.utils.text.capfirst` is the way
    back."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]
