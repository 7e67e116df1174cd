"""The keys of moves: a kind and the keys of what it is about, which may hold the mark between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

APART = ":"


def splits(text: str, number: int) -> Iterator[Sequence[str]]:
    """Every way to take a text apart into so many keys: keys may hold the mark themselves."""
    pieces = text.split(APART)
    if not 0 < number <= len(pieces):
        return
    for cuts in combinations(range(1, len(pieces)), number - 1):
        bounds = zip((0, *cuts), (*cuts, len(pieces)), strict=True)
        yield [APART.join(pieces[start:end]) for start, end in bounds]


def parts(text: str, fits: Sequence[Callable[[str], object]]) -> Sequence[str]:
    """What a text names: the way to take it apart in which each part fits, else the plain one; nothing where there is
    neither."""
    every = splits(text, len(fits))
    fitting = (way for way in every if all(fit(part) for fit, part in zip(fits, way, strict=True)))
    plain = text.split(APART)
    return next(fitting, plain if len(plain) == len(fits) else ())
