"""What stands in brackets beside the words of a cell, and what parts it outside of them: in time of the cell's length,
whatever brackets it holds and however few of them are closed."""

from __future__ import annotations

import re

_ROUND, _ANY = ")]", ")]）】"  # what closes them
_CLOSED = re.compile(r"\s*[\(\[].*?[\)\]]\s*")
_CLOSED_EAST = re.compile(r"[\(\[（【](.*?)[\)\]）】]")
_UP_TO_BRACKET = re.compile(r"[^()\[\]（）【】]*[()\[\]（）【】]?")
_PARTED = "\x1c"  # no clean cell holds it


def without_asides(cell: str) -> str:
    """The cell with a blank for what stands in round or square brackets, and for the blanks around them."""
    closed, rest = _closed(cell, _ROUND)
    return _CLOSED.sub(" ", closed) + rest


def without_any_asides(cell: str) -> str:
    """The same of brackets of the East, too; the words with one blank between them."""
    closed, rest = _closed(cell, _ANY)
    return " ".join((_CLOSED_EAST.sub(" ", closed) + rest).split())


def asides(cell: str) -> list[str]:
    """What stands in brackets of any kind."""
    return _CLOSED_EAST.findall(_closed(cell, _ANY)[0])


def _closed(cell: str, closing: str) -> tuple[str, str]:
    """The cell up to the last bracket that closes and the blanks behind it; the rest, in which no bracket is closed."""
    end = 1 + max(map(cell.rfind, closing))
    rest = cell[end:].lstrip() if end else cell
    return cell[: len(cell) - len(rest)], rest


def parted(by: re.Pattern[str], cell: str) -> list[str]:
    """The cell parted by a pattern that holds no bracket, but for what stands in brackets: where the next bracket
    behind is one that closes."""
    if not any(sign in cell for sign in _ANY):
        return by.split(cell)
    pieces = (match[0] for match in _UP_TO_BRACKET.finditer(cell))
    whole = (piece if piece.endswith(tuple(_ANY)) else by.sub(_PARTED, piece) for piece in pieces)
    return "".join(whole).split(_PARTED)
