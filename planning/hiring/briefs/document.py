"""A brief as a document, for the page and for every format."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from planning.core.dates import day
from planning.exports.document import Block, Bullets, Document, Facts, Section, Text
from planning.hiring.briefs.compose import SECTIONS
from planning.hiring.briefs.reviewing import mark
from planning.hiring.models import JobBrief


def document(title: str, brief: JobBrief, facts: Iterable[tuple[str, str]], salary: str = "") -> Document:
    """`salary` only for readers who may see cost."""
    pairs = [*facts, *([("Salary range", salary)] if salary else [])]
    written = ((heading, brief.texts.get(name, "")) for name, heading in SECTIONS.items())
    sections = [Section(heading, tuple(blocks(text))) for heading, text in written if text.strip()]
    return Document(title, (Section("", (Facts(tuple(pairs)),)), *sections), foot(brief))


def foot(brief: JobBrief) -> str:
    """“Draft, 3 Mar 2027, from version 4 of the role content”; or that its author reviewed it, for a foot has one
    line."""
    return f"{brief.get_state_display()}, {origin(brief)}"


def origin(brief: JobBrief) -> str:
    """The same without the state."""
    rests = f", from version {brief.content.number} of the role content" if brief.content else ""
    alone = mark(brief)
    return f"{day(brief.changed_at.date())}{f'. {alone}' if alone else rests}"


def blocks(text: str) -> list[Block]:
    """Paragraphs and lists: a line that begins with "- " is an item."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[Block] = []
    for listed, group in groupby(lines, key=lambda line: line.startswith("- ")):
        texts = [line[2:].strip() if listed else line for line in group]
        found += [Bullets(tuple(texts))] if listed else map(Text, texts)
    return found
