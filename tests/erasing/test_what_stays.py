"""What an erasure must leave as it was."""

from __future__ import annotations

import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from planning.core.reporting_lines.lines import Line
from planning.erasing import people, remembered
from planning.erasing.people import NobodyOfThatKey, Terms
from planning.findings import waivers
from planning.models import LineReview, LineSignOff, Person, PositionId, Waiver
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from planning.privacy.known import everything
from planning.reporting_lines.reviews import answering, signing, starting
from planning.reporting_lines.reviews.items import Items
from portal.archive import keeping
from portal.cache import Place
from portal.guard import Access
from portal.models import ArchivedPerson, Invitation, Mail, Organisation, Right, User
from portal.sign_in.store import SessionStore
from tests.erasing.everywhere import found
from tests.factories import AssignmentFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.small_organisation import PM, employ

NAME, KEY = "Vera Lindqvistx", "h-vera"

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def filled(filled: Organisation) -> Organisation:
    """With Vera, whom two others report to."""
    employ(filled, "vera", NAME, title="Head of Product", role=PM, manager="ceo")
    AssignmentFactory.create(organisation=filled, product="checkout", position="vera", role=PM)
    for key in ("luis", "aisha"):
        employ(filled, f"{key}-2", f"{key} twox", title="Product Manager", role=PM, manager="vera")
    return filled


@pytest.fixture
def admin(filled: Organisation) -> User:
    return MembershipFactory.create(organisation=filled, right=Right.ADMIN).user


def erase(organisation: Organisation) -> None:
    people.erase(organisation, KEY, Terms(), by=None, now=timezone.now())


def answered(organisation: Organisation, by: User) -> tuple[LineReview, Items]:
    today = timezone.localdate()
    review = starting.start(
        organisation, name="Autumn", reviewers=[by], by=by, scope="all", of="", due=today, today=today
    )
    items = Items(review, today)
    for item in items:
        answering.answer(review, item.line, answering.NewAnswer("right", by, 0, item.line.facts, text=_said(item.line)))
    return review, Items(review, today)


def _said(line: Line) -> str:
    return f"{NAME} knows about {line.key}"


def test_a_signed_record_is_one_thing_to_be_told_of_however_many_of_its_lines_name_them(
    filled: Organisation, admin: User
) -> None:
    signing.sign(answered(filled, admin)[0], by=admin, now=timezone.now())
    access = Access(filled, filled.memberships.get(user=admin), date.today(), date.today())
    known = everything(access, KEY, timezone.now())
    assert known is not None
    assert len([one for one in known["texts"] if one["where"].startswith("Signed records")]) == 1


def test_a_signed_record_keeps_its_seal_and_says_where_it_was_erased(filled: Organisation, admin: User) -> None:
    review, _ = answered(filled, admin)
    signed = signing.sign(review, by=admin, now=timezone.now())
    assert NAME in signed.record
    before = signed.digest
    erase(filled)
    signed = LineSignOff.objects.get(pk=signed.pk)
    assert (signed.digest, signed.is_whole, found([NAME])) == (before, True, [])
    assert signed.erased > 3
    lines = {line["key"]: line for line in signed.data["lines"]}
    assert lines["luis-2"]["manager"] == "Head of Product (Erased person 1)"
    assert lines["luis-2"]["holder"] == "luis twox"
    altered = signed.record.replace("luis twox", "luis threex")
    QuerySet(LineSignOff).filter(pk=signed.pk).update(record=altered)
    assert not LineSignOff.objects.get(pk=signed.pk).is_whole


@pytest.mark.parametrize("altered", [False, True])
def test_a_record_sealed_by_its_text_stays_valid_if_it_was(filled: Organisation, admin: User, altered: bool) -> None:
    review, _ = answered(filled, admin)
    signed = signing.sign(review, by=admin, now=timezone.now())
    text = json.dumps(signed.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = sha256(text.encode()).hexdigest()
    text = text.replace("luis twox", "nobody") if altered else text
    QuerySet(LineSignOff).filter(pk=signed.pk).update(record=text, digest=digest, seal=None)
    assert LineSignOff.objects.get().is_whole != altered
    erase(filled)
    signed = LineSignOff.objects.get()
    assert (signed.digest, signed.is_whole, found([NAME])) == (digest, not altered, [])


def test_what_was_accepted_and_answered_stays_so(filled: Organisation, admin: User) -> None:
    today = timezone.localdate()
    review, items = answered(filled, admin)
    findings = [one for one in Snapshot(filled, today).findings if NAME in one.message]
    waivers.accept_all(filled, findings, f"{NAME} knows", admin, today + timedelta(days=9), admin)
    done = items.done
    erase(filled)
    filled.refresh_from_db()
    standing = waivers.standing(filled)
    now = [one for one in Snapshot(filled, today).findings if one.identity in standing]
    assert findings
    assert [waivers.lapse(standing[one.identity], one, today) for one in now] == [""] * len(findings)
    assert Items(LineReview.objects.get(pk=review.pk), today).done == done
    assert Waiver.objects.filter(reason__contains="Erased person 1").exists()


def waits(to: str, body: str) -> None:
    Mail.objects.create(to=to, content={"subject": "News", "body": body, "to": [to]}, due=timezone.now())


def test_mail_messages_invitations_and_remembered_ids_forget_somebody(filled: Organisation, admin: User) -> None:
    Person.objects.filter(organisation=filled, key=KEY).update(email="vera@lindqvistx.example")
    for to in ("vera@lindqvistx.example", "ann@example.com"):
        waits(to, f"{NAME} is away: /o/{filled.slug}/")
    waits("bo@example.com", f"{NAME}: /o/another/")
    Mail.objects.create(organisation=filled, to="Vera@lindqvistx.example", content={})  # given up
    client = Client()
    client.force_login(admin)
    session: Any = SessionStore(client.session.session_key)
    session["said"] = f"Moved {NAME}"
    session.save()
    InvitationFactory.create(organisation=filled, email="vera@lindqvistx.example")
    PositionId.objects.create(organisation=filled, ident=KEY, position="vera")
    erase(filled)
    texts = [(row.to, NAME in row.content["body"]) for row in Mail.objects.order_by("pk")]
    assert texts == [("ann@example.com", False), ("bo@example.com", True)]
    assert SessionStore(client.session.session_key)["said"] == "Moved Erased person 1"
    assert not Invitation.objects.exists()
    assert not PositionId.objects.exists()


def test_somebody_else_of_the_same_name_keeps_it_and_nobody_is_erased_twice(filled: Organisation) -> None:
    employ(filled, "other", NAME, title="Designer", manager="ceo")
    erase(filled)
    names = Person.objects.filter(organisation=filled, key__in=("h-other", "erased-1")).values_list("name", flat=True)
    assert set(names) == {NAME, "Erased person 1"}
    with pytest.raises(NobodyOfThatKey):
        people.erase(filled, "erased-1", Terms(), by=None, now=timezone.now())


def test_an_id_is_told_again_by_this_organisation_alone(filled: Organisation) -> None:
    erase(filled)
    other = MembershipFactory.create().organisation
    assert remembered.erased_before(filled, [KEY.upper(), "h-luis"]) == {KEY.upper(): timezone.localdate()}
    assert remembered.erased_before(other, [KEY]) == {}
    assert isinstance(remembered.erased_before(filled, [KEY])[KEY], date)


def test_an_archive_that_waits_goes_and_who_stands_for_somebody_loses_the_name(
    filled: Organisation, admin: User
) -> None:
    keeping.keep([NAME.encode()], name="a.zip", user=admin, organisation=filled)
    stands_for = UserFactory.create(name=NAME, is_active=False)
    ArchivedPerson.objects.create(organisation=filled, user=stands_for, email="v@example.com", name=NAME)
    erase(filled)
    assert keeping.kept(admin, filled) is None
    assert (found([NAME]), User.objects.filter(name=NAME).exists()) == ([], False)


def test_a_process_that_remembers_the_organisation_sees_the_erased_one(
    filled: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    assert KEY in store.org_at(filled, today).people
    with monkeypatch.context() as another:
        another.setattr(store, "forget", lambda: None)  # which only the process that erases does
        erase(filled)
        remembered = store.org_at(filled, today)
        earlier = Place(filled.pk, "base", None, (filled.version, 0))
        assert store._bases.before(earlier) is None  # not even as the version before
    store.forget()
    assert remembered.tables == store.org_at(filled, today).tables
    assert NAME not in str(remembered.tables)
