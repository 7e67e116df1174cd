"""The whole content as one file, both ways, and titles tried before they are kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.models import User
from roles.publishing import versions
from tests import small_organisation
from tests.factories import MembershipFactory, OrganisationFactory
from tests.roles.editing.typing import add, form_of, opened, url

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FILE = "/admin/role-content/file/"
PMM = "role/product-marketing-manager"


def upload(client: Client, text: bytes, **more: Any) -> Any:
    return client.post(FILE, {"file": SimpleUploadedFile("roles.yaml", text), **more})


def test_what_is_downloaded_is_taken_again_to_the_letter(editing: Client) -> None:
    answer = editing.get(f"{FILE}download/")
    assert "role-content-version-1.yaml" in answer["Content-Disposition"]
    before, after = answer.content.rsplit(b"name: Legal\n", 1)
    changed = before + b"name: Lawyers\n" + after
    looked = upload(editing, changed)
    assert [change.title for change in looked.context["changes"]] == ["Lawyers"]
    assert versions.unpublished() == []
    assert upload(editing, changed, take="1").status_code == 302
    assert versions.unpublished() == ["role/legal"]
    assert editing.get(f"{FILE}download/?draft").content == changed


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"a: ["])
def test_a_file_that_holds_no_content_is_refused_at_its_field(editing: Client, text: bytes) -> None:
    answer = upload(editing, text, take="1")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert versions.unpublished() == []


def test_titles_are_tried_on_the_organisations_that_one_may_know_of(editing: Client, content_admin: User) -> None:
    known = MembershipFactory.create(user=content_admin).organisation
    for organisation in (known, OrganisationFactory.create()):
        small_organisation.employ(organisation, "bo", "Bo", title="Launch Wizard")
    sent = form_of(opened(section="titlepattern"))
    add(sent, "titlepattern", text="launch wizard", confidence="1")
    answer = editing.post(url(PMM, "titlepattern"), sent | {"try": "1"})
    assert answer.context["tried"] == [(known, [("Launch Wizard", 1, "", "Product Marketing Manager")])]
    assert 'value="launch wizard"' in answer.content.decode()
    assert versions.unpublished() == []
