"""What speaks against a candidate: raised to those who may read it, answered with a reason, hidden from the rest."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.test import Client
from django.utils import timezone

from planning.hiring.interviews import candidates as people
from planning.hiring.interviews.concerns import concerns
from planning.models import Batch, Candidate, KitStep, Scorecard
from portal.models import Organisation, Right, User
from tests.factories import MembershipFactory
from tests.hiring.conftest import TODAY, stage_in
from tests.shapes import Answer

pytestmark = pytest.mark.django_db
POSITION = "pmm-checkout"
ANCHOR = "positioning-competency"
SignIn = Callable[[Right], tuple[Client, User]]


class Panel(NamedTuple):
    """A candidate, and a planner who does not interview them."""

    candidate: Candidate
    planner: Client
    step: KitStep

    @property
    def page(self) -> str:
        return f"/o/{self.candidate.organisation.slug}/hiring/candidates/{self.candidate.pk}/"

    def card(self, user: User, recommendation: int | None = None, **more: object) -> Scorecard:
        """Submitted where it recommends anything."""
        at = timezone.now() if recommendation else None
        fields = {"step": self.step, "recommendation": recommendation, "submitted_at": at, **more}
        return Scorecard.objects.create(candidate=self.candidate, interviewer=user, **fields)

    def hire(self, client: Client, **said: str) -> Answer:
        self.candidate.refresh_from_db()
        return client.post(self.page, {"outcome": "hired", "on": TODAY, "seen": self.candidate.version, **said})

    def shown(self, client: Client) -> str:
        return client.get(self.page).content.decode()


@pytest.fixture
def sign_in(company: Organisation) -> SignIn:
    def made(right: Right = Right.PLANNER) -> tuple[Client, User]:
        user = MembershipFactory.create(organisation=company, right=right).user
        client = Client()
        client.force_login(user)
        return client, user

    return made


@pytest.fixture
def panel(company: Organisation, sign_in: SignIn) -> Panel:
    step = KitStep.objects.create(organisation=company, position=POSITION, name="Talk", competencies=[ANCHOR])
    found = Candidate.objects.create(organisation=company, position=POSITION, name="Cy Dahl", added_on=TODAY)
    return Panel(found, sign_in(Right.PLANNER)[0], step)


def test_the_page_names_who_gave_a_strong_no_and_its_evidence(panel: Panel, sign_in: SignIn) -> None:
    other = sign_in(Right.VIEWER)[1]
    panel.card(other, 1, summary="Blamed everyone.", marks={ANCHOR: {"rating": 1, "note": "Had no launch to tell of."}})
    text = panel.shown(panel.planner)
    raised = text[text.index("Strong no from") : text.index("Debrief")]
    assert [part in raised for part in (str(other), "Blamed everyone.", "Had no launch to tell of.")] == [True] * 3


def test_recommendations_are_counted(panel: Panel, sign_in: SignIn) -> None:
    for recommendation in (4, 4, 2):
        panel.card(sign_in(Right.VIEWER)[1], recommendation)
    assert panel.planner.get(panel.page).context["recommendations"] == [("Yes", 2), ("No", 1)]


def test_an_interviewer_who_has_not_submitted_learns_nothing(
    company: Organisation, panel: Panel, sign_in: SignIn
) -> None:
    client, user = sign_in(Right.PLANNER)
    panel.card(user)
    before = panel.hire(client).content.decode(), client.get(f"/o/{company.slug}/hiring/candidates/").content.decode()
    Scorecard.objects.all().delete()
    panel.card(user)
    panel.card(sign_in(Right.VIEWER)[1], 1, summary="Blamed everyone.")
    pages = [panel.hire(client), client.get(f"/o/{company.slug}/hiring/candidates/"), client.get(panel.page)]
    pages.append(client.get(f"/o/{company.slug}/hiring/{POSITION}/candidates/"))
    after = [page.content.decode() for page in pages]
    assert all("Strong no" not in text and "Blamed" not in text for text in (*before, *after))
    assert "1 scorecard not submitted yet." in after[0]


def test_who_interviewed_reads_a_strong_no_once_their_own_is_in(panel: Panel, sign_in: SignIn) -> None:
    _, user = sign_in(Right.PLANNER)
    cards = [panel.card(user, 5), panel.card(sign_in(Right.VIEWER)[1], 1), panel.card(sign_in(Right.VIEWER)[1])]
    found = concerns(cards, user)
    assert (found.against, found.waiting) == ((cards[1],), 1)


def test_lists_mark_a_strong_no(company: Organisation, panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    paths = (f"/o/{company.slug}/hiring/candidates/", f"/o/{company.slug}/hiring/{POSITION}/candidates/")
    assert ["Strong no" in panel.planner.get(path).content.decode() for path in paths] == [True, True]


@pytest.mark.parametrize("recommendation", [1, None])
def test_hiring_despite_concerns_asks_for_a_reason(panel: Panel, sign_in: SignIn, recommendation: int | None) -> None:
    panel.card(sign_in(Right.VIEWER)[1], recommendation)
    answer = panel.hire(panel.planner)
    panel.candidate.refresh_from_db()
    assert (answer.status_code, panel.candidate.outcome) == (422, "open")
    assert answer.context["outcome_form"].errors["reason"]


@pytest.mark.parametrize("recommendation", [2, 5])
def test_hiring_without_concerns_asks_for_none(panel: Panel, sign_in: SignIn, recommendation: int) -> None:
    panel.card(sign_in(Right.VIEWER)[1], recommendation)
    panel.hire(panel.planner)
    panel.candidate.refresh_from_db()
    assert panel.candidate.outcome == "hired"


def test_who_is_not_hired_needs_no_reason(panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    panel.hire(panel.planner, outcome="rejected")
    panel.candidate.refresh_from_db()
    assert panel.candidate.outcome == "rejected"


def test_the_reason_is_kept_with_who_gave_it_and_shown(panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    client, user = sign_in(Right.PLANNER)
    panel.hire(client, reason="References say otherwise.")
    panel.candidate.refresh_from_db()
    assert (panel.candidate.reason_by, panel.candidate.reason_at is not None) == (user, True)
    text = panel.shown(panel.planner)
    assert "References say otherwise." in text
    assert str(user) in text


def test_the_requisition_leads_to_the_reason(company: Organisation, panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    panel.hire(panel.planner, reason="References say otherwise.")
    there = f"/o/{company.slug}/hiring/{POSITION}/"
    shown = [client.get(there).content.decode() for client in (panel.planner, sign_in(Right.VIEWER)[0])]
    assert ["Read why" in text for text in shown] == [True, False]
    assert not any("References say" in text for text in shown)


def test_who_has_not_submitted_does_not_read_the_reason(panel: Panel, sign_in: SignIn) -> None:
    client, user = sign_in(Right.PLANNER)
    panel.card(user)
    panel.hire(panel.planner, reason="Despite what Bo saw.")
    text = panel.shown(client)
    assert "Despite what Bo saw." not in text
    assert "once your scorecard is in" in text


def test_a_hire_done_again_has_its_reason_again(company: Organisation, panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    panel.hire(panel.planner, reason="References say otherwise.")
    for _ in range(2):
        batch = Batch.objects.filter(organisation=company).latest("id")
        panel.planner.post(f"/o/{company.slug}/history/{batch.pk}/undo/")
    assert "References say otherwise." in panel.shown(panel.planner)


def test_an_erased_candidate_leaves_no_reason(panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    panel.hire(panel.planner, reason="References say otherwise.")
    panel.candidate.refresh_from_db()
    people.erase(panel.candidate, TODAY)
    panel.candidate.refresh_from_db()
    assert (panel.candidate.reason, panel.candidate.reason_by, panel.candidate.reason_at) == ("", None, None)


def offer(company: Organisation, client: Client, **said: str) -> str:
    """The stage of the requisition after a move to offer was tried."""
    client.post(f"/o/{company.slug}/do/move-seat/", {"key": POSITION, "to": "offer", "on": TODAY.isoformat(), **said})
    return stage_in(company, POSITION)


def test_an_offer_despite_concerns_takes_a_reason(company: Organisation, panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    stages = [offer(company, panel.planner), offer(company, panel.planner, why="References say otherwise.")]
    assert stages == ["open", "offer"]


def test_an_offer_that_one_candidate_may_get_takes_none(company: Organisation, panel: Panel, sign_in: SignIn) -> None:
    panel.card(sign_in(Right.VIEWER)[1], 1)
    Candidate.objects.create(organisation=company, position=POSITION, name="Di Noor", added_on=TODAY)
    assert offer(company, panel.planner) == "offer"


def test_an_offer_without_candidates_takes_no_reason(company: Organisation, panel: Panel) -> None:
    panel.candidate.delete()
    assert offer(company, panel.planner) == "offer"
