"""What the files say and whoever imports them may not bring about: it is held back, and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planning.core.records import Org
from planning.imports.placing.draft import Draft
from planning.imports.problems import HEADER_ROW, Report

CODE = "stage-held"
# The organisation before and after, as the files have it, to how far it may come, and what to say by key of position.
Gate = Callable[[Org, Org], tuple[Org, Mapping[str, str]]]


def open_gate(before: Org, after: Org) -> tuple[Org, Mapping[str, str]]:
    """All that the files say may be."""
    return after, {}


def say(held: Mapping[str, str], draft: Draft | None, report: Report) -> None:
    """A note at the row of each position."""
    rows = draft.rows if draft is not None else {}
    for key, text in held.items():
        report.note(rows.get(key, HEADER_ROW), "", key, text, CODE)
