"""What a context has worked out already, so that nothing is worked out twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

from planning.core.content import Content
from planning.core.records import Org
from planning.core.rules.base import Number

if TYPE_CHECKING:
    from planning.core.rules.before import Before

T = TypeVar("T")


class Remembering:
    """`org` in the light of `content`, and what is known of the two. `_before` is the organisation before some changes,
    where it is looked at again after them."""

    def __init__(self, org: Org, content: Content) -> None:
        self.org = org
        self.content = content
        self._before: Before | None = None
        self._numbers: dict[tuple[str, str], int] = {}
        self._known: dict[str, dict[Hashable, Any]] = defaultdict(dict)
        self._settled: dict[str, dict[Hashable, Any]] = defaultdict(dict)

    def settled(self, name: str, key: str, make: Callable[[], T]) -> T:
        """What follows from the content alone, worked out once for `key`."""
        known = self._settled[name]
        if key not in known:
            known[key] = make()
        found: T = known[key]
        return found

    def once(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for `key`."""
        known = self._known[name]
        if key not in known:
            known[key] = make()
        found: T = known[key]
        return found

    def kept(self, kinds: tuple[str, ...], name: str, basis: Hashable, make: Callable[[], T]) -> T:
        """What follows from this basis and the records of these kinds alone, worked out once, and not again where none
        of them changed."""
        return self.once(name, basis, lambda: self._kept(kinds, name, basis, make))

    def _kept(self, kinds: tuple[str, ...], name: str, basis: Hashable, make: Callable[[], T]) -> T:
        same = self._before and self._before.keeps(*kinds)
        return self._before.ctx.kept(kinds, name, basis, make) if self._before and same else make()

    def number(self, rule: str, number: Number) -> int:
        """The organisation's own threshold, else the default."""
        place = (rule, number.name)
        found = self._numbers.get(place)
        if found is None:
            numbers = self.content.settings.get(rule, {}).get("numbers", {})
            found = self._numbers[place] = int(numbers.get(number.name, number.default))
        return found
