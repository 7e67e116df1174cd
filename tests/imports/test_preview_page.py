"""What the preview of an import says, and in which words."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile as Upload
from django.test import Client

from planning.core.changes.change import add
from planning.core.records import Org, Person, Position
from planning.core.sentences import sentence
from planning.imports import drafts
from planning.organisation.models import TitleChoice
from portal.models import Organisation
from tests.imports.helpers import people
from tests.imports.pages import page

PEOPLE = people("1,Odette Lind,CEO,", "2,Bero Vask,PM (Cloud),1", "3,Ida Berg,Data Wizardess,9")
PRODUCTS = "Product,PM\nTarn Maps,Ida Berg\n"


BANDS = "Role,Level,Currency,Base From,Base To,Valid From\nProduct Manager,4,EUR,60000,80000,2026-01-01\n"


def look(client: Client, organisation: Organisation, text: str, show: str = "added") -> str:
    """The list `show` of the preview of two files."""
    files = [Upload("people.csv", text.encode()), Upload("products.csv", PRODUCTS.encode())]
    answer = client.post(page(organisation), {"files": files, "on": "2026-01-01"})
    return client.get(answer["Location"].replace("columns/", ""), {"show": show}).content.decode()


def test_who_would_have_no_manager_is_named_as_people_are(planner: Client, organisation: Organisation) -> None:
    assert "no manager: Data Wizardess (Ida Berg)." in look(planner, organisation, PEOPLE)


def test_a_title_says_in_which_role_a_products_file_names_its_people(
    planner: Client, organisation: Organisation
) -> None:
    assert "named as Product Manager of a product" in look(planner, organisation, PEOPLE, "titles")


def test_a_title_that_is_asked_for_can_be_none_of_the_roles(planner: Client, organisation: Organisation) -> None:
    look(planner, organisation, PEOPLE)
    draft = organisation.import_drafts.get()
    posted = {"title-0": "PM (Cloud)", "was-0": "", "role-0": "none"}
    planner.post(page(organisation, "import-preview", draft.pk), posted)
    choice = TitleChoice.objects.get(organisation=organisation)
    assert (choice.title, choice.role) == ("PM (Cloud)", "")


def test_a_new_job_share_is_told_with_both_names() -> None:
    org = Org.of(date(2026, 1, 1), Person("a", name="Bero Vask"), Person("b", name="Mira Osk"))
    position = Position("p", title="Head of Product", holder="a", sharers=("b",))
    assert sentence(org, add(org.on, position)) == "New position Head of Product (Bero Vask and Mira Osk)"


@pytest.mark.parametrize(("cost", "seen"), [(True, True), (False, False)])
def test_pay_bands_are_listed_for_who_may_see_cost(
    planner: Client, organisation: Organisation, cost: bool, seen: bool
) -> None:
    organisation.memberships.update(sees_cost=cost)
    files = [Upload("people.csv", PEOPLE.encode()), Upload("bands.csv", BANDS.encode())]
    planner.post(page(organisation), {"files": files, "on": "2026-01-01"})
    address = page(organisation, "import-preview", organisation.import_drafts.get().pk)
    shown = planner.get(address, {"show": "bands"}).content.decode()
    assert ("Product Manager, level 4: EUR 60,000 to 80,000 from 1 Jan 2026" in shown) == seen
    assert ("show=bands" in shown) == seen


def test_who_had_no_manager_before_is_not_told_again(planner: Client, organisation: Organisation) -> None:
    look(planner, organisation, PEOPLE)
    draft = organisation.import_drafts.get()
    drafts.apply(draft, drafts.preview(draft, cost=False), today=draft.on, author=draft.author)
    assert "beside the chart" not in look(planner, organisation, PEOPLE)


def test_an_import_that_changes_nothing_shows_no_list_of_titles(planner: Client, organisation: Organisation) -> None:
    look(planner, organisation, PEOPLE)
    draft = organisation.import_drafts.get()
    drafts.apply(draft, drafts.preview(draft, cost=False), today=draft.on, author=draft.author)
    assert "Save roles" not in look(planner, organisation, PEOPLE, "")
