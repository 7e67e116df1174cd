"""A review from its start to its sign-off."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planning.core.changes.change import Change
from planning.findings import waivers
from planning.models import LineAnswer, LineReview, LineSignOff, Notice, Position, Sealed
from planning.organisation import store
from planning.plans import editing
from planning.reporting_lines.reviews import answering, signing, starting
from planning.reporting_lines.reviews.answering import LineOvertaken, NewAnswer
from planning.reporting_lines.reviews.items import Items
from portal.models import Organisation, Right, User
from tests import small_organisation
from tests.factories import MembershipFactory
from tests.small_organisation import SignIn
from tests.typing_in import seen_at

TODAY = date.today()
Start = Callable[..., LineReview]


@pytest.fixture
def ann(filled: Organisation) -> User:
    """A planner; Luis reports to engineering, so that his line is flagged."""
    small_organisation.employ(filled, "vpe", "Vera", title="VP Engineering", role="", manager="ceo")
    Position.objects.filter(organisation=filled, key="luis").update(manager="vpe")
    return MembershipFactory.create(organisation=filled, right=Right.PLANNER).user


@pytest.fixture
def start(filled: Organisation, ann: User) -> Start:
    def begin(**terms: Any) -> LineReview:
        due = TODAY + timedelta(days=7)
        return starting.start(filled, name="Autumn", due=due, reviewers=[ann], by=ann, today=TODAY, **terms)

    return begin


@pytest.fixture
def client(ann: User) -> Client:
    made = Client()
    made.force_login(ann)
    return made


def given(review: LineReview, key: str, by: User, kind: str = "right", **fields: Any) -> NewAnswer:
    item = Items(review, TODAY).by_key[key]
    seen = item.answer.version if item.answer else 0
    return NewAnswer(kind, by, seen, item.line.facts, **fields)


def answer(review: LineReview, key: str, by: User, kind: str = "right", **fields: Any) -> LineAnswer:
    return answering.answer(review, Items(review, TODAY).by_key[key].line, given(review, key, by, kind, **fields))


def fix(review: LineReview, by: User) -> None:
    change = Change(TODAY, "position", "luis", {"manager": "vpe"}, {"manager": "ceo"})
    assert review.plan
    editing.edit(review.plan, [change], title="Move Luis", author=by)
    review.plan.refresh_from_db()


def standings(review: LineReview) -> dict[str, str]:
    return {item.key: item.standing for item in Items(review, TODAY)}


def finish(review: LineReview, by: User) -> LineSignOff:
    for item in Items(review, TODAY):
        if not item.is_done:
            answer(review, item.key, by)
    return signing.sign(review, by=by, now=timezone.now(), note="Done")


@pytest.mark.parametrize(
    ("terms", "keys"),
    [
        ({}, ["ceo", "luis", "aisha", "vpe"]),
        ({"scope": "branch", "of": "vpe"}, ["vpe", "luis"]),
        ({"scope": "function", "of": "marketing"}, ["aisha"]),
        ({"flagged_only": True}, ["luis"]),
        ({"scope": "branch", "of": "ghost"}, []),
    ],
)
def test_a_review_goes_through_its_scope(start: Start, terms: dict[str, Any], keys: list[str]) -> None:
    assert sorted(standings(start(**terms))) == sorted(keys)


def test_each_kind_of_answer_counts(start: Start, ann: User, filled: Organisation) -> None:
    review = start()
    other = MembershipFactory.create(organisation=filled).user
    answer(review, "ceo", ann)
    answer(review, "aisha", ann, "ask", owner=other, text="Is this so?")
    fix(review, ann)
    assert standings(review) == {"ceo": "right", "aisha": "ask", "luis": "fix", "vpe": "open"}
    assert Notice.objects.get(user=other).link.endswith(f"/lines/questions/{review.answers.get(key='aisha').pk}/")


def test_accepting_a_line_accepts_its_findings_until_it_is_answered_anew(
    start: Start, ann: User, filled: Organisation
) -> None:
    review = start()
    answer(review, "luis", ann, "accept", text="For now", owner=ann, review_on=TODAY + timedelta(days=30))
    assert [identity[0] for identity in waivers.standing(filled)] == ["line-pm"]
    answer(review, "luis", ann)
    assert not waivers.standing(filled)


def test_a_flagged_line_that_was_answered_stays_in_the_review(start: Start, ann: User, filled: Organisation) -> None:
    review = start(flagged_only=True)
    answer(review, "luis", ann)
    Position.objects.filter(organisation=filled, key="luis").update(manager="ceo")
    store.forget()
    assert standings(review) == {"luis": "changed"}


def test_of_two_reviewers_the_second_is_told_and_overwrites_nothing(start: Start, ann: User) -> None:
    review = start()
    late = given(review, "luis", ann)
    answer(review, "luis", ann, "ask", text="Why?", owner=ann)
    with pytest.raises(LineOvertaken) as overtaken:
        answering.answer(review, Items(review, TODAY).by_key["luis"].line, late)
    assert overtaken.value.answer
    assert overtaken.value.answer.text == "Why?"
    assert standings(review)["luis"] == "ask"


def test_an_answer_to_a_line_that_has_moved_meanwhile_is_not_taken(
    start: Start, ann: User, filled: Organisation
) -> None:
    review = start()
    late = given(review, "luis", ann)
    Position.objects.filter(organisation=filled, key="luis").update(manager="ceo")
    store.forget()
    with pytest.raises(LineOvertaken):
        answering.answer(review, Items(review, TODAY).by_key["luis"].line, late)


def test_the_page_shows_both_values_and_keeps_what_was_typed(start: Start, ann: User, client: Client) -> None:
    review = start()
    late = given(review, "luis", ann)
    answer(review, "luis", ann, "ask", text="Who decided this?", owner=ann)
    path = f"/o/{review.organisation.slug}/lines/reviews/{review.pk}/lines/luis/"
    typed = {"text": "It stays", "owner": ann.pk, "review_on": TODAY + timedelta(days=9)}
    body = client.post(path, {"kind": "accept", "seen": late.seen, "facts": late.facts, **typed})
    assert body.status_code == 409
    assert all(text in body.content.decode() for text in ("Who decided this?", "It stays", "Nothing was overwritten"))


def test_the_one_who_is_asked_replies_and_the_line_comes_back(start: Start, ann: User, filled: Organisation) -> None:
    review = start()
    other = MembershipFactory.create(organisation=filled).user
    asked = answer(review, "aisha", ann, "ask", owner=other, text="Is this so?")
    guest, stranger = Client(), Client()
    guest.force_login(other)
    stranger.force_login(MembershipFactory.create(organisation=filled).user)
    path = f"/o/{filled.slug}/lines/questions/{asked.pk}/"
    assert "Is this so?" in guest.get(path).content.decode()
    assert stranger.get(path).status_code == 404
    assert guest.post(path, {"text": "Yes, since May.", "seen": asked.version}).status_code == 302
    assert standings(review)["aisha"] == "replied"
    assert Notice.objects.filter(user=ann, text__contains="answered your question").exists()


def test_who_looks_on_reads_whom_to_ask_and_is_shown_no_form_that_would_be_refused(
    start: Start, ann: User, filled: Organisation, client_as: SignIn
) -> None:
    review, admin = start(), MembershipFactory.create(organisation=filled, right=Right.ADMIN).user
    base, looker = f"/o/{filled.slug}/lines/reviews/{review.pk}/", client_as(Right.PLANNER)
    pages = [unescape(looker.get(f"{base}{path}").content.decode()) for path in ("", "lines/luis/", "settings/")]
    assert [f"Ask {ann} to add you." in page for page in pages] == [True] * 3
    assert 'name="drop"' not in pages[2]
    # Who started it is not here any more, as in an organisation that was made of an archive.
    filled.memberships.filter(user=ann).delete()
    assert f"Ask {admin}." in unescape(looker.get(base).content.decode())


def test_who_is_no_reviewer_is_not_asked_to_sign(
    start: Start, ann: User, filled: Organisation, client_as: SignIn
) -> None:
    review = start()
    for key in Items(review, TODAY).by_key:
        answer(review, key, ann)
    page = client_as(Right.PLANNER).get(f"/o/{filled.slug}/lines/reviews/{review.pk}/sign/").content.decode()
    assert f"Only reviewers can sign off. Ask {ann} to add you." in unescape(page)
    assert 'name="note"' not in page


def test_an_admin_who_is_no_reviewer_becomes_one_under_settings(
    start: Start, filled: Organisation, client_as: SignIn
) -> None:
    base, admin = f"/o/{filled.slug}/lines/reviews/{start().pk}/", client_as(Right.ADMIN)
    assert "You can add yourself in Settings." in admin.get(base).content.decode()
    assert 'name="drop"' in admin.get(f"{base}settings/").content.decode()


def test_who_is_no_reviewer_looks_on_and_sees_nothing_of_the_plan(
    start: Start, ann: User, filled: Organisation, client_as: Callable[[Right], Client]
) -> None:
    review = start()
    path = f"/o/{filled.slug}/lines/reviews/{review.pk}/lines/luis/"
    other = client_as(Right.PLANNER)
    fix(review, ann)
    assert "Vera" not in other.get(path).content.decode().split("To be fixed in the plan")[1].split("</section>")[0]
    assert "Only reviewers can answer" in other.get(path).content.decode()
    assert other.post(path, {"kind": "right", "seen": 0, "facts": "x"}).status_code == 403


def test_sign_off_waits_for_every_line(start: Start, ann: User) -> None:
    with pytest.raises(answering.Closed, match="still need an answer"):
        signing.sign(start(), by=ann, now=timezone.now())


def test_a_record_keeps_who_when_and_what_and_cannot_be_altered(start: Start, ann: User) -> None:
    review = start()
    fix(review, ann)
    signed = finish(review, ann)
    data = signed.data
    lines = {line["key"]: line for line in data["lines"]}
    assert data["signed"]["by"] == str(ann)
    assert data["organisation"]["version"] == review.organisation.version
    assert (lines["luis"]["decision"], lines["ceo"]["decision"]) == ("fix", "right")
    assert "Vera" in lines["luis"]["manager"]
    for alter in (signed.save, signed.delete, LineSignOff.objects.all().delete):
        with pytest.raises(Sealed):
            alter()
    with pytest.raises(Sealed):
        LineSignOff.objects.update(record="{}")
    assert signed.is_whole
    signed.record += " "
    assert not signed.is_whole
    review = LineReview.objects.get(pk=review.pk)
    with pytest.raises(answering.Closed):
        answer(review, "ceo", ann)


def test_the_record_outlives_the_organisation_as_it_was(start: Start, ann: User, client: Client) -> None:
    review = start()
    signed = finish(review, ann)
    Position.objects.filter(organisation=review.organisation, key="luis").update(title="Chief of Nothing")
    store.forget()
    path = f"/o/{review.organisation.slug}/lines/reviews/{review.pk}/record/"
    body = client.get(path).content.decode()
    assert signed.digest in body
    assert "Chief of Nothing" not in body
    printed = client.get(f"{path}?format=pdf")
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_next_review_lists_what_has_changed_since(start: Start, ann: User, filled: Organisation) -> None:
    first = finish(start(), ann)
    Position.objects.filter(organisation=filled, key="luis").update(manager="ceo")
    Position.objects.filter(organisation=filled, key="aisha").update(manager="vpe")
    Position.objects.filter(organisation=filled, key="vpe").update(title="VP Platform")
    small_organisation.employ(filled, "new", "Nils", title="Product Manager", role=small_organisation.PM, manager="ceo")
    Position.objects.filter(organisation=filled, key="ceo").update(ends="2020-01-01")
    store.forget()
    review = start()
    last = signing.previous(review)
    assert last == first
    found = {(shift.kind, shift.key) for shift in signing.shifts(Items(review, TODAY), last)}
    assert {("moved", "luis"), ("moved", "aisha"), ("added", "new"), ("ended", "ceo"), ("flagged", "aisha")} <= found
    assert finish(review, ann).data["previous"] == first.digest


def test_a_review_is_started_walked_and_signed_on_the_pages(filled: Organisation, ann: User, client: Client) -> None:
    base = f"/o/{filled.slug}/lines/reviews/"
    due = TODAY + timedelta(days=5)
    terms = {"name": "Autumn", "scope": "function", "function": "marketing", "due": due, "reviewers": [ann.pk]}
    assert "Choose the function" in client.post(f"{base}new/", terms | {"function": ""}).content.decode()
    page = client.post(f"{base}new/", terms, follow=True)
    review = LineReview.objects.get()
    assert "1 lines answered" in page.content.decode()
    line = f"{base}{review.pk}/lines/aisha/"
    assert client.post(line, {"kind": "accept", "seen": 0, "facts": "x", "text": ""}).status_code == 422
    facts = Items(review, TODAY).by_key["aisha"].line.facts
    done = client.post(line, {"kind": "right", "seen": 0, "facts": facts}, follow=True)
    assert "Every line is answered" in done.content.decode()
    # From there it is undone with one press, and answered again.
    assert '"kind" value="back"' in done.content.decode()
    undone = client.post(line, {"kind": "back", "seen": 1}, headers={"HX-Request": "true"})
    assert (undone["HX-Redirect"].endswith("/lines/aisha/"), review.answers.count()) == (True, 0)
    client.post(line, {"kind": "right", "seen": 0, "facts": facts}, follow=True)
    sign_off = {"seen": seen_at(client, f"{base}{review.pk}/sign/"), "note": "Fine"}
    sign = client.post(f"{base}{review.pk}/sign/", sign_off, follow=True)
    assert "Signed off" in sign.content.decode()


def test_pages_ask_no_more_of_a_large_review(start: Start, filled: Organisation, client: Client) -> None:
    review = start()
    base = f"/o/{filled.slug}/lines/reviews/{review.pk}/"

    def asked(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    few = [asked(path) for path in (base, f"{base}lines/luis/")]
    small_organisation.more(filled, 20)
    filled.version += 1
    filled.save()
    assert [asked(path) for path in (base, f"{base}lines/luis/")] == few
    assert max(few) <= 20


def test_what_was_accepted_before_is_no_odd_line(start: Start, ann: User, filled: Organisation, client: Client) -> None:
    first = start(flagged_only=True)
    answer(first, "luis", ann, "accept", text="For now", owner=ann, review_on=TODAY + timedelta(days=30))
    assert standings(start(flagged_only=True)) == {}
    body = client.get(f"/o/{filled.slug}/lines/?q=luis").content.decode()
    assert "1 accepted" in body
    assert "Show all" in client.get(f"/o/{filled.slug}/lines/?flagged=1").content.decode()


def test_a_line_whose_findings_the_plan_closes_by_other_changes_is_to_be_fixed(
    start: Start, ann: User, filled: Organisation
) -> None:
    review = start(flagged_only=True)
    change = Change(TODAY, "position", "vpe", {"function": ""}, {"function": "product"})
    assert review.plan
    editing.edit(review.plan, [change], title="Make it product", author=ann)
    review.plan.refresh_from_db()
    [item] = Items(review, TODAY)
    assert (item.key, item.standing, item.by) == ("luis", "fix", str(ann))
    assert item.planned
    assert item.planned.texts[0].startswith("Closed by the plan")


def test_an_organisation_goes_away_with_its_records(start: Start, ann: User, filled: Organisation) -> None:
    finish(start(), ann)
    start()
    filled.delete()
    assert not LineSignOff.objects.exists()
