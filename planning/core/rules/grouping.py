"""One cause, one finding: rules that look at all of their subjects once, and say it by what would have to change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from planning.core.rules.base import PRODUCT, Finding
from planning.core.rules.context import Context
from planning.core.words import listed

NAMED = 4  # so many are named in a sentence, the rest counted


class Causes(NamedTuple):
    """The findings of the rule `id`, made all at once by `make`, and asked for by subject."""

    id: str
    make: Callable[[Context], Iterable[Finding]]

    def subjects(self, ctx: Context) -> Iterable[str]:
        return self._by_key(ctx)

    def check(self, ctx: Context, key: str) -> Iterable[Finding]:
        return self._by_key(ctx).get(key, ())

    def _by_key(self, ctx: Context) -> Mapping[str, list[Finding]]:
        return ctx.once("causes", self.id, lambda: _by_key(self.make(ctx)))


def _by_key(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.subject.key].append(finding)
    return dict(found)


def by_name(ctx: Context, keys: Iterable[str]) -> list[str]:
    """Positions by the names of their holders, open ones last, in whatever order the rows of a file stand."""
    found = tuple(keys)
    if len(found) < 2:
        return list(found)
    return ctx.told("by name", found, found, lambda: sorted(found, key=partial(_name, ctx)))


def _name(ctx: Context, key: str) -> tuple[bool, str, str]:
    return not ctx.filled(ctx.org.positions[key]), ctx.who(key).casefold(), key


def products_by_name(ctx: Context, keys: Iterable[str]) -> list[str]:
    """The same of products."""
    found = tuple(keys)
    if len(found) < 2:
        return list(found)
    make = partial(sorted, found, key=lambda key: (ctx.subject(PRODUCT, key).name.casefold(), key))
    return ctx.kept((PRODUCT,), "products by name", found, make)


def some(names: Sequence[str], most: int = NAMED) -> str:
    """“a, b, c, d and 36 more”"""
    return some_of(names, str, most)


def some_of(keys: Sequence[str], name: Callable[[str], str], most: int = NAMED) -> str:
    """The same by what `name` calls each: those alone that are named are looked up."""
    rest = len(keys) - most
    return listed([*map(name, keys[:most]), f"{rest} more"] if rest > 1 else [*map(name, keys)])


def largest(groups: Mapping[str, Sequence[str]]) -> list[tuple[str, Sequence[str]]]:
    """Groups of keys by name, the largest first."""
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def from_least(ring: tuple[str, ...]) -> tuple[str, ...]:
    """The same ring from the same member on, in whatever order the rows stand: it is one and the same finding."""
    at = ring.index(min(ring))
    return (*ring[at:], *ring[:at])
