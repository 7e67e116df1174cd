"""No shared case is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.imports.helpers import shared

pytestmark = [
    pytest.mark.pure,
    pytest.mark.skipif(not shared("cases").exists(), reason="the sample data is not there"),
]
HERE = Path(__file__).parent
# It has no file: the lines of a printed chart, for which there is a test in a browser.
ELSEWHERE = {"53"}


def test_every_case_has_a_test() -> None:
    named = {number for test in HERE.glob("test_*.py") for number in re.findall(r'"(\d\d)[-"]', test.read_text())}
    assert {case.name[:2] for case in shared("cases").iterdir()} - named - ELSEWHERE == set()
