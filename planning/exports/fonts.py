"""The fonts of printed documents: Inter, and behind it two that know the scripts which Inter does not.

A document embeds only the characters that it shows. Each font is cut down to them before it is embedded, which takes
milliseconds; to embed a font of 65,000 characters whole would take most of a minute.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# It reports every table that it leaves out; nobody who prints wants to know.
logging.getLogger("fontTools").setLevel(logging.ERROR)
REGULAR, BOLD = 400, 650
# Tables that say nothing about how a character looks on paper.
NEEDLESS = ["BASE", "DSIG", "FFTM", "JSTF", "MATH", "PfEd", "TeX ", "meta", "prop", "STAT", "vhea", "vmtx", "VDMX"]
_INTER = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext")


# How letters are joined and set closer: kept for the font whose scripts join, since cutting it takes a second.
JOINING = ["GDEF", "GPOS", "GSUB"]


class Source(NamedTuple):
    """A vendored font: its name, and the files of its regular and its bold."""

    name: str
    regular: str
    bold: str


class Typeface(NamedTuple):
    """A font cut down to what a document shows, as TrueType files in memory."""

    name: str
    regular: bytes
    bold: bytes


SOURCES = (
    *(Source(f"inter-{part}", *(f"inter/files/inter-{part}-wght-normal.woff2",) * 2) for part in _INTER),
    Source(
        "dejavu", "dejavu/files/dejavu-sans-latin-400-normal.woff", "dejavu/files/dejavu-sans-latin-700-normal.woff"
    ),
    Source("unifontex", *("unifontex/files/unifontex-latin-400-normal.woff",) * 2),
)


def typefaces(text: Iterable[str]) -> list[Typeface]:
    """The fonts that together show every character of `text`, the main one first."""
    missing = {ord(character) for character in text} | set(range(32, 127))
    found = []
    for source in SOURCES:
        mine = frozenset(missing & _covered(source.regular))
        if mine:
            found.append(Typeface(source.name, _cut(source.regular, REGULAR, mine), _cut(source.bold, BOLD, mine)))
            missing -= mine
    return found


def _font(file: str) -> TTFont:
    """A vendored font from memory, its tables read as they are asked for."""
    return TTFont(BytesIO((Path(settings.BASE_DIR) / "static" / "vendor" / file).read_bytes()), lazy=True)


@cache
def _covered(file: str) -> frozenset[int]:
    with _font(file) as font:
        return frozenset(font.getBestCmap())


@lru_cache(64)
def _cut(file: str, weight: int, characters: frozenset[int]) -> bytes:
    """The font with these characters alone, at this weight where it comes in several."""
    options = subset.Options(notdef_outline=True)
    options.drop_tables = [*options.drop_tables, *NEEDLESS, *([] if file.startswith("dejavu") else JOINING)]
    with _font(file) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=characters)
        cutter.subset(font)
        if "fvar" in font:
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            instancer.instantiateVariableFont(font, {**axes, "wght": weight}, inplace=True)
        font.flavor = None
        made = BytesIO()
        font.save(made)
    return made.getvalue()
