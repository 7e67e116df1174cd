"""Documents on paper: headings, text, facts, lists and tables become a PDF that prints any name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from planning.core.hidden_marks import unturned
from planning.exports.fonts import typefaces

MARGIN, BODY = 18, 9.5  # millimetres; points
INK, MUTED, LINE = (29, 29, 27), (98, 98, 92), (200, 199, 192)
SIZES = {1: 19.0, 2: 12.5, 3: 10.5}
# Tables: points; millimetres of a line, above and below it, between columns.
SMALL, ROW, PAD, GUTTER = 8.5, 4.2, 1.2, 3.0
# Scripts that join their letters or run from right to left. To look after that costs ten times the time.
SHAPED = (range(0x590, 0x1E00), range(0xA800, 0xAC00), range(0xFB1D, 0xFF00))


class Paper:
    """A document in the making. What is put on it is kept until `render`, so that only the characters it shows are
    embedded. Text is plain: nothing in it is read as markup."""

    def __init__(self, title: str, foot: str = "", landscape: bool = False) -> None:
        """`title` is what the file is called; `foot` stands at the foot of each page, before its number."""
        self.title, self.foot, self.landscape = title, foot, landscape
        self._characters: set[str] = set()
        self._made: list[Callable[[_Sheet], None]] = []
        self._say(title, foot, "Page of")

    def heading(self, text: str, level: int = 1) -> None:
        """`level` 1 to 3."""
        self._put(lambda sheet: sheet.heading(text, level), text)

    def text(self, text: str, muted: bool = False, bold: bool = False) -> None:
        """A paragraph; line breaks in it stay."""
        self._put(lambda sheet: sheet.paragraph(text, muted, bold), text)

    def facts(self, pairs: Iterable[tuple[str, str]], width: float = 46) -> None:
        """Names in a column of `width` millimetres, each with its value beside it."""
        kept = list(pairs)
        self._put(lambda sheet: sheet.facts(kept, width), *(text for pair in kept for text in pair))

    def bullets(self, items: Iterable[str]) -> None:
        kept = list(items)
        self._put(lambda sheet: sheet.bullets(kept), "•", *kept)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """`widths` are parts of the page's width. The head is repeated on each page."""
        kept = [list(row) for row in rows]
        self._put(lambda sheet: sheet.rows(head, kept, widths), *head, *(text for row in kept for text in row))

    def render(self) -> bytes:
        """The PDF."""
        with TemporaryDirectory() as folder:
            sheet = _Sheet(self, Path(folder))
            sheet.add_page()
            for put in self._made:
                put(sheet)
            return bytes(sheet.output())

    @property
    def characters(self) -> frozenset[str]:
        return frozenset(self._characters)

    def _put(self, put: Callable[[_Sheet], None], *texts: str) -> None:
        self._say(*texts)
        self._made.append(put)

    def _say(self, *texts: str) -> None:
        for text in texts:
            self._characters.update(text)


class _Sheet(FPDF):
    """The pages of a paper."""

    def __init__(self, paper: Paper, folder: Path) -> None:
        super().__init__("landscape" if paper.landscape else "portrait", "mm", "A4")
        self.foot = paper.foot
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, MARGIN + 4)
        self.set_title(paper.title)
        self.set_creator("Lineup")
        self.set_lang("en-GB")
        self._embed(paper.characters, folder)
        self.ink()

    def _embed(self, characters: frozenset[str], folder: Path) -> None:
        faces = typefaces(characters)
        for face in faces:
            for style, data in (("", face.regular), ("B", face.bold)):
                file = folder / f"{face.name}{style}.ttf"
                file.write_bytes(data)
                self.add_font(face.name, style, file)
        self.family = faces[0].name
        self.set_fallback_fonts([face.name for face in faces[1:]])
        self.set_text_shaping(any(ord(character) in shaped for character in characters for shaped in SHAPED))

    def _render_styled_text_line(self, *args: Any, **options: Any) -> bool:
        """The library takes the font of the last line for set although a fallback font may have come after it."""
        self.current_font_is_set_on_page = False
        return super()._render_styled_text_line(*args, **options)

    def ink(self, size: float = BODY, bold: bool = False, muted: bool = False) -> None:
        self.set_font(self.family, "B" if bold else "", size)
        self.set_text_color(*(MUTED if muted else INK))

    def footer(self) -> None:
        self.set_y(-MARGIN + 3)
        self.ink(8, muted=True)
        self.cell(self.epw * 0.8, 5, unturned(self.foot))
        self.cell(0, 5, f"Page {self.page_no()} of {{nb}}", align="R")

    def gap(self, millimetres: float) -> None:
        if self.get_y() > self.t_margin:
            self.ln(millimetres)

    def write_lines(self, text: str, height: float, indent: float = 0) -> None:
        self.set_x(self.l_margin + indent)
        self.multi_cell(0, height, unturned(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def heading(self, text: str, level: int) -> None:
        self.gap(0 if level == 1 else 5)
        if self.will_page_break(24):  # a heading stays with what it heads
            self.add_page()
        self.ink(SIZES[level], bold=True)
        self.write_lines(text, SIZES[level] * 0.5)
        self.gap(1.5 if level > 1 else 2.5)
        self.ink()

    def paragraph(self, text: str, muted: bool, bold: bool) -> None:
        self.ink(bold=bold, muted=muted)
        self.write_lines(text, 4.8)
        self.gap(1.5)
        self.ink()

    def facts(self, pairs: Sequence[tuple[str, str]], width: float) -> None:
        for name, value in pairs:
            if self.will_page_break(5):
                self.add_page()
            top = self.get_y()
            self.ink(muted=True)
            self.multi_cell(width, 5, name, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            low, page = self.get_y(), self.page
            self.set_y(top)
            self.ink()
            self.write_lines(value, 5, indent=width)
            if self.page == page:
                self.set_y(max(low, self.get_y()))
        self.gap(1.5)

    def bullets(self, items: Sequence[str]) -> None:
        for item in items:
            if self.will_page_break(5):
                self.add_page()
            self.cell(4, 4.8, "•")
            self.write_lines(item, 4.8, indent=4)
        self.gap(1.5)

    def rows(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        parts = [self.epw * part / sum(widths) for part in widths]
        self.set_draw_color(*LINE)
        self._head(head, parts)
        for cells in rows:
            self.ink(SMALL)
            lines = [self._wrapped(cell, width - GUTTER) for cell, width in zip(cells, parts, strict=True)]
            if self.will_page_break(max(map(len, lines)) * ROW + 2 * PAD):
                self.add_page()
                self._head(head, parts)
                self.ink(SMALL)
            self._row(lines, parts)
        self.ink()
        self.gap(2)

    def _head(self, head: Sequence[str], parts: Sequence[float]) -> None:
        self.ink(SMALL, bold=True, muted=True)
        self._row([self._wrapped(cell, width - GUTTER) for cell, width in zip(head, parts, strict=True)], parts)

    def _row(self, lines: Sequence[Sequence[str]], parts: Sequence[float]) -> None:
        """Cells side by side, with a line under them."""
        top, left = self.get_y() + PAD, self.l_margin
        for texts, width in zip(lines, parts, strict=True):
            for number, text in enumerate(texts):
                self.set_xy(left, top + number * ROW)
                self.cell(width, ROW, text)
            left += width
        low = top + max(map(len, lines)) * ROW + PAD
        self.line(self.l_margin, low, self.l_margin + self.epw, low)
        self.set_xy(self.l_margin, low)

    def _wrapped(self, text: str, width: float) -> list[str]:
        """The lines of a cell; a word that is too long for one is broken."""
        text = " ".join(unturned(text).split())
        if self.get_string_width(text) <= width:  # most do, and asking the library for lines takes five times as long
            return [text]
        lines = self.multi_cell(width, ROW, text, align="L", dry_run=True, output="LINES")
        return cast("list[str]", lines)
