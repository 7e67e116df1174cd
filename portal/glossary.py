"""The glossary: the words on screen and what they mean. The file beside this one is their only home."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from django.utils.text import capfirst, slugify

FILE = Path(__file__).with_suffix(".yaml")


class Word(NamedTuple):
    """`slug` is its place on the page, `page` the name of an organisation's page where it is at work ('' for none)."""

    slug: str
    word: str
    means: str
    page: str
    see: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return capfirst(self.means)

    @property
    def others(self) -> list[Word]:
        """The words that it refers to."""
        return [words()[slug] for slug in self.see]


class Group(NamedTuple):
    title: str
    words: tuple[Word, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Every word, in the order of the file."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Group(group["group"], tuple(map(_word, group["words"]))) for group in found)


@cache
def words() -> dict[str, Word]:
    """Every word by its slug."""
    return {word.slug: word for group in groups() for word in group.words}


def _word(row: dict[str, object]) -> Word:
    see = row.get("see", [])
    assert isinstance(see, list)
    return Word(slugify(str(row["word"])), str(row["word"]), str(row["means"]), str(row.get("page", "")), tuple(see))
