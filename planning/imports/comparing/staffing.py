"""Whom a products file can name, with the roles that they would have after the import."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from planning.core.content import Content
from planning.core.records import Org, Position
from planning.core.words import squeezed
from planning.imports.cells.words import INTERIM
from planning.imports.comparing.compare import role_of
from planning.imports.comparing.group_leads import group_leads
from planning.imports.comparing.people_again import remembered_people
from planning.imports.placing.directory import Directory
from planning.imports.placing.draft import Draft
from planning.imports.products.staff import Staff, bare


def staff_of(
    draft: Draft | None, current: Org, content: Content, chosen: Mapping[str, str], remembered: Mapping[str, str]
) -> Staff:
    """The people of the people file, or where there is none of the organisation, also by the ids that files gave them.
    `chosen` holds roles by squeezed title, `remembered` keys of positions by such an id."""

    def position(key: str) -> Position:
        before = current.get("position", key) or Position(key)
        after: Position = before._replace(**(draft.positions.get(key, {}) if draft else {}))
        return after

    def role(key: str) -> str:
        return alone(key) or leads().get(key, "")

    def alone(key: str) -> str:
        return role_of(current.get("position", key), position(key), content, chosen)

    @cache
    def leads() -> Mapping[str, str]:
        keys = draft.positions if draft else ()
        return group_leads((position(key)._replace(role=alone(key)) for key in keys), keys, content, chosen)

    def refused(key: str) -> bool:
        return chosen.get(squeezed(position(key).title)) == ""

    teams = [team.name for team in current.teams.values()] + [given.get("name", "") for given in _teams(draft)]
    known = {bare(name) for name in teams if name}
    functions = {bare(name) for name in (*content.functions, *content.functions.values())}
    if draft is None:
        interim = {key for key, p in current.positions.items() if INTERIM.search(p.title)}
        return Staff(_directory(current, remembered), role, interim, known, functions, refused)
    return Staff(draft.directory, role, draft.interim, known, functions, refused)


def _directory(current: Org, remembered: Mapping[str, str]) -> Directory:
    found = Directory.of_org(current)
    for ident, person in remembered_people(remembered).items():
        if person in found.by_person:
            found.by_person.setdefault(ident, found.by_person[person])
    for ident, key in remembered.items():
        found.by_ident.setdefault(ident, key)
    return found


def _teams(draft: Draft | None) -> list[Mapping[str, str]]:
    return list(draft.teams.values()) if draft else []
