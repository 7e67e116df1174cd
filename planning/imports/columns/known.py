"""Headers that are known: by their spelling, in any language, by their words, and by the system that writes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from planning.core.content import Content, Language
from planning.imports.columns import header_words
from planning.imports.columns.contents import is_date, is_email
from planning.imports.columns.fields import FIELDS
from planning.imports.columns.spelling import LONGEST, plain, variants
from planning.imports.formats import FORMATS
from planning.imports.formats.format import Format
from planning.imports.opening.read import Table
from planning.imports.problems import Report

FORMAT = "format"
_LAST = 999
_FIRST_OF_ALL = frozenset({"preferredname", "preferredfullname"})


@cache
def spellings(kind: str) -> dict[str, tuple[str, int]]:
    """Field name and trust (0 is best) by plain header."""
    return {plain(header): (field.name, rank) for field in FIELDS[kind] for rank, header in enumerate(field.headers)}


Words = list[dict[str, str]]
_remembered: dict[str, tuple[tuple[Language, ...], Words]] = {}


def _words(kind: str, languages: tuple[Language, ...]) -> Words:
    """Field by plain header for each language; remembered for the languages that were asked for last."""
    known = _remembered.get(kind)
    if known is None or known[0] is not languages:
        names = {field.name for field in FIELDS[kind]}
        known = _remembered[kind] = languages, [_of_language(language, names, kind) for language in languages]
    return known[1]


def _of_language(language: Language, names: Collection[str], kind: str) -> dict[str, str]:
    """A product has no status but a stage."""
    found: dict[str, str] = {}
    for called, headers in language.headers.items():
        field = "stage" if called == "status" and kind == "products" else called
        if field in names:
            for header in headers:
                found.setdefault(plain(header), field)
    return found


def in_languages(kind: str, headers: Sequence[str], content: Content) -> dict[str, str]:
    """Field by plain header in the language that knows the most of these headers, then in the others."""
    there = {name for header in headers for name in variants(header)}
    words = sorted(_words(kind, content.languages), key=lambda known: -len(there & known.keys()))
    return {name: known[name] for known in reversed(words) for name in there & known.keys()}


class Scorer:
    """How much a row looks like a header: known headers count, where there are some; else two words are enough, for a
    header in a language that nobody knows is still no single line above the table."""

    def __init__(self, kind: str, content: Content | None = None) -> None:
        self.kind = kind
        self.foreign = _words(kind, content.languages) if content else []

    def known(self, cells: Sequence[str]) -> int:
        """How many of the cells are known headers."""
        return sum(bool(self.field(cell)) for cell in cells if 0 < len(cell) < 80)

    def field(self, header: str) -> str:
        """The field that a header stands for; '' for none."""
        if len(header) > LONGEST:
            return ""
        own, names = _exact(self.kind, header), variants(header)
        foreign = (known[name] for known in self.foreign for name in names if name in known)
        return own or next(foreign, "") or (header_words.field_of(header) if self.kind == "people" else "")

    def __call__(self, cells: Sequence[str]) -> int:
        known = self.known(cells)
        texts = {cell for cell in cells if cell and not cell[0].isdigit() and not is_email(cell) and not is_date(cell)}
        return 100 * (known if known > 1 else 0) + min(len(texts), 2)


_BY_NAME = {format.name: format for format in FORMATS}


@cache
def _spelled(name: str) -> dict[str, str]:
    """The field by plain header, in the system of that name; '' for headers that it means nothing of use by."""
    headers = _BY_NAME[name].headers
    return {plain(header): field for field, several in headers.items() for header in several.split("|")}


def format_of(headers: Sequence[str]) -> Format | None:
    """The system whose export has these headers: of those whose signs are all there, the one with the most."""
    there = {name for header in headers for name in variants(header)}
    told = [
        format
        for format in FORMATS
        if all(any(plain(name) in there for name in sign.split("|")) for sign in format.signs)
    ]
    return max(told, key=lambda format: len(format.signs), default=None)


def read(kind: str, table: Table, content: Content, report: Report) -> list[str | None]:
    """The field of each header by what is known of it; None where nothing is."""
    foreign = in_languages(kind, table.headers, content)
    format = format_of(table.headers) if kind == "people" else None
    spelled = _spelled(format.name) if format else {}
    found: list[str | None] = []
    changed: list[str] = []
    for header in table.headers:
        name = _exact(kind, header)
        own = next((spelled[v] for v in variants(header) if v in spelled), None)
        if own is not None and own != name:
            changed += [header] if name else []
            name = own
        if name is None and header:
            name = next((foreign[v] for v in variants(header) if v in foreign), None)
        if name is None and kind == "people":
            name = header_words.field_of(header) or None
        found.append(name)
    if format and changed:
        _say_format(format, changed, table, report)
    return found


def _say_format(format: Format, changed: Sequence[str], table: Table, report: Report) -> None:
    headers = ", ".join(f"“{header}”" for header in changed[:6])
    text = f"The file looks like an export from {format.name}, so these columns were read accordingly: {headers}."
    report.note(table.header_row, "", format.name, text, FORMAT)


def _exact(kind: str, header: str) -> str | None:
    known = spellings(kind)
    return next((known[v][0] for v in variants(header) if v in known), None)


def usual_field(kind: str, header: str, content: Content | None = None) -> str:
    """The field that a header stands for by its spelling, with `content` in any language, whatever somebody chose for
    it; '' for none."""
    own = _exact(kind, header)
    return own or (next(iter(in_languages(kind, [header], content).values()), "") if content else "")


def trust(kind: str, name: str, header: str) -> int:
    """How far the header is trusted among those of its field; 0 is best."""
    if name == "name" and plain(header) in _FIRST_OF_ALL:
        return -1
    return next((spellings(kind)[v][1] for v in variants(header) if v in spellings(kind)), _LAST)
