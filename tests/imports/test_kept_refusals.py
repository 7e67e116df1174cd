"""Why files cannot be used, as a worker keeps it for the page."""

from __future__ import annotations

import pytest

from planning.imports.previewing import _as_text, _unusable
from planning.imports.problems import Unusable

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("letter", ["a", "名", '"', "\U0001f600"])
def test_a_reason_fits_into_its_column_and_comes_back_however_long_it_is(letter: str) -> None:
    text = _as_text(Unusable(letter * 300, letter * 2000, "columns-missing"))
    assert len(text) <= 1000
    found = _unusable(text)
    assert found.code == "columns-missing"
    assert found.message.endswith((letter, "…", "again."))
