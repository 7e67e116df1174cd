"""Content admins edit a unit of the draft section by section."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roles import seed
from roles.content_values import site
from roles.documents import tables
from roles.documents.units import KEYS
from roles.editing.helps import help_of
from roles.editing.parts import PARTS
from roles.editing.sections import headings
from roles.models import DraftEdit, Need, ReportingLine, Responsibility, Role, TitlePattern
from roles.publishing import versions
from tests.roles import seeded
from tests.roles.editing.company import line_in_force
from tests.roles.editing.typing import add, complaints, form_of, opened, place, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PM, PMM = "role/product-manager", "role/product-marketing-manager"
UNITS = list(seeded.document())


def test_every_field_of_the_content_has_a_place_on_some_page() -> None:
    """A new table or field belongs into roles/editing/parts.py, with a help text in roles/editing/helps.py."""
    named = {"id", "key", "role", "pairing", "claimed_by", "section", "language", "kind"}
    wanted = {(m, f.name) for m in KEYS for f in m._meta.concrete_fields if f.name not in named}
    edited = {(part.model, name) for parts in PARTS.values() for part in parts for name in part.fields}
    assert wanted - edited == {(Need, "order"), (ReportingLine, "order")}  # there is one of each
    assert {(m.__name__, name) for m, name in edited if not help_of(m.__name__.lower(), name)} == set()


@pytest.mark.parametrize(
    ("unit", "section"),
    [(PM, "role"), (PM, "responsibility"), (PM, "level"), ("pairing/pm-pmm", "pairpoint-overlap")],
)
def test_saving_what_the_page_shows_changes_nothing(editing: Client, unit: str, section: str) -> None:
    before = tables.draft()
    answer = editing.post(url(unit, section), form_of(opened(unit, section)))
    assert answer.status_code == 302, complaints(answer)
    assert tables.draft() == before


def test_every_section_stands_under_one_heading() -> None:
    for kind, parts in PARTS.items():
        assert sorted(place for _, places in headings(kind) for place in places) == sorted(part.place for part in parts)


def test_the_sections_of_a_role_say_what_they_hold_and_what_is_unpublished(editing: Client) -> None:
    sent = form_of(opened(section="reportingline"))
    editing.post(url(PMM, "reportingline"), sent | {"reportingline-0-functions": ["marketing"]})
    page = editing.get(url(PMM))
    found = {one.part.place: one for _, group in page.context["groups"] for one in group}
    assert found["reportingline"].excerpt.startswith("Commonly reports to a VP of Marketing")
    assert {place for place, one in found.items() if one.mark} == {"reportingline"}
    assert found["responsibility"].entries == Responsibility.objects.filter(role_id=PMM[5:]).count()


def test_a_question_leads_to_the_section_that_answers_it(editing: Client) -> None:
    hits = editing.get("/admin/role-content/", {"q": "Who does a PMM report to?"}).context["hits"]
    assert hits[0][1].address == url(PMM, "reportingline")
    assert "responsibility" in {hit.part.place for hit in editing.get(url(PMM), {"q": "launch"}).context["hits"]}


def test_queries_of_a_section_do_not_grow_with_the_content(
    editing: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for more in range(2):
        for page in (url(PMM), url(PMM, "responsibility")):
            with django_assert_num_queries(len(KEYS) + 5):
                editing.get(page)
        Responsibility.objects.create(
            key=f"{PMM[5:]}/more-{more}", role_id=PMM[5:], name=f"More {more}", source_id="lineup", roles=[PMM[5:]]
        )


def test_a_title_of_no_role_keeps_its_shape(editing: Client) -> None:
    unit = next(name for name in UNITS if name.startswith("title/"))
    assert editing.post(url(unit), form_of(opened(unit))).status_code == 302
    assert tables.draft() == seed.document()


def test_an_edit_is_in_the_draft_and_not_in_force(editing: Client) -> None:
    sent = form_of(opened(section="reportingline"))
    editing.post(url(PMM, "reportingline"), sent | {"reportingline-0-functions": ["marketing"]})
    assert ReportingLine.objects.get(role_id=PMM[5:]).functions == ["marketing"]
    assert line_in_force(PMM[5:]).functions == ("marketing", "executive")
    assert versions.unpublished() == [PMM]


def test_rows_are_added_moved_and_removed(editing: Client) -> None:
    page = opened(section="responsibility")
    sent = form_of(page)
    add(sent, "responsibility", name="Naming", text="Finds the\nname.", roles=[PMM[5:]], source="lineup", order=1)
    sent[f"{place(page, f'{PMM[5:]}/launch')}-remove"] = "on"
    answer = editing.post(url(PMM, "responsibility"), sent)
    assert answer.status_code == 302, complaints(answer)
    rows = Responsibility.objects.filter(role_id=PMM[5:])
    assert [row.key for row in rows][:2] == [f"{PMM[5:]}/messaging", f"{PMM[5:]}/naming"]
    assert rows[1].text == "Finds the name."
    assert not rows.filter(name="Launch").exists()


def test_more_rows_can_be_had_without_scripts_and_nothing_typed_is_lost(editing: Client) -> None:
    sent = form_of(opened(section="level")) | {"level-0-name": "Typed", "more": "1"}
    answer = editing.post(url(PMM, "level"), sent)
    assert answer.context["editor"].forms[-1].is_new
    assert 'value="Typed"' in answer.content.decode()
    assert not DraftEdit.objects.filter(author__isnull=False).exists()


def test_a_row_can_be_moved_without_scripts_and_is_saved_where_it_was_put(editing: Client) -> None:
    sent = form_of(opened(section="responsibility"))
    moved = editing.post(url(PMM, "responsibility"), sent | {"move": "responsibility-0:down"})
    assert [form["name"].value() for form in moved.context["editor"].forms][:2] == [
        "Go-to-market strategy",
        "Messaging and positioning",
    ]
    assert editing.post(url(PMM, "responsibility"), form_of(moved)).status_code == 302
    assert Responsibility.objects.filter(role_id=PMM[5:])[1].name == "Messaging and positioning"
    assert versions.unpublished() == [PMM]
    versions.publish([PMM], note="Another order")
    assert site().guide.responsibilities(PMM[5:])[0].name == "Go-to-market strategy"


@pytest.mark.parametrize("move", ["responsibility-0:up", "responsibility-99:down", "nonsense", ""])
def test_a_move_to_nowhere_moves_nothing(editing: Client, move: str) -> None:
    sent = form_of(opened(section="responsibility"))
    answer = editing.post(url(PMM, "responsibility"), sent | {"move": move})
    assert answer.context["editor"].forms[0]["name"].value() == "Messaging and positioning"


def test_a_role_is_added_with_all_that_belongs_to_it(editing: Client) -> None:
    page = editing.get("/admin/role-content/new/role/")
    sent = form_of(page) | {"role-0-slug": "analyst", "role-0-name": "Product Analyst", "role-0-code": "PA"}
    answer = editing.post("/admin/role-content/new/role/", sent | {"role-0-function": "data"})
    assert answer.status_code == 302, complaints(answer)
    assert answer["Location"] == url("role/analyst")

    def fill(section: str, **typed: Any) -> None:
        sent = form_of(opened("role/analyst", section))
        if section == "point-overview":
            add(sent, section, source="lineup", order=1, **typed)
        answer = editing.post(
            url("role/analyst", section), sent | {f"{section}-0-{name}": value for name, value in typed.items()}
        )
        assert answer.status_code == 302, complaints(answer)

    fill("need", text="Always.", stages=["growth"])
    fill("point-overview", text="Looks at numbers.")
    fill("role", covers="on")
    assert tables.draft()["role/analyst"]["need"] == {"when-needed": {"text": "Always.", "stages": ["growth"]}}
    assert Role.objects.get(slug="analyst").covers


def test_a_role_whose_address_is_taken_is_refused(editing: Client) -> None:
    sent = form_of(editing.get("/admin/role-content/new/role/"))
    sent |= {"role-0-slug": "legal", "role-0-name": "Other", "role-0-function": "legal"}
    answer = editing.post("/admin/role-content/new/role/", sent)
    assert ("role", "slug", "A role “legal” already exists.") in complaints(answer)


def test_a_role_claims_a_title_that_no_role_had(editing: Client) -> None:
    sent = form_of(opened("role/legal", "titlepattern"))
    add(sent, "titlepattern", text="Product  Owner", confidence="1")
    assert editing.post(url("role/legal", "titlepattern"), sent).status_code == 302
    assert TitlePattern.objects.get(text="product owner").role == "legal"
    assert "title/product owner" not in tables.draft()


def test_a_unit_that_others_name_is_not_removed(editing: Client) -> None:
    answer = editing.post(f"/admin/role-content/remove/{PM}/")
    assert answer.status_code == 422
    assert Role.objects.filter(slug=PM[5:]).exists()


def test_a_unit_that_nobody_names_is_removed_from_the_draft(editing: Client) -> None:
    unit = next(name for name in UNITS if name.startswith("title/"))
    there = f"/admin/role-content/remove/{unit}/"
    seen = editing.get(there).context["seen"]
    assert editing.post(there, {"seen": "of another day"}, follow=True).context["unit"] == unit
    assert editing.post(there, {"seen": seen}).status_code == 302
    assert unit not in tables.draft()
    assert unit in versions.published()


def test_mangled_counts_and_names_are_no_error(editing: Client) -> None:
    for section, mangled in (
        ("role", {"role-total": "0"}),
        ("level", {"level-total": "9" * 30, "level-0-origin": "\0"}),
    ):
        answer = editing.post(url("role/legal", section), form_of(opened("role/legal", section)) | mangled)
        assert answer.status_code in (302, 409, 422)
    assert editing.get(url("role/%00")).status_code == 404
    assert editing.get(url("role/legal", "nothing")).status_code == 404
    assert editing.post(url("role/legal")).status_code == 405


def test_who_edited_is_known(editing: Client, content_admin: Any) -> None:
    editing.post(url(PMM, "role"), form_of(opened()) | {"role-0-name": "Mine"})
    assert str(content_admin) in editing.get("/admin/role-content/").content.decode()
