"""Look at what a people file makes of lines and teams. Headers that begin with `@` name a field as it is."""

from __future__ import annotations

from planning.core.records import Org
from planning.imports.columns.match import plain
from planning.imports.pipeline import Outcome
from tests.imports.helpers import imported


def placed(*rows: str, header: str, current: Org | None = None) -> Outcome:
    """`@level:1` in the header is a column of that field, whatever headers are known for it."""
    fields = {plain(name): name[1:] for name in header.split(",") if name.startswith("@")}
    text = "\n".join([header, *rows]) + "\n"
    return imported(text, current=current, remembered=fields)


def managers(outcome: Outcome) -> dict[str, str]:
    return {key: position.manager for key, position in outcome.after.positions.items()}


def codes(outcome: Outcome) -> list[str]:
    """The codes of what is said of rows."""
    return [problem.code for problem in outcome.problems if problem.code and problem.row > 1]


def said(outcome: Outcome, code: str) -> list[tuple[int, str, str]]:
    """Row, column and value of every note of a code."""
    return [(p.row, p.column, p.value) for p in outcome.problems if p.code == code]


def message(outcome: Outcome, code: str) -> str:
    return next(problem.message for problem in outcome.problems if problem.code == code)


def teams(outcome: Outcome) -> dict[str, str]:
    """Each position's team, from the outermost inwards."""
    table = outcome.after.teams

    def path(key: str) -> str:
        return " > ".join(filter(None, [path(table[key].parent), table[key].name])) if key else ""

    return {key: path(position.team) for key, position in outcome.after.positions.items()}
