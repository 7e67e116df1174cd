"""A document apart from its format: headed sections of facts, text, lists and tables. Made PDF, Word or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.text import slugify
from docx import Document as Word
from docx.shared import Pt

from planning.exports.pdf import Paper


class Facts(NamedTuple):
    """Names with their values."""

    pairs: tuple[tuple[str, str], ...]


class Text(NamedTuple):
    text: str


class Bullets(NamedTuple):
    items: tuple[str, ...]


class Table(NamedTuple):
    """`widths` are parts of the page's width."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block = Facts | Text | Bullets | Table


class Section(NamedTuple):
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True)
class Document:
    """`foot` stands at the foot of each page, or at the end where the format has no pages."""

    title: str
    sections: tuple[Section, ...]
    foot: str = ""


def to_pdf(document: Document) -> bytes:
    paper = Paper(document.title, document.foot)
    paper.heading(document.title)
    for section in document.sections:
        if section.heading:
            paper.heading(section.heading, section.level)
        for block in section.blocks:
            _print(paper, block)
    return paper.render()


def _print(paper: Paper, block: Block) -> None:
    match block:
        case Facts(pairs):
            paper.facts(pairs)
        case Text(text):
            paper.text(text)
        case Bullets(items):
            paper.bullets(items)
        case Table(head, rows, widths):
            paper.table(head, rows, widths)


def to_docx(document: Document) -> bytes:
    word = Word()
    word.core_properties.title, word.core_properties.author = document.title, "Lineup"
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Calibri", Pt(11)
    word.add_heading(_clean(document.title), 0)
    for section in document.sections:
        if section.heading:
            word.add_heading(_clean(section.heading), section.level - 1)
        for block in section.blocks:
            _type(word, block)
    word.sections[0].footer.paragraphs[0].text = _clean(document.foot)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _type(word: Any, block: Block) -> None:
    match block:
        case Facts(pairs):
            _type_rows(word.add_table(0, 2), pairs)
        case Text(text):
            word.add_paragraph(_clean(text))
        case Bullets(items):
            for item in items:
                word.add_paragraph(_clean(item), style="List Bullet")
        case Table(head, rows, _):
            _type_rows(word.add_table(0, len(head), style="Table Grid"), (head, *rows))


def _type_rows(table: Any, rows: Iterable[Sequence[str]]) -> None:
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)


def _clean(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(character for character in text if character >= " " or character in "\n\t")


def to_markdown(document: Document) -> bytes:
    lines = [f"# {_plain(document.title)}"]
    for section in document.sections:
        if section.heading:
            lines += ["", f"{'#' * section.level} {_plain(section.heading)}"]
        for block in section.blocks:
            lines += ["", *_lines(block)]
    if document.foot:
        lines += ["", f"*{_plain(document.foot)}*"]
    return ("\n".join(lines) + "\n").encode()


def _lines(block: Block) -> list[str]:
    match block:
        case Facts(pairs):
            return [f"- **{_plain(name)}:** {_plain(value)}" for name, value in pairs]
        case Text(text):
            return [_plain(line) for line in text.splitlines()]
        case Bullets(items):
            return [f"- {_plain(item)}" for item in items]
        case Table(head, rows, _):
            bars = [
                f"| {' | '.join(_plain(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in (head, *rows)
            ]
            return [bars[0], f"|{' --- |' * len(head)}", *bars[1:]]


def _plain(text: str) -> str:
    """On one line, with nothing in it that Markdown would take for more than text."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in " ".join(text.split()))


class Format(NamedTuple):
    name: str
    type: str
    write: Callable[[Document], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "docx": Format("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "md": Format("Markdown", "text/markdown; charset=utf-8", to_markdown),
}


def download(document: Document, ending: str) -> HttpResponse:
    """The document as a file, in the format of that ending."""
    made = FORMATS[ending]
    answer = HttpResponse(made.write(document), content_type=made.type)
    name = f"{slugify(document.title) or 'document'}.{ending}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
