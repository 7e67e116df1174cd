"""Lists of people and of teams."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.content import Content
from planning.core.hiring import is_vacant
from planning.core.records import Org, Person, Position, Team
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member

PER_PAGE = 100


class PersonRow(NamedTuple):
    person: Person
    positions: tuple[Position, ...]


class TeamRow(NamedTuple):
    """A team, its function's name, the one it sits in, how many positions it has and how many of those are vacant."""

    team: Team
    function: str
    parent: str
    positions: int
    vacant: int


@member()
def people(request: HttpRequest, access: Access) -> HttpResponse:
    """Everybody, by name, with the positions they hold."""
    org = Snapshot.of(access).org
    words = request.GET.get("q", "").casefold().split()
    rows = [row for row in _people(org) if all(word in _text(row) for word in words)]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "planning/people/people.html", {"access": access, "page": page, "q": request.GET.get("q", "")}
    )


@member()
def teams(request: HttpRequest, access: Access) -> HttpResponse:
    """Every team, with its size."""
    snapshot, words = Snapshot.of(access), request.GET.get("q", "").casefold().split()
    every = _teams(snapshot.org, snapshot.content)
    rows = [row for row in every if all(word in f"{row.team.name} {row.function}".casefold() for word in words)]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "planning/people/teams.html", {"access": access, "page": page, "q": request.GET.get("q", "")}
    )


def _people(org: Org) -> list[PersonRow]:
    rows = (PersonRow(person, org.held.get(person.key, ())) for person in org.people.values())
    return sorted(rows, key=lambda row: (not row.person.name, row.person.name.casefold(), row.person.key))


def _text(row: PersonRow) -> str:
    return " ".join([row.person.name, row.person.email, *(p.title for p in row.positions)]).casefold()


def _teams(org: Org, content: Content) -> list[TeamRow]:
    every = Counter(p.team for p in org.positions.values())
    vacant = Counter(p.team for p in org.positions.values() if is_vacant(org, p))
    names = {team.key: team.name or team.key for team in org.teams.values()}
    rows = (
        TeamRow(t, content.function_name(t.function), names.get(t.parent, ""), every[t.key], vacant[t.key])
        for t in org.teams.values()
    )
    return sorted(rows, key=lambda row: (row.team.name.casefold(), row.team.key))
