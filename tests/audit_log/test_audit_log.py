"""The audit log as the admins of an organisation read it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from planning.audit_log.people import People
from planning.audit_log.sentences import FILES, sentence
from portal import audit
from portal.audit import Kind
from portal.models import AuditEntry, Organisation, Right, User
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[Right], Client]


@pytest.fixture
def ada(organisation: Organisation) -> User:
    return MembershipFactory.create(organisation=organisation, user=UserFactory.create(name="Ada Admin")).user


@pytest.fixture
def page(organisation: Organisation, client_as: SignIn) -> Callable[..., str]:
    client = client_as(Right.ADMIN)

    def get(**asked: str | int) -> str:
        answer = client.get(f"/o/{organisation.slug}/audit-log/", asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def test_it_says_what_happened_in_words(organisation: Organisation, ada: User, page: Callable[..., str]) -> None:
    audit.record(Kind.EXPORTED, organisation=organisation, actor=ada, page="people-export", format="xlsx", bytes=2048)
    audit.record(Kind.RIGHT_CHANGED, organisation=organisation, actor=ada, about=ada, before="admin", after="viewer")
    invited = InvitationFactory.create(organisation=organisation, email="bo@example.com")
    audit.record(Kind.INVITED, organisation=organisation, actor=ada, invitation=invited.pk, right="planner")
    shown = page()
    assert "Ada Admin exported the organisation as Excel (2.0\xa0KB)" in shown
    assert "Ada Admin changed the access of Ada Admin from admin to viewer" in shown
    assert "Ada Admin invited bo@example.com as planner" in shown


def test_refusals_name_the_page_and_count(organisation: Organisation, ada: User) -> None:
    told = {"status": 403, "method": "POST", "route": "o/<organisation>/hiring/cost/", "times": 3}
    entry = AuditEntry(kind=Kind.REFUSED, organisation=organisation, actor=ada, details=told)
    assert sentence(entry, People(organisation)) == "Ada Admin was not allowed to change hiring › cost, 3 times"


def test_a_members_sign_ins_are_seen_by_each_of_their_organisations_and_others_are_not(
    organisation: Organisation, ada: User, page: Callable[..., str]
) -> None:
    stranger = UserFactory.create(name="Stranger")
    for user in (ada, stranger):
        audit.record(Kind.SIGNED_IN, actor=user, about=user, by="password")
    audit.record(Kind.EXPORTED, organisation=OrganisationFactory.create(), actor=ada, format="pdf")
    shown = page()
    assert "Ada Admin signed in with a password" in shown
    assert "Stranger" not in shown
    assert "PDF" not in shown


def test_whoever_never_belonged_is_not_named_and_a_former_member_is(
    organisation: Organisation, ada: User, page: Callable[..., str]
) -> None:
    outsider, former = UserFactory.create(name="Olga Outsider"), UserFactory.create(name="Finn Former")
    audit.record(Kind.REFUSED, organisation=organisation, actor=outsider, status=404)
    audit.record(Kind.REMOVED, organisation=organisation, actor=ada, about=former, right="viewer")
    shown = page()
    assert "Someone who is not a member tried to open this organisation" in shown
    assert "Olga" not in shown
    assert "Ada Admin removed Finn Former" in shown


def test_it_is_filtered_by_kind_person_and_day(organisation: Organisation, ada: User, page: Callable[..., str]) -> None:
    audit.record(Kind.SIGNED_OUT, actor=ada, about=ada)
    audit.record(Kind.FOUNDED, organisation=organisation, actor=ada, about=ada)
    assert "created the organisation" not in page(kind="signed-out")
    assert "signed out" in page(kind="signed-out", person=ada.pk)
    assert "signed out" not in page(person=ada.pk + 10_000)
    assert "created the organisation" not in page(until="2001-01-01")


def test_the_file_holds_what_the_filters_left_and_its_making_is_told_next(
    organisation: Organisation, ada: User, page: Callable[..., str]
) -> None:
    audit.record(Kind.SIGNED_OUT, actor=ada, about=ada)
    audit.record(Kind.FOUNDED, organisation=organisation, actor=ada, about=ada)
    text = page(kind="founded", format="csv")
    assert "Ada Admin created the organisation" in text
    assert "signed out" not in text
    assert "exported the audit log as CSV" in page()


def test_a_kind_without_a_sentence_reads_by_its_name(organisation: Organisation, ada: User) -> None:
    entry = AuditEntry(kind="moon-landed", organisation=organisation, actor=ada)
    assert sentence(entry, People(organisation)) == "Ada Admin: moon-landed"


def test_every_kind_has_a_sentence_for_accounts_that_are_gone(organisation: Organisation) -> None:
    people = People(organisation)
    for kind in Kind:
        said = sentence(AuditEntry(kind=kind, request="abc", details={}), people)
        assert said[:1].isupper(), kind
        assert "None" not in said, kind


def test_files_are_named_by_addresses_that_there_are() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {*FILES} - names == set()


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"why": "by its user", "ended": 3}, "ada lovelace ended 3 sessions elsewhere"),
        ({"why": "password", "ended": 1}, "1 session of ada lovelace ended: the password was changed"),
        ({"why": "single sign-on", "ended": 2}, "2 sessions of ada lovelace ended: single sign-on was removed"),
        ({}, "Sessions of ada lovelace ended"),
    ],
)
def test_sessions_that_ended_say_by_whom_or_why_and_names_stay_as_they_are_written(
    organisation: Organisation, details: dict[str, object], said: str
) -> None:
    user = MembershipFactory.create(organisation=organisation, user=UserFactory.create(name="ada lovelace")).user
    entry = AuditEntry(kind=Kind.SESSIONS_ENDED, about=user, details=details)
    assert sentence(entry, People(organisation)) == said


@pytest.mark.parametrize(("form", "verb"), [("page", "viewed"), ("json", "exported")])
def test_what_was_only_looked_at_was_not_exported(organisation: Organisation, ada: User, form: str, verb: str) -> None:
    entry = AuditEntry(kind=Kind.TOLD_ALL, organisation=organisation, actor=ada, details={"format": form})
    assert sentence(entry, People(organisation)) == f"Ada Admin {verb} everything kept about a person"
