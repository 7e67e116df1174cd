"""The second stage: which column holds which field, by the spelling of its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planning.core.content import Content, Role
from planning.imports.columns.fields import FIELDS
from planning.imports.opening.read import Table
from planning.imports.problems import Report

UNUSED = ""
# How the name of a role column begins (see `role_column`). Remembered choices hold it as it is.
ROLE_COLUMN = "slot:"
_BRACKETS = re.compile(r"[\(\[].*?[\)\]]")
# Words of a role column's header that say how the cell names somebody, not in which role.
_NAMING = re.compile(
    r"\b(position|person|employee|staff|id|ids|e-?mails?|names?|key|keys|primary|main|assigned)\b", re.I
)
_ATTRIBUTES = {
    "share": re.compile(r"\b(share|fte|allocation|percent|percentage)\b|%", re.I),
    "starts": re.compile(r"\b(start date|start|starts|from|since)\b", re.I),
    "ends": re.compile(r"\b(end date|end|ends|until|to)\b", re.I),
}
KIND_WORDS = {
    "backup": re.compile(r"\b(back-?up|deputy|secondary)\b", re.I),
    "stand-in": re.compile(r"\b(interim|acting|stand-?in|temporary|temp|caretaker|cover)\b", re.I),
}
_FUNCTION_WORDS = {
    "qa": "quality", "quality assurance": "quality", "test": "quality", "testing": "quality", "ux": "design",
    "ui": "design", "eng": "engineering", "tech": "engineering", "development": "engineering", "cs": "customer-success",
    "csm": "customer-success",
}  # fmt: skip


def plain(header: str) -> str:
    """A header without what spellings differ in: case, blanks, underscores, punctuation."""
    header = header.casefold().replace("#", " number ").replace("%", " percent ")
    return "".join(letter for letter in header if letter.isalnum())


@cache
def _spellings(kind: str) -> dict[str, tuple[str, int]]:
    """Field name and trust (0 is best) by plain header."""
    return {plain(header): (field.name, rank) for field in FIELDS[kind] for rank, header in enumerate(field.headers)}


def _variants(header: str) -> list[str]:
    """How the header may be known: whole, without its brackets, its last part after a point."""
    found = [plain(header), plain(_BRACKETS.sub(" ", header)), plain(header.rpartition(".")[2])]
    return [name for name in found if name]


class Scorer:
    """How many cells of a row are known headers."""

    def __init__(self, kind: str) -> None:
        self.known = _spellings(kind)

    def __call__(self, cells: Sequence[str]) -> int:
        return sum(any(v in self.known for v in _variants(cell)) for cell in cells if 0 < len(cell) < 80)


def match(kind: str, table: Table, content: Content, remembered: Mapping[str, str], report: Report) -> tuple[str, ...]:
    """The field of each column ('' where it is not used). What somebody chose before for a header counts
    first, then known spellings, then the role a product's column names, then a near miss, which is said."""
    found = [_exact(kind, header, remembered) for header in table.headers]
    if kind == "products":
        found = [
            name if name is not None else role_column(header, content)
            for name, header in zip(found, table.headers, strict=True)
        ]
    taken = {name for name in found if name}
    for i, header in enumerate(table.headers):
        if found[i] is None:
            found[i] = _near(kind, header, taken, report, table.header_row)
    return _without_strays(table, found, report)


def _without_strays(table: Table, found: Sequence[str | None], report: Report) -> tuple[str, ...]:
    for header, name in zip(table.headers, found, strict=True):
        if name is None and header:
            report.note(table.header_row, header, "", "This column is not used.")
    return tuple(name or UNUSED for name in found)


def _exact(kind: str, header: str, remembered: Mapping[str, str]) -> str | None:
    if plain(header) in remembered:
        return remembered[plain(header)]
    known = _spellings(kind)
    return next((known[v][0] for v in _variants(header) if v in known), None)


def usual_field(kind: str, header: str) -> str:
    """The field that a header stands for by its spelling, whatever somebody chose for it; '' for none."""
    return _exact(kind, header, {}) or ""


def _near(kind: str, header: str, taken: Iterable[str], report: Report, row: int) -> str | None:
    """A header with a slip in it, for a field that no other column has."""
    name = plain(header)
    if len(name) < 5:
        return None
    known = _spellings(kind)
    slips = 1 if len(name) < 10 else 2
    best = process.extractOne(name, known.keys(), scorer=OSA.distance, score_cutoff=slips)
    if best is None or known[best[0]][0] in taken:
        return None
    field = known[best[0]][0]
    report.note(row, header, "", f"Read as the column “{label(kind, field)}”. Correct the header if that is wrong.")
    return field


def label(kind: str, name: str) -> str:
    return next((field.label for field in FIELDS[kind] if field.name == name), name)


def columns_of(kind: str, table: Table, matched: Sequence[str]) -> dict[str, list[int]]:
    """Column numbers by field, the most trusted header first."""
    known = _spellings(kind)
    columns: dict[str, list[int]] = {}
    for i, name in enumerate(matched):
        if name:
            columns.setdefault(name, []).append(i)
    for places in columns.values():
        places.sort(key=lambda i: known.get(plain(table.headers[i]), ("", 99))[1])
    return columns


def role_column(header: str, content: Content) -> str | None:
    """The field of a products file's column that names a role, as `slot:ROLE:WHAT`; WHAT is the kind of assignment
    (owner, backup, stand-in) or a detail of it (share, starts, ends)."""
    what = next((kind for kind, words in KIND_WORDS.items() if words.search(header)), "owner")
    words = header
    for pattern in KIND_WORDS.values():
        words = pattern.sub(" ", words)
    role = role_of(_NAMING.sub(" ", words.replace("_", " ")), content)
    if role:
        return f"{ROLE_COLUMN}{role}:{what}"
    for attribute, pattern in _ATTRIBUTES.items():
        role = role_of(pattern.sub(" ", words.replace("_", " ")), content) if pattern.search(words) else ""
        if role:
            return f"{ROLE_COLUMN}{role}:{attribute}"
    return None


def role_of(words: str, content: Content) -> str:
    """The slug of the role that a header names, by code, name, reading or function; '' for none."""
    words = " ".join(_BRACKETS.sub(" ", words).split()).strip(" -:/")
    if not words or len(words) > 60:
        return ""
    name = plain(words)
    for role in content.roles.values():
        if name.removesuffix("s") in {plain(text).removesuffix("s") for text in (role.code, role.slug, role.name)}:
            return role.slug
    return content.read_title(words).role or _of_function(words, content)


def _of_function(words: str, content: Content) -> str:
    words = words.casefold().removesuffix("partner").removesuffix("lead").strip(" -")
    function = _FUNCTION_WORDS.get(words, words.replace(" ", "-"))
    roles: list[Role] = [role for role in content.roles.values() if role.function == function]
    return next((role.slug for role in roles if not role.covers), "")
