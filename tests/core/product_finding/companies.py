"""Small invented companies, and the content by which their titles are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from planning.core.content import Content
from planning.core.product_finding import Proposal, find
from planning.core.records import Org, Position, Team
from roles.content_values import build
from roles.seed import read

ON = date(2026, 11, 26)


@cache
def content() -> Content:
    """What Lineup comes with, without a database."""
    return build(read()).content


def company(*rows: str | tuple[str, str] | tuple[str, str, str]) -> Org:
    """One position a row, p1 and so on: a title, a title in a team, or with the key of the manager as well."""
    titles = [(row, "", "") if isinstance(row, str) else (*row, "", "")[:3] for row in rows]
    teams = {team: Team(f"t-{team}", team, content().function_of(team)) for _, team, _ in titles if team}
    positions = [
        placed(f"p{number}", title, teams[team].key if team else "", manager)
        for number, (title, team, manager) in enumerate(titles, 1)
    ]
    return Org.of(ON, *teams.values(), *positions)


def placed(key: str, title: str, team: str = "", manager: str = "") -> Position:
    """A position with the role that an import would read from its title."""
    reading = content().read_title(title)
    return Position(key, title, reading.role, reading.level, reading.function, team, manager=manager)


def found(*rows: str | tuple[str, str] | tuple[str, str, str]) -> dict[str, Proposal]:
    """The proposals for such a company by their names."""
    return {one.name: one for one in find(company(*rows), content())}


def names(proposals: Sequence[Proposal]) -> list[str]:
    return [one.name for one in proposals]
