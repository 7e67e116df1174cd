"""A document apart from its format: headed sections of facts, text, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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
