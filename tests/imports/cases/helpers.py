"""Import the files of a shared case as they are."""

from __future__ import annotations

from datetime import date

import pytest

from planning.core.records import Org
from planning.imports.pipeline import File, Outcome, Settings, prepare, run
from tests.imports.helpers import CONTENT, shared

ON = date(2026, 11, 26)


def case(name: str, *files: str) -> list[Outcome]:
    """What each file does to the organisation that those before it made. Skips where the case is absent."""
    folder = shared("cases", name)
    if not folder.is_dir():
        pytest.skip("the shared cases are not there")
    current = Org(ON)
    outcomes = []
    for file in files:
        source = prepare(File("people", file, (folder / file).read_bytes()), CONTENT, {})
        outcomes.append(run([source], current, CONTENT, Settings(ON)))
        current = outcomes[-1].after
    return outcomes
