import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from portal.telemetry import logs


class Lines(io.StringIO):
    """What was logged, as it would stand in the log of a site in production."""

    def read_all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, event: str) -> list[dict[str, Any]]:
        return [line for line in self.read_all() if line["event"].startswith(event)]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Every line, of every level, whoever writes it."""
    taken = Lines()
    handler = logging.StreamHandler(taken)
    handler.setFormatter(logs.formatter("json"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield taken
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the list of people break with an exception of this text."""

    def set_up(text: str) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ValueError(text)

        monkeypatch.setattr("planning.people.views.render", fail)

    return set_up
