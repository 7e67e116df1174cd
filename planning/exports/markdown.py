"""Documents as Markdown."""

from __future__ import annotations

from planning.core.hidden_marks import unturned
from planning.exports.document import Block, Bullets, Document, Facts, Table, Text


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
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in " ".join(unturned(text).split()))
