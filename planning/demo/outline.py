"""Positions from an indented outline: `key = Title / Holder / Place / FTE`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from planning.core.records import Position

VACANT = re.compile(r"open (\d+) (\S+)")


class OutlineEntry(NamedTuple):
    """A position and the name of who holds it, '' when vacant."""

    position: Position
    holder: str


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class Outline:
    """Reads nested lines into cards; a title that comes again gets a number in its key."""

    def __init__(self, today: date, roles: Mapping[str, tuple[str, int]]) -> None:
        self.today = today
        self.roles = roles
        self.cards: dict[str, OutlineEntry] = {}

    def read(self, lines: Iterable[Any], manager: str = "") -> None:
        """`lines`: texts, or mappings of a text to the lines under it."""
        for text, below in _branches(lines):
            key = self.card(text, manager)
            self.read(below, key)

    def card(self, text: str, manager: str) -> str:
        key, _, rest = text.rpartition(" = ")
        title, holder, place, *fte = rest.split(" / ")
        key = key or self._free(slug(title))
        role, level = self.roles[title.split(",")[0]]
        position = Position(key, title, role, level, location=place, manager=manager, fte=float(fte[0] if fte else 1))
        vacant = VACANT.fullmatch(holder)
        if vacant:
            due = self.today + timedelta(days=int(vacant[1]))
            self.cards[key] = OutlineEntry(position._replace(stage=vacant[2], target_start=due), "")
        else:
            self.cards[key] = OutlineEntry(position._replace(holder=slug(holder)), holder)
        return key

    def _free(self, key: str) -> str:
        number = 1
        while (key if number == 1 else f"{key}-{number}") in self.cards:
            number += 1
        return key if number == 1 else f"{key}-{number}"


def _branches(lines: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    for line in lines:
        yield from line.items() if isinstance(line, dict) else [(line, [])]
