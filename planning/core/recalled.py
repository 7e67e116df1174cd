"""Remembering what is read in a text, within bounds: so many texts, none of them long."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
# The next version of an organisation, and the next file of a company, have most titles and names again.
MOST, LONGEST = 16_384, 200


def recalled(
    most: int = MOST, longest: int = LONGEST
) -> Callable[[Callable[Concatenate[str, P], R]], Callable[Concatenate[str, P], R]]:
    """Have a function of a text remember what it gave for the `most` texts asked for last. Texts of more than `longest`
    characters are read each time: they are rare, and a file of nothing else would fill the memory."""

    def decorate(function: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def recall(text: str, /, *others: P.args, **named: P.kwargs) -> R:
            if len(text) > longest:
                return function(text, *others, **named)
            return known(text, *others, **named)  # type: ignore[arg-type]

        vars(recall)["recalls"] = known  # for whoever weighs it
        return recall

    return decorate
