"""Edits wait as a draft; what publishing does is worked out before it is done; no version is ever lost."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, User
from roles.backoffice.differences import unit_changes
from roles.documents import tables
from roles.models import ContentVersion, ReportingLine, Responsibility, Role, Source
from roles.publishing import versions
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.roles.editing.company import fill, line_in_force
from tests.typing_in import seen_at

pytestmark = pytest.mark.django_db

PMM = "product-marketing-manager"
UNIT = f"role/{PMM}"
BACKOFFICE = "/admin/role-content/"
TODAY = date.today()


def see_everything(user: User) -> None:
    user.user_permissions.add(Permission.objects.get(codename="see_organisations"))


@pytest.fixture
def acme() -> Organisation:
    """Aisha, the PMM, reports to the chief executive; nobody answers for Checkout's launch, nor for its roadmap."""
    made = OrganisationFactory.create(name="Acme")
    fill(made)
    return made


@pytest.fixture
def edited(acme: Organisation) -> Organisation:
    """In the draft a PMM reports to marketing alone, there is no launch to answer for, and the roadmap has another
    name."""
    ReportingLine.objects.filter(role_id=PMM).update(functions=["marketing"], text="Reports to marketing.")
    Responsibility.objects.filter(key=f"{PMM}/launch").delete()
    Responsibility.objects.filter(key="product-manager/roadmap").update(name="Direction")
    return acme


def look_at(client: Client, *units: str) -> Any:
    return client.get(f"{BACKOFFICE}publish/", {"unit": units or [UNIT]})


def publish(client: Client, *units: str, note: str = "As agreed", seen: str = "") -> Any:
    """`seen` is the token of what was looked at; without it, of what there is now."""
    looked_at = look_at(client, *units).context or {}
    sent = {"unit": units or [UNIT], "note": note, "seen": seen or looked_at.get("seen", "")}
    return client.post(f"{BACKOFFICE}publish/", sent)


def rules_of(found: list[Any]) -> set[str]:
    return {finding.rule for finding in found}


@pytest.mark.once
class TestImpact:
    def test_what_opens_closes_and_changes_words_is_worked_out_by_the_rules(
        self, editing: Client, content_admin: User, edited: Organisation
    ) -> None:
        see_everything(content_admin)
        (impact,) = look_at(editing, UNIT, "role/product-manager").context["impacts"]
        assert impact.organisation == edited
        assert rules_of(impact.opened) == {"line-pmm"}
        assert [finding.about for finding in impact.closed] == [f"{PMM}/launch"]
        (pair,) = impact.reworded
        assert ["Roadmap and strategy" in pair[0].message, "Direction" in pair[1].message] == [True, True]

    def test_it_is_what_comes_true(self, editing: Client, content_admin: User, edited: Organisation) -> None:
        see_everything(content_admin)
        before = set(Snapshot(edited, TODAY).findings)
        (impact,) = look_at(editing, *versions.unpublished()).context["impacts"]
        publish(editing, *versions.unpublished())
        after = set(Snapshot(Organisation.objects.get(), TODAY).findings)
        reworded = impact.reworded
        assert after - before == set(impact.opened) | {new for old, new in reworded if new != old}
        assert before - after == set(impact.closed) | {old for old, new in reworded if new != old}

    def test_only_organisations_that_one_may_know_of_are_named(
        self, editing: Client, content_admin: User, edited: Organisation
    ) -> None:
        other = OrganisationFactory.create(name="Elsewhere")
        assert look_at(editing).context["impacts"] == []
        MembershipFactory.create(user=content_admin, organisation=edited)
        body = look_at(editing).content.decode()
        assert "Acme" in body
        assert "Elsewhere" not in body
        see_everything(content_admin)
        assert other.name in Client_as(content_admin).get(f"{BACKOFFICE}publish/", {"unit": UNIT}).content.decode()


def Client_as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestPublishing:
    def test_nothing_changes_before_and_all_follows_after(self, editing: Client, edited: Organisation) -> None:
        assert line_in_force(PMM).functions == ("marketing", "executive")
        assert publish(editing).status_code == 302
        assert line_in_force(PMM).functions == ("marketing",)
        assert versions.unpublished() == ["role/product-manager"]

    def test_who_changed_what_and_why_is_kept(self, editing: Client, content_admin: User, edited: Organisation) -> None:
        publish(editing, note="Marketing leads PMMs")
        version = ContentVersion.objects.get(number=2)
        assert (version.author, version.note, version.changed) == (content_admin, "Marketing leads PMMs", [UNIT])
        body = editing.get(f"{BACKOFFICE}versions/").content.decode()
        assert str(content_admin) in body
        assert "Marketing leads PMMs" in body

    def test_a_note_is_needed_and_nothing_is_published_without(self, editing: Client, edited: Organisation) -> None:
        answer = publish(editing, note=" ")
        assert answer.status_code == 422
        assert "This field is required" in answer.content.decode()
        assert ContentVersion.objects.count() == 1

    def test_a_version_published_meanwhile_is_looked_at_first(self, editing: Client, edited: Organisation) -> None:
        seen = look_at(editing).context["seen"]
        publish(editing, "role/product-manager")
        answer = publish(editing, seen=seen)
        assert "what is published (now Version 2) meanwhile" in answer.content.decode()
        assert ContentVersion.objects.count() == 2

    def test_what_was_edited_since_it_was_looked_at_is_not_published(
        self, editing: Client, edited: Organisation
    ) -> None:
        seen = look_at(editing).context["seen"]
        ReportingLine.objects.filter(role_id=PMM).update(text="Reports to no one.")
        assert "Someone changed the draft" in publish(editing, seen=seen).content.decode()
        assert ContentVersion.objects.count() == 1

    @pytest.mark.parametrize("page", ["waiting/", "versions/1/restore/"])
    def test_a_draft_edited_since_it_was_looked_at_is_not_thrown_away(
        self, editing: Client, edited: Organisation, page: str
    ) -> None:
        seen = editing.get(f"{BACKOFFICE}{page}").context["seen"]
        ReportingLine.objects.filter(role_id=PMM).update(text="Reports to no one.")
        there = page.replace("waiting/", "waiting/discard/")
        answer = editing.post(f"{BACKOFFICE}{there}", {"unit": [UNIT], "seen": seen}, follow=True)
        assert "Someone changed the draft" in answer.content.decode()
        assert ReportingLine.objects.filter(role_id=PMM, text="Reports to no one.").exists()

    def test_what_contradicts_alone_is_refused_with_the_reason(self, editing: Client, acme: Organisation) -> None:
        Responsibility.objects.filter(key=f"{PMM}/launch").delete()
        Responsibility.objects.filter(key="product-manager/release").update(name="Launch")
        answer = look_at(editing, "role/product-manager")
        assert answer.status_code == 422
        assert "This name is already used by" in answer.content.decode()
        assert publish(editing, "role/product-manager").status_code == 422
        assert publish(editing, "role/product-manager", UNIT).status_code == 302

    def test_an_edit_can_be_discarded(self, editing: Client, edited: Organisation) -> None:
        editing.post(f"{BACKOFFICE}waiting/discard/", {"unit": UNIT, "seen": seen_at(editing, f"{BACKOFFICE}waiting/")})
        assert versions.unpublished() == ["role/product-manager"]
        assert ReportingLine.objects.get(role_id=PMM).functions == ["marketing", "executive"]

    def test_the_waiting_page_shows_both_wordings(self, editing: Client, edited: Organisation) -> None:
        body = " ".join(editing.get(f"{BACKOFFICE}waiting/").content.decode().split())
        assert "Commonly reports to a VP of Marketing or to the Chief Marketing Officer." in body.replace(
            "<del>", ""
        ).replace("</del>", "")
        assert "<ins>Direction</ins>" in body

    def test_readers_to_be_see_the_draft(self, editing: Client, edited: Organisation) -> None:
        body = editing.get(f"{BACKOFFICE}preview/{PMM}/").content.decode()
        assert "Reports to marketing." in body
        assert "not published" in body
        assert editing.get(f"{BACKOFFICE}preview/pm-pmm/").status_code == 200
        assert editing.get(f"{BACKOFFICE}preview/nobody/").status_code == 404


@pytest.mark.once
class TestVersions:
    def test_two_versions_side_by_side(self, editing: Client, edited: Organisation) -> None:
        publish(editing)
        answer = editing.get(f"{BACKOFFICE}versions/compare/", {"left": 1, "right": 2})
        (change,) = answer.context["changes"]
        fields = {field.field for row in change.rows for field in row.fields}
        assert {"In a sentence", "Reports to a leader of"} <= fields
        assert "removed" in answer.content.decode()

    def test_a_text_that_reads_nothing_is_told_from_no_text(self, db: None) -> None:
        slug, documents = Source.objects.values_list("slug", flat=True)[0], []
        for note in ("nothing", ""):
            Source.objects.filter(slug=slug).update(note=note)
            documents.append(tables.draft())
        ((row,),) = (change.rows for change in unit_changes(*documents))
        assert [(field.field, field.before, field.after) for field in row.fields] == [("Note", [(True, "nothing")], [])]

    @pytest.mark.parametrize("asked", [{"left": "9"}, {"right": "x"}, {"left": "1" * 30}])
    def test_a_version_that_is_not_there_is_not_found(self, editing: Client, asked: dict[str, str]) -> None:
        assert editing.get(f"{BACKOFFICE}versions/compare/", asked).status_code == 404

    def test_a_version_is_brought_back_as_a_draft_and_all_versions_stay(
        self, editing: Client, edited: Organisation
    ) -> None:
        first = versions.published()
        publish(editing, *versions.unpublished())
        there = f"{BACKOFFICE}versions/1/restore/"
        editing.post(there, {"unit": [UNIT], "seen": seen_at(editing, there)})
        assert versions.unpublished() == [UNIT]
        assert tables.draft()[UNIT] == first[UNIT]
        publish(editing)
        assert ContentVersion.objects.count() == 3
        assert line_in_force(PMM).functions == ("marketing", "executive")

    def test_what_bringing_back_would_overwrite_is_said(self, editing: Client, edited: Organisation) -> None:
        assert "replaces unpublished edits" in editing.get(f"{BACKOFFICE}versions/1/restore/").content.decode()


PAGES = ["", "new/role/", f"edit/{UNIT}/", f"remove/{UNIT}/", "waiting/", "publish/", "versions/", "versions/compare/"]


@pytest.mark.parametrize("page", PAGES)
def test_staff_without_the_permission_and_admins_of_organisations_are_refused(page: str, acme: Organisation) -> None:
    staff, admin = UserFactory.create(is_staff=True), MembershipFactory.create(organisation=acme, right="admin").user
    for user in (staff, admin):
        for method in ("get", "post"):
            answer = getattr(Client_as(user), method)(BACKOFFICE + page)
            assert answer.status_code in (403, 405)


def test_who_may_only_look_cannot_write(acme: Organisation) -> None:
    reader = UserFactory.create(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_role", "view_contentversion"]))
    client = Client_as(reader)
    assert client.get(f"{BACKOFFICE}edit/{UNIT}/").status_code == 200
    for page in (f"edit/{UNIT}/", "publish/", "waiting/discard/", "versions/1/restore/"):
        assert client.post(BACKOFFICE + page).status_code == 403
    assert Role.objects.get(slug=PMM).name == "Product Marketing Manager"
