"""Two admins with the same role open never overwrite each other silently."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from roles.models import ReportingLine, Role
from tests.roles.editing.typing import add, form_of, opened, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PM, PMM = "role/product-manager", "role/product-marketing-manager"


class TestTwoAdmins:
    """Both have the role open; of one section the second is shown what the first changed."""

    def both(self, one: Client, other: Client, mine: dict[str, Any], theirs: dict[str, Any], section: str) -> Any:
        sent = form_of(opened(section=section))
        assert other.post(url(PMM, section), form_of(opened(section=section)) | theirs).status_code == 302
        return one.post(url(PMM, section), sent | mine)

    def test_in_different_sections_neither_is_hindered(self, editing: Client, another: Callable[[], Client]) -> None:
        sent = form_of(opened())
        theirs = form_of(opened(section="reportingline")) | {"reportingline-0-functions": ["marketing"]}
        assert another().post(url(PMM, "reportingline"), theirs).status_code == 302
        assert editing.post(url(PMM, "role"), sent | {"role-0-name": "Mine"}).status_code == 302
        assert Role.objects.get(slug=PMM[5:]).name == "Mine"
        assert ReportingLine.objects.get(role_id=PMM[5:]).functions == ["marketing"]

    def test_both_values_are_shown_and_mine_is_kept_in_the_form(
        self, editing: Client, another: Callable[[], Client]
    ) -> None:
        answer = self.both(editing, another(), {"role-0-name": "Mine"}, {"role-0-name": "Theirs"}, "role")
        assert answer.status_code == 409
        changes = answer.context["notes"].changes
        assert [(one.before, one.theirs, one.mine) for one in changes] == [
            ("Product Marketing Manager", "Theirs", "Mine")
        ]
        assert 'value="Mine"' in answer.content.decode()
        assert Role.objects.get(slug=PMM[5:]).name == "Theirs"

    def test_who_changed_the_section_is_named_and_nobody_who_changed_another(
        self, editing: Client, another: Callable[[], Client], content_admin: Any
    ) -> None:
        sent = form_of(opened())
        other = another()
        other.post(url(PMM, "role"), form_of(opened()) | {"role-0-name": "Theirs"})
        later = form_of(opened(section="need")) | {"need-0-audience": "any"}
        assert editing.post(url(PMM, "need"), later).status_code == 302
        notes = editing.post(url(PMM, "role"), sent | {"role-0-name": "Mine"}).context["notes"]
        assert notes.who not in ("Someone else", str(content_admin))

    def test_what_only_they_changed_comes_into_the_form(self, editing: Client, another: Callable[[], Client]) -> None:
        mine, theirs = {"reportingline-0-short": "on"}, {"reportingline-0-functions": ["marketing"]}
        answer = self.both(editing, another(), mine, theirs, "reportingline")
        assert answer.context["notes"].changes[0].theirs == "Marketing"
        again = editing.post(url(PMM, "reportingline"), form_of(answer))
        assert again.status_code == 302
        line = ReportingLine.objects.get(role_id=PMM[5:])
        assert (line.short, line.functions) == (True, ["marketing"])

    def test_rows_that_they_added_and_removed_are_told(self, editing: Client, another: Callable[[], Client]) -> None:
        sent = form_of(opened(section="responsibility"))
        add(sent, "responsibility", name="Naming", text="Names.", roles=[PMM[5:]], source="lineup", order=99)
        theirs = {name: value for name, value in sent.items() if name != "seen"} | {"responsibility-2-remove": "on"}
        answer = self.both(editing, another(), {"responsibility-0-name": "Mine"}, theirs, "responsibility")
        changes = {(one.before, one.theirs) for one in answer.context["notes"].changes}
        assert {("nothing", "Names."), ("Takes the product to market once it is ready.", "nothing")} <= changes


def test_a_page_that_says_nonsense_about_what_it_saw_overwrites_nothing(editing: Client) -> None:
    for seen in ("{", "[]", '[["role", "legal", {"slug": 1}]]', '[["role", "legal", "x"]]', '{"a": 1}'):
        sent = form_of(opened("role/legal")) | {"seen": seen, "role-0-name": "Mine"}
        assert editing.post(url("role/legal", "role"), sent).status_code == 409
    assert Role.objects.get(slug="legal").name == "Legal"
