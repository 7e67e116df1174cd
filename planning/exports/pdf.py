"""Documents as PDF files."""

from __future__ import annotations

from planning.exports.document import Block, Bullets, Document, Facts, Table, Text
from planning.exports.paper import Paper


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
