"""From a department's name to its function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from planning.core.recalled import recalled
from roles.models import Function

# Words that departments carry and that say nothing about what they do.
_EMPTY = frozenset(
    [
        "the",
        "team",
        "teams",
        "department",
        "dept",
        "group",
        "division",
        "unit",
        "org",
        "organisation",
        "organization",
        "function",
    ]
)


class DepartmentReader:
    """Reads names like “Sales team” or “People Ops” by the functions' names and aliases: the longest alias
    found as whole words wins, the first one where two are as long."""

    def __init__(self, functions: Iterable[Function]) -> None:
        self._aliases: dict[tuple[str, ...], str] = {}
        for function in functions:
            for alias in (function.name, *function.aliases):
                self._aliases.setdefault(words(alias), function.slug)
        self._slug_of = recalled()(self._read)

    @property
    def aliases(self) -> Mapping[tuple[str, ...], str]:
        return self._aliases

    def function_of(self, name: str) -> str:
        """The function's slug, or ''."""
        return self._slug_of(name)

    def _read(self, name: str) -> str:
        named = words(name)
        for size in range(len(named), 0, -1):
            for start in range(len(named) - size + 1):
                found = self._aliases.get(named[start : start + size])
                if found:
                    return found
        return ""


def words(name: str) -> tuple[str, ...]:
    kept = re.findall(r"[^\W_]+", name.casefold())
    return tuple(word for word in kept if word not in _EMPTY) or tuple(kept)
