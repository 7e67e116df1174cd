"""What was recorded of a candidate is undone with one press."""

from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from planning.hiring.interviews.candidates import HAS_READ
from planning.models import Candidate, Scorecard
from portal.models import Organisation, User
from portal.toast import undo_of
from tests.factories import UserFactory
from tests.hiring.test_interviews import POSITION, TODAY, address, candidate, planner, signed_in, steps
from tests.shapes import Answer

__all__ = ["candidate", "planner"]


def pressed(client: Client, answer: Answer) -> Answer:
    """The answer to the press that the toast of an answer offers."""
    *_, undo = map(undo_of, get_messages(answer.wsgi_request))
    assert undo is not None
    return client.post(undo.url, undo.values)


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_adding_a_candidate_is_undone_until_more_is_recorded(company: Organisation, planner: Client) -> None:
    added = {"name": "Cy Dahl", "added_on": TODAY}
    gone = pressed(planner, planner.post(address(company, "candidates-of", POSITION), added))
    assert not Candidate.objects.exists()
    pressed(planner, gone)
    known = Candidate.objects.get()
    planner.post(address(company, "candidate", known.pk), {"to": steps(company)[1].pk, "seen": known.version})
    planner.post(address(company, "candidates-of", POSITION), {"remove": known.pk})
    assert Candidate.objects.exists()


def test_a_step_that_is_undone_counts_for_nothing(company: Organisation, planner: Client, candidate: Candidate) -> None:
    there, step = address(company, "candidate", candidate.pk), steps(company)[1]
    pressed(planner, planner.post(there, {"to": step.pk, "seen": candidate.version}))
    candidate.refresh_from_db()
    assert candidate.step == steps(company)[0]
    assert [one.name for one in candidate.reached.all()] == ["First interview"]


def test_an_outcome_is_undone(company: Organisation, planner: Client, candidate: Candidate) -> None:
    values = {"outcome": "withdrew", "on": TODAY, "seen": candidate.version}
    pressed(planner, planner.post(address(company, "candidate", candidate.pk), values))
    candidate.refresh_from_db()
    assert (candidate.outcome, candidate.decided_on) == ("open", None)


def test_an_interviewer_goes_and_comes_back_with_the_draft(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    there, user = address(company, "candidate", candidate.pk), signed_in(company)[1]
    planner.post(there, {"step": steps(company)[0].pk, "interviewer": user.pk}, follow=True)
    card = candidate.scorecards.get()
    Scorecard.objects.filter(pk=card.pk).update(summary="Half written")
    gone = planner.post(there, {"unname": card.pk})
    assert not candidate.scorecards.exists()
    pressed(planner, gone)
    assert candidate.scorecards.get().summary == "Half written"


def test_an_interviewer_of_a_step_that_is_gone_does_not_come_back(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    there, user, step = address(company, "candidate", candidate.pk), signed_in(company)[1], steps(company)[1]
    planner.post(there, {"step": step.pk, "interviewer": user.pk})
    gone = planner.post(there, {"unname": candidate.scorecards.get().pk})
    step.delete()
    pressed(planner, gone)
    assert not candidate.scorecards.exists()


def test_nobody_steps_aside_to_read_what_others_found(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    there, me, other = address(company, "candidate", candidate.pk), user_of(planner), UserFactory.create()
    step = steps(company)[0]
    mine = Scorecard.objects.create(candidate=candidate, step=step, interviewer=me)
    Scorecard.objects.create(candidate=candidate, step=step, interviewer=other, submitted_at=timezone.now())
    planner.post(there, {"unname": mine.pk})
    assert Scorecard.objects.filter(pk=mine.pk).exists()


def test_nobody_who_has_read_what_others_found_names_themselves(
    company: Organisation, planner: Client, candidate: Candidate
) -> None:
    there, me, other = address(company, "candidate", candidate.pk), user_of(planner), UserFactory.create()
    step = steps(company)[0]
    Scorecard.objects.create(candidate=candidate, step=step, interviewer=other, submitted_at=timezone.now())
    answer = planner.post(there, {"step": step.pk, "interviewer": me.pk})
    assert HAS_READ in answer.content.decode()
    assert not candidate.scorecards.filter(interviewer=me).exists()
