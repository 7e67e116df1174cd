"""Content admins edit a unit of the draft on one page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from roles import seed
from roles.documents import tables
from roles.documents.units import KEYS
from roles.editing.helps import help_of
from roles.editing.parts import PARTS
from roles.models import DraftEdit, Need, ReportingLine, Responsibility, Role, TitlePattern
from roles.publishing import versions
from tests.roles.editing.company import line_in_force
from tests.roles.editing.typing import add, form_of, opened, place, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PM, PMM = "role/product-manager", "role/product-marketing-manager"
UNITS = list(seed.document())


def test_every_field_of_the_content_has_a_place_on_some_page() -> None:
    """A new table or field belongs into roles/editing/parts.py, with a help text in roles/editing/helps.py."""
    named = {"id", "key", "role", "pairing", "claimed_by", "section", "language", "kind"}
    wanted = {(m, f.name) for m in KEYS for f in m._meta.concrete_fields if f.name not in named}
    edited = {(part.model, name) for parts in PARTS.values() for part in parts for name in part.fields}
    assert wanted - edited == {(Need, "order"), (ReportingLine, "order")}  # there is one of each
    assert {(m.__name__, name) for m, name in edited if not help_of(m.__name__.lower(), name)} == set()


def complaints(answer: Any) -> list[tuple[str, str, str]]:
    """(part, field, message) of everything that the page complains of."""
    return [
        (form.part.table, field, message)
        for form in answer.context["editor"].wrong
        for field, messages in form.errors.items()
        for message in messages
    ]


@pytest.mark.parametrize("unit", [PM, "pairing/pm-pmm", "function/product"])
def test_saving_what_the_page_shows_changes_nothing(editing: Client, unit: str) -> None:
    before = tables.draft()
    answer = editing.post(url(unit), form_of(opened(unit)))
    assert answer.status_code == 302, complaints(answer)
    assert tables.draft() == before


def test_a_title_of_no_role_keeps_its_shape(editing: Client) -> None:
    unit = next(name for name in UNITS if name.startswith("title/"))
    assert editing.post(url(unit), form_of(opened(unit))).status_code == 302
    assert tables.draft() == seed.document()


def test_an_edit_is_in_the_draft_and_not_in_force(editing: Client) -> None:
    page = opened()
    row = place(page, "reportingline", "product-marketing-manager/reporting")
    editing.post(url(PMM), {**form_of(page), f"{row}-functions": ["marketing"]})
    assert ReportingLine.objects.get(role_id=PMM[5:]).functions == ["marketing"]
    assert line_in_force(PMM[5:]).functions == ("marketing", "executive")
    assert versions.unpublished() == [PMM]


def test_rows_are_added_moved_and_removed(editing: Client) -> None:
    page = opened()
    sent = form_of(page)
    add(sent, "responsibility", name="Naming", text="Finds the\nname.", roles=[PMM[5:]], source="lineup", order=1)
    sent[f"{place(page, 'responsibility', f'{PMM[5:]}/launch')}-remove"] = "on"
    answer = editing.post(url(PMM), sent)
    assert answer.status_code == 302, complaints(answer)
    rows = Responsibility.objects.filter(role_id=PMM[5:])
    assert [row.key for row in rows][:2] == [f"{PMM[5:]}/messaging", f"{PMM[5:]}/naming"]
    assert rows[1].text == "Finds the name."
    assert not rows.filter(name="Launch").exists()


def test_more_rows_can_be_had_without_scripts_and_nothing_typed_is_lost(editing: Client) -> None:
    sent = form_of(opened()) | {"role-0-name": "Typed", "more": "level"}
    answer = editing.post(url(PMM), sent)
    groups = {group.part.place: group for group in answer.context["editor"].groups}
    assert groups["level"].forms[-1].is_new
    assert 'value="Typed"' in answer.content.decode()
    assert not DraftEdit.objects.filter(author__isnull=False).exists()


WRONG = [
    ("titlepattern", {"text": "product manager", "confidence": 1}, "text", "claimed already, by Product Manager"),
    (
        "responsibility",
        {"name": "Naming", "text": "x", "roles": [PM[5:], PMM[5:]], "order": 9},
        "either",
        "Tick “either”",
    ),
    (
        "responsibility",
        {"name": "Roadmap and strategy", "text": "x", "roles": [PMM[5:]], "order": 9},
        "name",
        "has a resp",
    ),
    ("nextstep", {"level": 4, "to": PMM[5:], "at": 2}, "to", "comes back to where it began"),
    ("nextstep", {"level": 7, "to": PM[5:], "at": 2}, "level", "has no level 7"),
    ("level", {"number": 2, "track": "individual", "name": "Twice"}, "number", "there already"),
    (
        "partner",
        {"text": "x", "name": "market", "functions": ["sales"], "order": 9},
        "name",
        "Another entry has this name",
    ),
]


def test_contradictions_are_said_at_their_fields_and_nothing_is_lost(editing: Client) -> None:
    sent = form_of(opened()) | {"role-0-focus": "inwards"}
    for part, fields, _, _ in WRONG:
        add(sent, part, source="lineup", **fields)
    before = tables.draft()
    answer = editing.post(url(PMM), sent)
    assert answer.status_code == 422
    found = complaints(answer)
    missed = [(part, field, words) for part, _, field, words in WRONG if not _is_said(found, part, field, words)]
    assert missed == [], found
    assert answer.context["editor"].head["focus"].value() == "inwards"
    assert 'class="errorlist"' in answer.content.decode()
    assert tables.draft() == before


def _is_said(found: list[tuple[str, str, str]], part: str, field: str, words: str) -> bool:
    return any((part, field) == (where, name) and words in message for where, name, message in found)


def test_bad_values_are_refused_at_their_field(editing: Client) -> None:
    bad = {
        "need-0-stages": (["prelaunch"], "not one of the available"),
        "role-0-name": ("", "required"),
        "role-0-order": ("-1", "greater than or equal to 0"),
        "need-0-window": ("soon", "whole number"),
        "titlepattern-0-confidence": ("nan", "number"),
        "partner-0-name": ("a b", "letters, numbers"),
    }
    answer = editing.post(url(PMM), form_of(opened()) | {name: value for name, (value, _) in bad.items()})
    assert answer.status_code == 422
    for name, (_, words) in bad.items():
        part, _, field = name.split("-")
        assert _is_said(complaints(answer), part, field, words), complaints(answer)


def test_what_the_rules_need_is_not_taken_away(editing: Client) -> None:
    changed = {"reportingline-0-functions": ["quality"], "need-0-remove": "on", "role-0-code": "PM"}
    found = complaints(editing.post(url(PMM), form_of(opened()) | changed))
    assert _is_said(found, "reportingline", "functions", "nobody could be reported to")
    assert _is_said(found, "role", "covers", "say when a product needs it")
    assert _is_said(found, "role", "code", "has this code already")


def test_what_other_content_rests_on_cannot_be_taken_away(editing: Client) -> None:
    page = opened("role/marketing-leader")
    sent = form_of(page) | {f"level-{n}-remove": "on" for n in range(3)}
    answer = editing.post(url("role/marketing-leader"), sent)
    assert answer.status_code == 422
    assert any("Marketing leader has no level 6" in text for text in answer.context["editor"].elsewhere)


def test_a_role_is_added_with_all_that_belongs_to_it(editing: Client) -> None:
    page = editing.get("/admin/role-content/new/role/")
    sent = form_of(page) | {"role-0-slug": "analyst", "role-0-name": "Product Analyst", "role-0-code": "PA"}
    sent |= {"role-0-function": "data", "role-0-covers": "on", "need-0-text": "Always.", "need-0-stages": ["growth"]}
    add(sent, "point-overview", text="Looks at numbers.", source="lineup", order=1)
    answer = editing.post("/admin/role-content/new/role/", sent)
    assert answer.status_code == 302, complaints(answer)
    assert answer["Location"] == url("role/analyst")
    assert tables.draft()["role/analyst"]["need"] == {"when-needed": {"text": "Always.", "stages": ["growth"]}}


def test_a_role_whose_address_is_taken_is_refused(editing: Client) -> None:
    sent = form_of(editing.get("/admin/role-content/new/role/"))
    sent |= {"role-0-slug": "legal", "role-0-name": "Other", "role-0-function": "legal"}
    answer = editing.post("/admin/role-content/new/role/", sent)
    assert ("role", "slug", "There is a role “legal” already.") in complaints(answer)


def test_a_role_claims_a_title_that_no_role_had(editing: Client) -> None:
    sent = form_of(opened("role/legal"))
    add(sent, "titlepattern", text="Product  Owner", confidence="1")
    assert editing.post(url("role/legal"), sent).status_code == 302
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


class TestTwoAdmins:
    """Both have the page open; the second is shown what the first changed."""

    def both(self, one: Client, other: Client, mine: dict[str, Any], theirs: dict[str, Any]) -> Any:
        sent = form_of(opened())
        assert other.post(url(PMM), form_of(opened()) | theirs).status_code == 302
        return one.post(url(PMM), sent | mine)

    def test_both_values_are_shown_and_mine_is_kept_in_the_form(
        self, editing: Client, another: Callable[[], Client]
    ) -> None:
        answer = self.both(editing, another(), {"role-0-name": "Mine"}, {"role-0-name": "Theirs"})
        assert answer.status_code == 409
        changes = answer.context["notes"].changes
        assert [(one.before, one.theirs, one.mine) for one in changes] == [
            ("Product Marketing Manager", "Theirs", "Mine")
        ]
        assert 'value="Mine"' in answer.content.decode()
        assert Role.objects.get(slug=PMM[5:]).name == "Theirs"

    def test_what_only_they_changed_comes_into_the_form(self, editing: Client, another: Callable[[], Client]) -> None:
        answer = self.both(editing, another(), {"role-0-name": "Mine"}, {"reportingline-0-functions": ["marketing"]})
        assert answer.context["notes"].changes[0].theirs == "Marketing"
        again = editing.post(url(PMM), form_of(answer))
        assert again.status_code == 302
        assert Role.objects.get(slug=PMM[5:]).name == "Mine"
        assert ReportingLine.objects.get(role_id=PMM[5:]).functions == ["marketing"]

    def test_rows_that_they_added_and_removed_are_told(self, editing: Client, another: Callable[[], Client]) -> None:
        added = {"level-total": 6, "level-5-number": 5, "level-5-track": "manager", "level-5-name": "Director"}
        answer = self.both(editing, another(), {"role-0-name": "Mine"}, {**added, "responsibility-2-remove": "on"})
        changes = {(one.before, one.theirs) for one in answer.context["notes"].changes}
        assert {("nothing", "Director"), ("Brings the finished product to the market.", "nothing")} <= changes


def test_a_page_that_says_nonsense_about_what_it_saw_overwrites_nothing(editing: Client) -> None:
    for seen in ("{", '{"role/legal": {}}'):
        answer = editing.post(url("role/legal"), form_of(opened("role/legal")) | {"seen": seen, "role-0-name": "Mine"})
        assert answer.status_code == 409
    assert Role.objects.get(slug="legal").name == "Legal"


def test_mangled_counts_and_names_are_no_error(editing: Client) -> None:
    for mangled in ({"role-total": "0"}, {"level-total": "9" * 30, "level-0-origin": "\0"}):
        answer = editing.post(url("role/legal"), form_of(opened("role/legal")) | mangled)
        assert answer.status_code in (302, 409, 422)
    assert editing.get(url("role/%00")).status_code == 404


def test_who_edited_is_known(editing: Client, content_admin: Any) -> None:
    editing.post(url(PMM), form_of(opened()) | {"role-0-name": "Mine"})
    assert str(content_admin) in editing.get("/admin/role-content/").content.decode()
