"""Interview kit, candidates, scorecards: filled in alone, read afterwards, forgotten in time."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Candidate, KitStep, Scorecard
from planning.plans import editing
from portal.models import Clock, Organisation, Right, User
from tests.factories import MembershipFactory, OrganisationFactory

TODAY = date.today()
POSITION = "pmm-checkout"
Clients = Callable[[Right], Client]


def address(company: Organisation, name: str, *more: object) -> str:
    return reverse(f"hiring-{name}", args=[company.slug, *more])


def signed_in(company: Organisation, right: Right = Right.PLANNER) -> tuple[Client, User]:
    user = MembershipFactory.create(organisation=company, right=right).user
    client = Client()
    client.force_login(user)
    return client, user


@pytest.fixture
def planner(company: Organisation) -> Client:
    client = signed_in(company)[0]
    client.post(address(company, "kit", POSITION))
    return client


@pytest.fixture
def candidate(company: Organisation, planner: Client) -> Candidate:
    planner.post(address(company, "candidates-of", POSITION), {"name": "Cy Dahl", "added_on": TODAY})
    return Candidate.objects.get()


def steps(company: Organisation) -> list[KitStep]:
    return list(KitStep.objects.filter(organisation=company))


def card_of(company: Organisation, candidate: Candidate, user: User) -> Scorecard:
    return Scorecard.objects.create(candidate=candidate, step=steps(company)[2], interviewer=user)


def filled(card: Scorecard, **more: object) -> dict[str, object]:
    marks = {f"rating-{name}": "4" for name in card.step.competencies}
    notes = {f"note-{name}": "Moved the launch a week to fix the pitch." for name in card.step.competencies}
    return {**marks, **notes, "recommendation": "5", "summary": "Told a story that I still know.", **more}


def test_the_plan_starts_from_the_role_of_the_position(company: Organisation, planner: Client) -> None:
    assert [step.name for step in steps(company)] == [
        "First interview",
        "Market and positioning",
        "Product presentation",
        "Partners",
    ]
    page = planner.get(address(company, "kit", POSITION)).content.decode()
    assert "Sales does not use what you made for them." in page


def test_a_position_whose_role_has_no_questions_says_so(company: Organisation, planner: Client) -> None:
    planner.post(address(company, "kit", "designer"))
    assert "No questions for this role yet" in planner.get(address(company, "kit", "designer")).content.decode()


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# Interview kit")])
def test_the_kit_can_be_taken_along(company: Organisation, planner: Client, ending: str, start: bytes) -> None:
    answer = planner.get(address(company, "kit", POSITION) + f"?format={ending}")
    assert answer.content.startswith(start)


def plan_form(planner: Client, company: Organisation, **changed: object) -> dict[str, object]:
    """The plan's form as a browser would send it back."""
    context = planner.get(address(company, "kit-plan", POSITION)).context
    data: dict[str, object] = {"seen": context["seen"], **_management(context["form"])}
    for form in context["form"]:
        for field in form:
            if field.value() not in (None, False, "", []):
                data[field.html_name] = field.value()
    return {**data, **changed}


def _management(formset: object) -> dict[str, object]:
    form = formset.management_form  # type: ignore[attr-defined]
    return {field.html_name: field.value() for field in form}


def test_the_plan_can_be_edited_step_by_step(company: Organisation, planner: Client) -> None:
    changed = {"step-0-minutes": "20", "step-3-DELETE": "on", "step-4-name": "Lunch", "step-4-minutes": "60"}
    planner.post(address(company, "kit-plan", POSITION), plan_form(planner, company, **changed))
    assert [(step.name, step.minutes) for step in steps(company)] == [
        ("First interview", 20),
        ("Market and positioning", 60),
        ("Product presentation", 45),
        ("Lunch", 60),
    ]


def test_who_edits_an_older_plan_sees_the_newer_one(company: Organisation, planner: Client) -> None:
    older = plan_form(planner, company, **{"step-0-minutes": "25"})
    KitStep.objects.filter(pk=steps(company)[0].pk).update(minutes=15)
    answer = planner.post(address(company, "kit-plan", POSITION), older)
    assert answer.status_code == 409
    assert "First interview, 15 min" in answer.content.decode()
    assert steps(company)[0].minutes == 15


def test_a_plan_whose_steps_somebody_has_removed_meanwhile_says_so(planner: Client, company: Organisation) -> None:
    typed = plan_form(planner, company)
    KitStep.objects.filter(organisation=company, position=POSITION).delete()
    answer = planner.post(address(company, "kit-plan", POSITION), typed, follow=True)
    assert "Someone changed the plan meanwhile. It no longer has any steps." in answer.content.decode()


def test_a_step_with_scorecards_cannot_be_removed(company: Organisation, planner: Client, candidate: Candidate) -> None:
    card_of(company, candidate, signed_in(company)[1])
    answer = planner.post(
        address(company, "kit-plan", POSITION), plan_form(planner, company, **{"step-2-DELETE": "on"})
    )
    assert "has scorecards, so it cannot be removed" in answer.content.decode()


def test_a_scorecard_is_found_by_its_interviewer_alone(company: Organisation, candidate: Candidate) -> None:
    interviewer, user = signed_in(company, Right.VIEWER)
    card = card_of(company, candidate, user)
    assert interviewer.get(address(company, "scorecard", card.pk)).status_code == 200
    assert signed_in(company, Right.ADMIN)[0].get(address(company, "scorecard", card.pk)).status_code == 404


def test_what_is_missing_is_said_and_nothing_typed_is_lost(company: Organisation, candidate: Candidate) -> None:
    client, user = signed_in(company, Right.VIEWER)
    card = card_of(company, candidate, user)
    answer = client.post(address(company, "scorecard", card.pk), {"summary": "Half a thought", "submit": "1"})
    page = answer.content.decode()
    assert "Choose a rating, or “not asked”." in page
    assert "Choose a recommendation." in page
    assert "Half a thought" in page


def sent(company: Organisation, candidate: Candidate, do: str = "submit", **said: str) -> tuple[Scorecard, str]:
    """An interviewer's scorecard with `said` in place of what is complete, after they sent it; the page answered."""
    client, user = signed_in(company, Right.VIEWER)
    card = card_of(company, candidate, user)
    data = filled(card) | {f"{name}-{card.step.competencies[0]}": said.pop(name) for name in ("rating", "note")} | said
    page = client.post(address(company, "scorecard", card.pk), {**data, do: "1"}).content.decode()
    card.refresh_from_db()
    return card, page


def test_a_rating_without_evidence_is_not_submitted(company: Organisation, candidate: Candidate) -> None:
    card, page = sent(company, candidate, rating="2", note=" ")
    assert card.submitted_at is None
    assert "Add evidence for your rating of" in page


def test_a_draft_may_lack_evidence(company: Organisation, candidate: Candidate) -> None:
    card, _ = sent(company, candidate, do="save", rating="2", note="")
    assert card.marks[card.step.competencies[0]] == {"rating": 2, "note": ""}


@pytest.mark.parametrize(
    ("rating", "recommendation", "is_in"), [("0", "4", False), ("1", "1", False), ("1", "2", True)]
)
def test_a_recommendation_rests_on_ratings_or_words(
    company: Organisation, candidate: Candidate, rating: str, recommendation: str, is_in: bool
) -> None:
    card, _ = sent(company, candidate, rating=rating, note="Seen.", recommendation=recommendation, summary="")
    assert (card.submitted_at is not None) == is_in


def test_a_scorecard_without_evidence_from_before_can_be_read(company: Organisation, candidate: Candidate) -> None:
    client, user = signed_in(company)
    card = card_of(company, candidate, user)
    marks = {card.step.competencies[0]: {"rating": 3, "note": ""}}
    Scorecard.objects.update(marks=marks, recommendation=4, submitted_at=timezone.now())
    pages = [address(company, "scorecard", card.pk), address(company, "candidate", candidate.pk)]
    assert all("3 · solid" in client.get(page).content.decode() for page in pages)


def test_a_scorecard_that_is_in_stays_as_it_is(company: Organisation, candidate: Candidate) -> None:
    client, user = signed_in(company, Right.VIEWER)
    card = card_of(company, candidate, user)
    client.post(address(company, "scorecard", card.pk), filled(card, submit="1"))
    client.post(address(company, "scorecard", card.pk), filled(card, recommendation="1", submit="1"))
    card.refresh_from_db()
    assert card.recommendation == 5


def test_others_scorecards_are_read_once_ones_own_is_in(company: Organisation, candidate: Candidate) -> None:
    (one, first), (other, second) = signed_in(company), signed_in(company)
    mine, theirs = card_of(company, candidate, first), card_of(company, candidate, second)
    other.post(address(company, "scorecard", theirs.pk), filled(theirs, summary="Theirs to tell.", submit="1"))
    page = address(company, "candidate", candidate.pk)
    assert "Theirs to tell." not in one.get(page).content.decode()
    one.post(address(company, "scorecard", mine.pk), filled(mine, submit="1"))
    assert "Theirs to tell." in one.get(page).content.decode()


def test_who_does_not_interview_reads_them_once_everybodys_are_in(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    cards = [(client, card_of(company, candidate, user)) for client, user in (signed_in(company), signed_in(company))]
    shown = []
    for client, card in cards:
        client.post(address(company, "scorecard", card.pk), filled(card, submit="1"))
        page = planner.get(address(company, "candidate", candidate.pk)).content.decode()
        shown.append("Told a story that I still know." in page)
    assert shown == [False, True]


def test_of_two_who_decide_at_once_the_second_is_told(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    decide = {"outcome": "rejected", "on": TODAY, "seen": candidate.version}
    planner.post(address(company, "candidate", candidate.pk), decide)
    answer = planner.post(address(company, "candidate", candidate.pk), {**decide, "outcome": "hired"}, follow=True)
    candidate.refresh_from_db()
    assert candidate.outcome == "rejected"
    assert "Someone changed this candidate meanwhile." in answer.content.decode()


@pytest.mark.parametrize("on", ["0026-01-01", TODAY + timedelta(days=1), TODAY - timedelta(days=1), "soon"])
def test_an_outcome_on_an_impossible_day_is_refused_at_the_field(
    company: Organisation, planner: Client, candidate: Candidate, on: object
) -> None:
    answer = planner.post(address(company, "candidate", candidate.pk), {"outcome": "hired", "on": on, "seen": 1})
    assert answer.status_code == 422
    assert answer.context["outcome_form"].errors["on"]


def test_a_candidate_does_not_come_from_the_future(company: Organisation, planner: Client) -> None:
    data = {"name": "Cy Dahl", "added_on": TODAY + timedelta(days=1)}
    assert planner.post(address(company, "candidates-of", POSITION), data).status_code == 422
    assert not Candidate.objects.exists()


def test_a_position_of_a_plan_has_no_candidates_yet(company: Organisation) -> None:
    client, user = signed_in(company)
    plan = editing.create(company, name="Quiet", target=TODAY, owner=user)
    editing.edit(plan, [add(TODAY, Position("new", title="PM"))], title="New", author=user)
    there = address(company, "candidates-of", "new") + f"?plan={plan.slug}"
    assert client.get(there).status_code == 404


def test_an_erased_candidate_leaves_dates_and_steps_alone(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    card_of(company, candidate, signed_in(company)[1])
    planner.post(address(company, "candidate", candidate.pk), {"erase": "1"})
    candidate.refresh_from_db()
    assert (candidate.name, candidate.scorecards.count(), candidate.reached.count()) == ("", 0, 1)
    assert planner.get(address(company, "candidate", candidate.pk)).status_code == 404


def test_a_candidate_is_forgotten_when_the_time_has_come(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    Candidate.objects.update(outcome="rejected", decided_on=TODAY - timedelta(days=200))
    fresh = signed_in(company)[0]
    assert "Cy Dahl" not in fresh.get(address(company, "candidates")).content.decode()
    call_command("erase_candidates")
    candidate.refresh_from_db()
    assert candidate.name == ""


def test_no_candidate_is_forgotten_while_the_clock_is_doubted(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    Candidate.objects.update(outcome="rejected", decided_on=TODAY - timedelta(days=200))
    Clock.objects.create(seen=timezone.now() - timedelta(days=300))
    said = StringIO()
    call_command("erase_candidates", stdout=said)
    planner.post(address(company, "candidates-of", POSITION), {"name": "Di Eriksen", "added_on": TODAY})
    candidate.refresh_from_db()
    assert (candidate.name, Candidate.objects.count()) == ("Cy Dahl", 2)
    assert "1 candidate held back" in said.getvalue()


def test_it_is_said_before_a_candidate_is_forgotten(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    decided = TODAY + timedelta(days=3) - relativedelta(months=6)
    Candidate.objects.update(outcome="rejected", decided_on=decided)
    last = date_format(decided + relativedelta(months=6), "j M Y")
    page = planner.get(address(company, "candidates")).content.decode()
    assert "1 candidate\n    will soon be erased" in page
    assert f"after {last}" in page
    own = planner.get(address(company, "candidate", candidate.pk)).content.decode()
    assert f"after\n          {last}, 6 months" in own


def test_nothing_is_said_of_candidates_who_stay_for_long(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    Candidate.objects.update(outcome="rejected", decided_on=TODAY - timedelta(days=30))
    assert "will soon be erased" not in planner.get(address(company, "candidates")).content.decode()


def test_viewers_see_their_own_scorecards_and_no_candidates(company: Organisation, candidate: Candidate) -> None:
    client, user = signed_in(company, Right.VIEWER)
    assert "Cy Dahl" not in client.get(address(company, "candidates")).content.decode()
    card_of(company, candidate, user)
    assert "Cy Dahl" in client.get(address(company, "candidates")).content.decode()


def test_an_interviewer_is_a_member(company: Organisation, planner: Client, candidate: Candidate) -> None:
    stranger = MembershipFactory.create(organisation=OrganisationFactory.create()).user
    data = {"step": steps(company)[0].pk, "interviewer": stranger.pk}
    answer = planner.post(address(company, "candidate", candidate.pk), data)
    assert answer.status_code == 422
    assert not candidate.scorecards.exists()


@pytest.mark.parametrize("others", [1, 8])
def test_the_overview_costs_the_same_queries_however_many_there_are(
    company: Organisation, planner: Client, others: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(others):
        made = Candidate.objects.create(organisation=company, position=POSITION, name=f"C{number}", added_on=TODAY)
        made.reached.create(name="First interview", on=TODAY)
    planner.get(address(company, "candidates"))
    with django_assert_num_queries(12):
        page = planner.get(address(company, "candidates")).content.decode()
    assert page.count("First interview") == 0
    assert f"C{others - 1}" in page
