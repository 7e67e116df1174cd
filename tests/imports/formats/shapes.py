"""Read a small file as the import does, for the tests of single systems."""

from __future__ import annotations

from planning.imports.columns import match
from planning.imports.columns.header_rows import settle
from planning.imports.opening.read import read
from planning.imports.problems import Report
from tests.imports.helpers import CONTENT, imported


def fields(text: str) -> dict[str, str]:
    """The field of each column by its header; '' where it is not used."""
    report = Report("people.csv")
    table = read("people.csv", text.encode(), match.Scorer("people", CONTENT), report)
    table = settle("people", table, CONTENT, report)
    return dict(zip(table.headers, match.match("people", table, CONTENT, {}, report), strict=True))


def codes(text: str) -> set[str]:
    """The codes of what is said of the columns."""
    report = Report("people.csv")
    table = read("people.csv", text.encode(), match.Scorer("people", CONTENT), report)
    table = settle("people", table, CONTENT, report)
    match.match("people", table, CONTENT, {}, report)
    return {problem.code for problem in report.problems}


def lines(text: str) -> dict[str, str]:
    """Who reports to whom, by names; '' at the top, a key where nobody of that key is known."""
    after = imported(text).after
    names = {key: _straight(after.people[position.holder].name) for key, position in after.positions.items()}
    return {names[key]: names.get(position.manager, position.manager) for key, position in after.positions.items()}


def _straight(name: str) -> str:
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name
