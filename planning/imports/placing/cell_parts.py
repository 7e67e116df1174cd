"""The parts of a cell that may name a position, and ids as they are compared loosely."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"\s*[\(\[<](.*?)[\)\]>]\s*$")
_ADDRESS = re.compile(r"[^\s<>()\[\];,|:]+@[^\s<>()\[\];,|:]+")
_DIRECTORY_NAME = re.compile(r"\bcn=((?:\\.|[^,\\])+)", re.I)
_NUMBERED = re.compile(r"([^\W_]*\d+)\s*[-–:/|]\s*([^\W\d_].*)")
_PARTED = re.compile(r"\s+[-–—|]\s+|\s*\|\s*|:\s+")
# A longer cell is text, and names nobody.
LONGEST = 480
DIGIT = re.compile(r"\d")


def bracketed(value: str) -> list[str]:
    """“Jane Doe (1234)”: what is in the brackets, and what is before them."""
    bracket = _BRACKETED.search(value) if len(value) <= LONGEST else None
    before = value[: bracket.start()].strip() if bracket else ""
    return [bracket[1].strip(), before] if bracket and before else []


def inner_parts(value: str) -> list[str]:
    """What else may name a position inside of a cell: “Jane Doe <jane@x.example>”, “1234 - Jane Doe”, “Jane Doe 1234”,
    “Jane Doe | CEO”, “CN=Jane Doe,OU=Product”."""
    found: list[str] = _ADDRESS.findall(value) if "@" in value else []
    found += [name.replace("\\", "") for name in _DIRECTORY_NAME.findall(value)] if "=" in value else []
    found += [part.strip() for part in _PARTED.split(value)]
    found += [part.strip() for part in value.split(",") if " " in part.strip()]
    if numbered := _NUMBERED.fullmatch(value):
        found += [numbered[1], numbered[2]]
    head, _, tail = value.partition(" ")
    start, _, end = value.rpartition(" ")
    found += [head, tail] if _is_long_id(head) else []
    found += [end, start] if _is_long_id(end) else []
    return [part for part in found if part and len(part) < len(value)][:12]


def _is_long_id(word: str) -> bool:
    """Long enough to be an id where it stands beside a name: “Region 1” does not name number 1, “Jane Doe Z1” does."""
    return bool(DIGIT.search(word)) and (len(word) > 2 or any(letter.isalpha() for letter in word))


def loosened(ident: str) -> str:
    """An id without what spreadsheets change in it: case, leading zeros, decimals, hyphens and blanks."""
    text = ident.casefold()
    if text.endswith(".0"):
        text = text[:-2]
    text = "".join(text.replace("_", "").replace("-", "").split())
    return text.lstrip("0") or text[:1]
