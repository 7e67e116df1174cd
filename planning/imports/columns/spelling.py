"""What spellings of a header have in common: how it is known, and the words in it."""

from __future__ import annotations

import re
import unicodedata

from planning.core.recalled import recalled

BRACKETS = re.compile(r"[\(\[（【].*?[\)\]）】]")
LONGEST = 300  # what a header may have of characters; the others say nothing of what the column holds
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")


def plain(header: str) -> str:
    """A header without what spellings differ in: case, width, blanks, underscores, punctuation."""
    if not header.isascii():
        header = unicodedata.normalize("NFKC", header)
    header = header.casefold().replace("#", " number ").replace("%", " percent ")
    return "".join(letter for letter in header if letter.isalnum())


@recalled(most=2048)
def words(header: str) -> str:
    """The words of a header in lower case with one blank between them; `managerId` and `manager_id` are two each."""
    header = unicodedata.normalize("NFKC", header).replace("’", "'").replace("'s ", " ").replace("#", " number ")
    header = re.sub(r"\be[- ]mail", "email", header, flags=re.I).replace("IDs", "Ids")
    return " ".join(_WORD.findall(_CAMEL.sub(" ", header))).casefold()


@recalled(most=2048)
def variants(header: str) -> tuple[str, ...]:
    """How the header may be known: whole, without its brackets, its last part after a point. None that is known is
    longer than `LONGEST`."""
    if len(header) > LONGEST:
        return ()
    found = (plain(header), plain(BRACKETS.sub(" ", header)), plain(header.rpartition(".")[2]))
    return tuple(name for name in found if name)
