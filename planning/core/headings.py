"""What rows of a list stand under, with the place of it among the others: order and groups never hang on the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Heading(NamedTuple):
    """`place` orders headings and tells them apart; all of one way of grouping compare with each other. `text` is for
    people alone."""

    place: tuple[Any, ...] = ()
    text: str = ""


def named(name: str, none: str, key: object = "", *, last: bool = True) -> Heading:
    """By letter, `none` standing for what has no name, last or first. `key` tells apart what is called alike."""
    return Heading(((not name) is last, name.casefold(), key if name else ""), name or none)


def grouped(rows: Iterable[T], heading: Callable[[T], Heading]) -> list[tuple[str, list[T]]]:
    """Rows that are in the order of their headings, as (text, rows)."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: heading(row).place)]
    return [(heading(group[0]).text, group) for group in groups]
