"""What holds of every answer to a file, however spoilt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planning.imports.codes import CODES
from planning.imports.remedies import OF_FILES, OF_ROWS, says_what_to_do

FIELDS = {"file", "row", "column", "value", "severity", "message", "code"}
LONGEST = 1500


def check_problems(problems: Iterable[Mapping[str, Any]]) -> None:
    """Each names file, row and column (unless it is about the whole file), a known kind, and what to do."""
    for problem in problems:
        assert set(problem) == FIELDS, problem
        assert problem["file"], problem
        assert problem["row"] >= 1, problem
        assert problem["severity"] in ("error", "note"), problem
        assert problem["code"] in CODES, problem
        assert says_what_to_do(problem["message"]), problem
        assert len(problem["message"]) < LONGEST, problem
        assert problem["column"] or problem["code"] in OF_FILES | OF_ROWS, problem
