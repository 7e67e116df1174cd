"""Search across the guide: every statement, name and level of every role, and the words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import glossary
from roles.content_values import QUOTED
from roles.guide.reading import Guide
from roles.models import Citable, Need, Norm, PairPoint, Partner, Point, ReportingLine, Responsibility, Role

MOST = 60
SECTIONS = {**dict(Point.Section.choices), **dict(PairPoint.Section.choices)}

HEADINGS: dict[type[Citable], str] = {
    Need: "When a product needs it",
    ReportingLine: "Who it reports to",
    Partner: "Who it works with",
    Norm: "Benchmark",
}


class Entry(NamedTuple):
    """Something that can be found: where it stands, under which heading. `page` is '' for a word of the glossary."""

    title: str
    heading: str
    text: str
    page: str
    anchor: str


class Hit(NamedTuple):
    entry: Entry
    title: SafeString
    text: SafeString


class Found(NamedTuple):
    """The best hits, and how many there are in all."""

    hits: list[Hit]
    total: int


def search(guide: Guide, q: str) -> Found:
    """What holds every word of `q`, names before statements."""
    words = q.casefold().split()
    found = [entry for entry in _entries(guide) if _holds(entry, words)] if words else []
    found.sort(key=lambda entry: _rank(entry, words))
    return Found([_hit(entry, words) for entry in found[:MOST]], len(found))


def _entries(guide: Guide) -> Iterator[Entry]:
    for role in guide.roles.values():
        yield Entry(role.name, "Role", _about(guide, role), role.slug, "")
    for role in guide.roles.values():
        yield from (_entry(guide, row) for row in _of_role(guide, role))
    for pairing in guide.pairings.values():
        yield from (_entry(guide, row) for row in guide.pair_points(pairing.slug))
    yield from (_entry(guide, row) for row in guide.of(Responsibility) if row.pairing_id)
    for word in glossary.words().values():
        yield Entry(word.word, "Glossary", word.sentence, "", word.slug)


def _about(guide: Guide, role: Role) -> str:
    """What a role is found by beside its statements: its short name, its function, its levels."""
    names = ", ".join(dict.fromkeys(level.name for level in guide.levels(role.slug)))
    return ". ".join(filter(None, (role.code, role.function.name, names)))


def _of_role(guide: Guide, role: Role) -> Iterator[Citable]:
    for model in QUOTED:
        if hasattr(model, "role"):
            yield from guide.of(model, role.slug)


def _entry(guide: Guide, row: Citable) -> Entry:
    heading = SECTIONS.get(getattr(row, "section", "")) or HEADINGS.get(type(row)) or getattr(row, "name", "")
    return Entry(_page_name(guide, row.page), str(heading), row.text, row.page, row.anchor)


def _page_name(guide: Guide, slug: str) -> str:
    if slug in guide.roles:
        return guide.roles[slug].name
    pairing = guide.pairings.get(slug)
    return f"{pairing.one.name} and {pairing.other.name}" if pairing else slug


def _holds(entry: Entry, words: list[str]) -> bool:
    """Whether every word is there, and of a statement at least one in what it says itself."""
    own = f"{entry.heading} {entry.text}".casefold()
    everything = f"{entry.title} {own}".casefold()
    return all(word in everything for word in words) and (_is_name(entry) or any(word in own for word in words))


def _is_name(entry: Entry) -> bool:
    """A role, or a word of the glossary."""
    return not entry.anchor or not entry.page


def _rank(entry: Entry, words: list[str]) -> tuple[int, int]:
    """Roles and words of the glossary that are called so, then roles by their short name, function and levels, then
    statements that say all of it themselves, then the rest."""
    name, text = entry.title.casefold(), entry.text.casefold()
    if _is_name(entry) and all(word in name for word in words):
        return 0, len(name)
    in_text = all(word in text for word in words)
    return 1 if in_text and not entry.anchor else 2 if in_text else 3, 0


def _hit(entry: Entry, words: list[str]) -> Hit:
    return Hit(entry, _marked(entry.title, words), _marked(entry.text, words))


def _marked(text: str, words: Iterable[str]) -> SafeString:
    """The text with each word that was looked for marked."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    marked = ((plain, format_html("<mark>{}</mark>", hit) if hit else "") for plain, hit in pairs)
    return format_html_join("", "{}{}", marked)
