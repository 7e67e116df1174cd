"""Titles that nobody has understood, of people whom a products file names in a covering role."""

from __future__ import annotations

from planning.core.content import Content
from planning.core.records import OWNER, Org
from planning.core.words import squeezed
from planning.imports.problems import Report
from planning.imports.products.reader import Coverage
from planning.imports.products.tally import Tally


def say_unsure_titles(after: Org, coverage: Coverage, content: Content, report: Report) -> None:
    """They cover, and each title is asked about once. `after` is the organisation as the files would have it."""
    tally, first = Tally(report), dict[tuple[str, str], tuple[str, str]]()
    for cover, place in coverage.places.items():
        position, role = after.positions.get(cover.position), content.roles.get(cover.role)
        owns = coverage.assignments[cover].get("kind", OWNER) == OWNER
        if position is None or position.role or role is None or not role.covers or not owns:
            continue
        text = _question(role.name, position.title)
        column, value = first.setdefault((cover.role, squeezed(position.title)), (place.column, place.value))
        tally.note(place.row, column, value, text, "title-unsure")
    tally.tell()


def _question(role: str, title: str) -> str:
    why = f"the title “{title}” was not recognised" if title else "there is no title"
    text = f"Counts as {role} because the file says so, although {why}."
    return (
        f"{text} Choose its role under Titles or on the coverage board; with any other role they count as standing in."
    )
