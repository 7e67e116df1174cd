"""From YAML to values, without being blown up by it."""

from __future__ import annotations

from typing import Any

import yaml

MAX_DEPTH = 20
MAX_VALUES = 500_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TooMuch(Exception):
    """The text is over a limit; the message names it."""


def values(text: str) -> Any:
    """What the text says. Raises `TooMuch` beyond a limit, and `ValueError` or `yaml.YAMLError` where it is no YAML."""
    _check(text)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)


def _check(text: str) -> None:
    """Look at the signs of the text one by one, before anything is built of them: the loader calls itself once a level,
    which ends the process where there are many, and an alias stands for all that its anchor holds."""
    open_sizes: list[tuple[str | None, int]] = [(None, 0)]
    sizes: dict[str, int] = {}
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            open_sizes.append((event.anchor, 1))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_sizes.pop()
            sizes |= {anchor: size} if anchor else {}
            _add(open_sizes, size)
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_sizes):
                raise TooMuch(f"The alias “{event.anchor}” stands inside of what it repeats. Write it out.")
            _add(open_sizes, sizes.get(event.anchor or "", 1))
        elif isinstance(event, yaml.ScalarEvent):
            _add(open_sizes, 1)
        if len(open_sizes) > MAX_DEPTH + 1:
            raise TooMuch(
                f"It is nested more than {MAX_DEPTH} levels deep, the limit; role content needs fewer than ten."
            )


def _add(open_sizes: list[tuple[str | None, int]], size: int) -> None:
    anchor, before = open_sizes[-1]
    open_sizes[-1] = (anchor, before + size)
    if before + size > MAX_VALUES:
        raise TooMuch(f"It holds more than {MAX_VALUES:,} values, the limit, with those that aliases repeat.")
