"""What several columns say together: a manager's two names, and names that stand on their level."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.imports.columns.made_up import Person, people, text
from tests.imports.formats.shapes import lines

pytestmark = pytest.mark.pure


def tree(staff: list[Person]) -> dict[str, str]:
    return {p.name: "" if p.manager is None else staff[p.manager].name for p in staff}


@settings(max_examples=20, deadline=None)
@given(people())
def test_a_manager_named_in_two_columns_is_found(staff: list[Person]) -> None:
    bosses = [None if p.manager is None else staff[p.manager] for p in staff]
    rows = [
        [p.first, p.last, p.title, *((b.first, b.last) if b else ("", ""))] for p, b in zip(staff, bosses, strict=True)
    ]
    headers = ["First Name", "Last Name", "Job Title", "Manager First Name", "Manager Last Name"]
    assert lines(text(headers, rows)) == tree(staff)


@settings(max_examples=20, deadline=None)
@given(people(least=12))
def test_people_on_levels_have_the_names_of_their_last_level(staff: list[Person]) -> None:
    def chain(person: Person) -> list[str]:
        return [*([] if person.manager is None else chain(staff[person.manager])), person.name]

    depth = max(p.depth for p in staff) + 1
    rows = [[*(chain(p) + [""] * depth)[:depth], p.title] for p in staff]
    assert lines(text([*(f"Level {n}" for n in range(1, depth + 1)), "Title"], rows)) == tree(staff)


@settings(max_examples=20, deadline=None)
@given(people())
def test_a_manager_in_the_form_of_a_directory_is_found_by_name(staff: list[Person]) -> None:
    bosses = ["" if p.manager is None else f"CN={staff[p.manager].name},OU=Tarn,DC=example" for p in staff]
    rows = [[p.name, p.title, boss] for p, boss in zip(staff, bosses, strict=True)]
    assert lines(text(["DisplayName", "Title", "Manager"], rows)) == tree(staff)
