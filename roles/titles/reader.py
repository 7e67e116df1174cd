from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from planning.org.content import Reading
from roles.models import TitlePattern


class TitleReader:
    """Reads titles by patterns. What was read once is remembered."""

    def __init__(self, patterns: Iterable[TitlePattern], functions: Mapping[str, str]) -> None:
        self._patterns = {pattern.text: pattern for pattern in patterns}
        self._functions = functions
        self.read = lru_cache(maxsize=65_536)(self._read)

    def _read(self, title: str) -> Reading:
        pattern = self._patterns.get(title.casefold())
        if pattern is None:
            return Reading(title)
        return Reading(title, pattern.role, self._functions.get(pattern.role, ""), 2, pattern.confidence)
