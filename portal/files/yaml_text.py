"""From YAML to values, without being blown up by it."""

from __future__ import annotations

import json
from typing import Any

import yaml

from portal.files.opener import Opener
from portal.files.refusal import LIMIT, Unusable
from portal.files.signatures import SAID, is_empty, kind_of

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
MAX_VALUES = 100_000
_MESSAGES = {
    "size": "The file is larger than 5 MB, the limit. Is it the right one?",
    "text": "The file expands to more than 50 MB, the limit. Remove repeated aliases.",
    "memory": "Reading the file takes more than 500 MB of memory, the limit. Remove anything that is not needed.",
    "time": "Reading the file takes more than 5 seconds, the limit. Remove anything that is not needed.",
}
OPENER = Opener(
    "portal.files.yaml_child",
    _MESSAGES,
    "The file cannot be opened safely. Save it as plain YAML and try again.",
    size=MAX_BYTES,
    memory=500_000_000,
    seconds=5,
    answer=50_000_000,
)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TooMuch(Exception):
    """The text is over a limit; the message names it."""


def values(text: str) -> Any:
    """What the text says. Raises `TooMuch` beyond a limit, and `ValueError` or `yaml.YAMLError` where it is no YAML."""
    _check(text)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)


def check(file: str, data: bytes) -> None:
    """Raises `Unusable` for what is no text at all, as far as its size and first bytes say, whatever its name."""
    if len(data) > MAX_BYTES:
        raise OPENER.over(file, "size")
    if is_empty(data):
        raise Unusable(file, "The file is empty.", "empty")
    if (kind := kind_of(data)) is not None:
        raise Unusable(file, f"This is {SAID[kind]}, not YAML, whatever its name.", "no-yaml")


def as_json(file: str, data: bytes) -> bytes:
    """What the text in a file says, as JSON. Raises `Unusable`."""
    try:
        return json.dumps(values(data.decode("utf-8-sig"))).encode()
    except UnicodeDecodeError as error:
        raise Unusable(file, "This is not UTF-8 text. Save it as UTF-8 and try again.", "not-utf-8") from error
    except TooMuch as error:
        raise Unusable(file, f"The file cannot be read: {error}", f"{LIMIT}values") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise Unusable(file, f"The file cannot be read as YAML: {error}", "no-yaml") from error


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
                raise TooMuch(f"The alias “{event.anchor}” is used inside what it repeats. Write it out.")
            _add(open_sizes, sizes.get(event.anchor or "", 1))
        elif isinstance(event, yaml.ScalarEvent):
            _add(open_sizes, 1)
        if len(open_sizes) > MAX_DEPTH + 1:
            raise TooMuch(f"It is nested more than {MAX_DEPTH} levels deep, the limit. Use fewer levels.")


def _add(open_sizes: list[tuple[str | None, int]], size: int) -> None:
    anchor, before = open_sizes[-1]
    open_sizes[-1] = (anchor, before + size)
    if before + size > MAX_VALUES:
        raise TooMuch(f"It holds more than {MAX_VALUES:,} values, the limit, including those that aliases repeat.")
