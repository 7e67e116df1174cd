"""Values that name rows or addresses of one installation without being foreign keys: a batch's number in a column of
its own, a link. Apps say which there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

Numbers = Mapping[str, Mapping[int, int]]
Keys = Mapping[str, Sequence[int]]


class Hidden(Protocol):
    """`labels`: the tables that are named. `written` is what the archive holds of a value, `read` a value again, in an
    organisation with another address and other numbers. Raises `ValueError` or `TypeError` for what is none."""

    @property
    def labels(self) -> Sequence[str]: ...

    def written(self, value: Any, numbers: Numbers) -> Any: ...

    def read(self, value: Any, keys: Keys, slug: str) -> Any: ...


# By `app.table.field`.
HIDDEN: dict[str, Hidden] = {}


def key_of(number: Any, keys: Sequence[int]) -> int:
    """The row of that number, which begin with 1. Raises `ValueError` where there is none."""
    if type(number) is not int or not 0 < number <= len(keys):
        raise ValueError(f"Row {number!r} does not exist.")
    return keys[number - 1]


@dataclass(frozen=True)
class RowNumber:
    """The number of a row of a table; 0 for none."""

    label: str

    @property
    def labels(self) -> Sequence[str]:
        return (self.label,)

    def written(self, value: Any, numbers: Numbers) -> Any:
        return numbers[self.label].get(value, 0)

    def read(self, value: Any, keys: Keys, slug: str) -> Any:
        is_none = type(value) is int and value == 0
        return 0 if is_none else key_of(value, keys[self.label])


@dataclass(frozen=True)
class Link:
    """An address within the organisation. `rows` says which pages name a row in their address: by page the argument
    and the table. A link that leads nowhere any more becomes ''."""

    rows: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def labels(self) -> Sequence[str]:
        return sorted({label for _, label in self.rows.values()})

    def written(self, value: Any, numbers: Numbers) -> Any:
        parts = urlsplit(value)
        try:
            found = resolve(parts.path)
        except Resolver404:
            return None
        given = {name: one for name, one in found.kwargs.items() if name != "organisation"}
        argument, label = self.rows.get(found.view_name, ("", ""))
        if argument and (number := numbers[label].get(given[argument])) is None:
            return None
        return [found.view_name, {**given, **({argument: number} if argument else {})}, parts.query]

    def read(self, value: Any, keys: Keys, slug: str) -> Any:
        if value is None:
            return ""
        page, given, query = value
        argument, label = self.rows.get(page, ("", ""))
        row = {argument: key_of(given[argument], keys[label])} if argument else {}
        try:
            path = reverse(page, kwargs={**given, **row, "organisation": slug})
        except NoReverseMatch:
            return ""
        return f"{path}?{query}" if query else path
