"""Documents as Word files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document as Word
from docx.shared import Pt

from planning.core.hidden_marks import unturned
from planning.exports.document import Block, Bullets, Document, Facts, Table, Text


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
    return "".join(character for character in unturned(text) if character >= " " or character in "\n\t")
