"""Text and fields of role content that part: a record whose sentence names other leaders, partners or numbers than its
fields, by which the rules go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Model

from planning.core.words import listed
from roles.contradictions import Contradiction, contradictions
from roles.models import Citable, Function, Need, Norm, Partner, ReportingLine, Role, TitlePattern, Translation
from roles.titles import TitleReader

SURE = 0.7  # a title read with less confidence names nobody for certain
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen"),
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"twenty": 20, "thirty": 30, "sixty": 60}
_NUMBER = re.compile(rf"\b(\d{{1,4}}|{'|'.join(_NUMBERS)})\b", re.IGNORECASE)
_DAYS = re.compile(rf"{_NUMBER.pattern} days?\b", re.IGNORECASE)
_REPORTS = re.compile(r"\breport(?:s|ing)?\b(?: \w+)?? to\b(.*)", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"[.;:,]|\b(?:or|and)\b", re.IGNORECASE)
_BEFORE = re.compile(r"^\s*(?:(?:to|the|a|an|their|whoever is)\s+)*", re.IGNORECASE)


class Wording:
    """What the texts of some role content say, beside their fields."""

    def __init__(self, rows: Iterable[Model], reader: TitleReader | None = None) -> None:
        self._rows = list(rows)
        self._given = reader

    def partings(self) -> Iterator[Contradiction]:
        for row in self._of(Citable):
            if message := self.parting(row):
                yield Contradiction(row, "text", message)

    def parting(self, row: Citable) -> str:
        """Why the text of a record and its fields part; '' where they agree, or the text does not speak of them."""
        if isinstance(row, ReportingLine):
            return self._line(row)
        if isinstance(row, Partner):
            return self._partner(row)
        if isinstance(row, Norm):
            return _numbers(row.text, {n for n in (row.low, row.high) if n}, _NUMBER)
        return _numbers(row.text, {row.window}, _DAYS) if isinstance(row, Need) else ""

    def rendered(self, row: Citable) -> str:
        """The text of a record, or where it parts from the fields, a sentence made from those."""
        if not self.parting(row):
            return row.text
        if isinstance(row, ReportingLine):
            return f"Reports to a leader of {self._named(row.functions, 'or')} at level {row.level} or above."
        if isinstance(row, Partner):
            return f"Works with {self._named(row.functions, 'or' if row.any_of else 'and')}."
        if isinstance(row, Norm):
            bounds = [f"{what} {number}" for what, number in (("at least", row.low), ("at most", row.high)) if number]
            return f"{row.get_counts_display()}: {listed(bounds)}."
        return (
            f"Needed in {listed(row.stages)}, and {row.window} days before a launch." if isinstance(row, Need) else ""
        )

    def _line(self, row: ReportingLine) -> str:
        for title in leaders_in(row.text):
            reading = self._reader.read(title)
            known = reading.function and reading.confidence >= SURE
            if known and reading.function not in (*row.functions, *row.lighter):
                return (
                    f"The text names “{title}” ({self._named([reading.function])}), but the fields say leaders of "
                    f"{self._named(row.functions, 'or')}. Change the text or the functions."
                )
        return ""

    def _partner(self, row: Partner) -> str:
        said = {slug for slug, name in self._names.items() if re.search(rf"\b{re.escape(name)}\b", row.text, re.I)}
        more = sorted(said - {*row.functions, "product", self._functions.get(row.role_id, "")})
        if not more or not said & {*row.functions}:
            return ""
        return (
            f"The text names {self._named(more)}, but the fields say {self._named(row.functions)}. "
            "Change the text or the functions."
        )

    def _named(self, slugs: Iterable[str], joined: str = "and") -> str:
        return listed([self._names.get(slug, slug).lower() for slug in slugs], joined)

    def _of(self, model: type[Any]) -> list[Any]:
        return [row for row in self._rows if isinstance(row, model)]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {function.slug: function.name for function in self._of(Function)}

    @cached_property
    def _functions(self) -> Mapping[str, str]:
        return {role.slug: role.function_id for role in self._of(Role)}

    @cached_property
    def _reader(self) -> TitleReader:
        return self._given or TitleReader(self._of(TitlePattern), self._functions, self._of(Translation))


def refused(rows: Sequence[Model]) -> list[Contradiction]:
    """Everything that nobody may write: contradictions, and texts that part from their fields. What is stored already
    stays in force all the same; its text is then `Wording.rendered`."""
    return [*contradictions(rows), *Wording(rows).partings()]


def leaders_in(text: str) -> list[str]:
    """The titles that a sentence names as those who are reported to."""
    found = _REPORTS.search(text)
    parts = (_BEFORE.sub("", part).strip() for part in _BETWEEN.split(found[1])) if found else ()
    return [part for part in parts if part]


def _numbers(text: str, fields: set[int], pattern: re.Pattern[str]) -> str:
    said = [_NUMBERS.get(match[1].casefold()) or int(match[1]) for match in pattern.finditer(text)]
    missing = sorted(fields - set(said))
    if not said or not missing:
        return ""
    numbers = listed([str(number) for number in dict.fromkeys(said)])
    return f"The text says {numbers}, but the fields say {listed([str(n) for n in missing])}. Change one of them."
