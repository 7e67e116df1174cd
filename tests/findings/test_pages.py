"""A finding's page, what members do about it there, and the list that follows."""

import json
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from planning.core.rules.base import code_of
from planning.findings import waivers
from planning.models import FindingTask, Notice, SavedFilter, Waiver
from planning.organisation.snapshot import Snapshot
from portal.models import Membership, Organisation, Right
from portal.toast import undo_of
from tests.factories import MembershipFactory
from tests.small_organisation import SignIn

LEDGER = code_of(("cov-pm", "product", "ledger", ""))
SAYS, ROW = "No Product Manager covers Ledger", f'id="row-{LEDGER}"'

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(filled: Organisation, client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


def me(organisation: Organisation) -> Membership:
    return organisation.memberships.get(right=Right.PLANNER)


def post(client: Client, organisation: Organisation, what: str, seen: str = "", **given: Any) -> Any:
    """`seen` is the token of what was looked at; without it, of what there is now."""
    data = {f"{what}-{name}": value for name, value in given.items()}
    there = f"/o/{organisation.slug}/findings/{LEDGER}/"
    return client.post(there, {"do": what, "seen": seen or seen_now(client, there, what), **data})


def seen_now(client: Client, there: str, what: str) -> str:
    context = client.get(there).context or {}
    return str(context.get("task_seen" if what in ("assign", "release") else "acceptance_seen", ""))


def accept(client: Client, organisation: Organisation, **given: Any) -> Any:
    values: dict[str, Any] = {
        "reason": "It is closed in autumn.",
        "owner": me(organisation).user.pk,
        "review_on": timezone.localdate() + timedelta(30),
    }
    return post(client, organisation, "accept", **(values | given))


def test_of_two_who_decide_about_a_finding_the_second_is_told_and_keeps_what_they_typed(
    planner: Client, filled: Organisation
) -> None:
    there = f"/o/{filled.slug}/findings/{LEDGER}/"
    seen = {what: seen_now(planner, there, what) for what in ("accept", "assign")}
    accept(planner, filled)
    post(planner, filled, "assign", assignee=me(filled).user.pk)
    late = accept(planner, filled, seen=seen["accept"], reason="It is gone by spring.")
    text = late.content.decode()
    assert (late.status_code, Waiver.objects.count()) == (409, 1)
    assert f"{me(filled).user} changed its acceptance meanwhile." in text
    assert "It is gone by spring." in text
    assert post(planner, filled, "release", seen=seen["assign"]).status_code == 409
    assert post(planner, filled, "withdraw", seen=seen["accept"]).status_code == 409
    again = accept(planner, filled, seen=late.context["acceptance_seen"], reason="It is gone by spring.")
    assert again.status_code == 302


def listed(client: Client, organisation: Organisation, asked: str = "") -> str:
    return client.get(f"/o/{organisation.slug}/findings/?{asked}").content.decode()


def page(client: Client, organisation: Organisation) -> str:
    return client.get(f"/o/{organisation.slug}/findings/{LEDGER}/").content.decode()


def test_accepting_moves_it_from_the_open_list_to_the_accepted(planner: Client, filled: Organisation) -> None:
    assert ROW in listed(planner, filled)
    assert accept(planner, filled).status_code == 302
    assert ROW not in listed(planner, filled)
    assert SAYS not in planner.get(f"/o/{filled.slug}/").content.decode()
    assert ROW in listed(planner, filled, "state=accepted")
    assert "It is closed in autumn." in page(planner, filled)


def test_it_is_still_a_finding_for_the_command(planner: Client, filled: Organisation, capsys: Any) -> None:
    from django.core.management import call_command

    accept(planner, filled)
    call_command("findings", org=filled.slug, rule="cov-pm", format="json")
    assert json.loads(capsys.readouterr().out)[0]["subject"]["key"] == "ledger"
    call_command("findings", org=filled.slug, rule="cov-pm", format="json", open=True)
    assert json.loads(capsys.readouterr().out) == []


def test_opening_it_again(planner: Client, filled: Organisation) -> None:
    accept(planner, filled)
    post(planner, filled, "withdraw")
    assert ROW in listed(planner, filled)
    assert "Acceptance withdrawn" in page(planner, filled)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"reason": " "}, "This field is required"),
        ({"review_on": "2020-01-01"}, "is in the past. Choose today or a later date."),
        ({"review_on": "2099-01-01"}, "more than two years away"),
        ({"review_on": "soon"}, "valid date"),
        ({"owner": "0"}, "is not available"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    planner: Client, filled: Organisation, given: dict[str, Any], message: str
) -> None:
    answer = accept(planner, filled, **({"reason": "Kept as typed."} | given))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert message in body
    assert "Kept as typed." in body or "reason" in given
    assert not Waiver.objects.exists()


def test_member_of_another_organisation_cannot_own_it(planner: Client, filled: Organisation) -> None:
    assert accept(planner, filled, owner=MembershipFactory.create().user.pk).status_code == 422


def test_viewer_reads_and_comments_and_does_not_decide(filled: Organisation, client_as: SignIn) -> None:
    viewer = client_as(Right.VIEWER)
    assert "Reason" not in page(viewer, filled)
    for what in ("accept", "withdraw", "assign", "release"):
        assert post(viewer, filled, what).status_code == 403
    assert post(viewer, filled, "comment", text="Is this so?").status_code == 302
    assert "Is this so?" in page(viewer, filled)


@pytest.mark.parametrize("what", ["", "nonsense"])
def test_what_is_none_of_the_things_to_do_is_refused(planner: Client, filled: Organisation, what: str) -> None:
    assert post(planner, filled, what).status_code == 422


def test_handing_over_tells_the_member_and_fills_their_list(
    planner: Client, filled: Organisation, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ann = MembershipFactory.create(organisation=filled, user__name="Ann Other").user
    due = timezone.localdate() + timedelta(7)
    with django_capture_on_commit_callbacks(execute=True):
        post(planner, filled, "assign", assignee=ann.pk, due=due)
    client = Client()
    client.force_login(ann)
    assert ROW in listed(client, filled, "state=mine")
    assert ROW not in listed(planner, filled, "state=mine")
    notice = Notice.objects.get(user=ann)
    assert (notice.kind, notice.link) == ("finding", f"/o/{filled.slug}/findings/{LEDGER}/")
    assert [m.to for m in mail.outbox] == [[ann.email]]
    assert "Ledger" in client.get(f"/o/{filled.slug}/notices/").content.decode()


def test_overdue_is_what_is_past_its_day(planner: Client, filled: Organisation) -> None:
    post(planner, filled, "assign", assignee=me(filled).user.pk, due=timezone.localdate())
    assert ROW not in listed(planner, filled, "state=overdue")
    FindingTask.objects.update(due=timezone.localdate() - timedelta(1))
    assert ROW in listed(planner, filled, "state=overdue")
    accept(planner, filled)
    assert ROW not in listed(planner, filled, "state=overdue")


def test_taking_it_back(planner: Client, filled: Organisation) -> None:
    post(planner, filled, "assign", assignee=me(filled).user.pk)
    post(planner, filled, "release")
    assert not FindingTask.objects.exists()
    assert "Assignee removed" in page(planner, filled)


def test_comment_tells_whom_it_names_and_whose_it_is(planner: Client, filled: Organisation) -> None:
    ann, bob, eve = (
        MembershipFactory.create(organisation=filled, user__name=n).user for n in ("Ann A", "Bob B", "Eve E")
    )
    post(planner, filled, "assign", assignee=bob.pk)
    post(planner, filled, "comment", text="@Ann A, what do you think?")
    told = Notice.objects.filter(kind="mention").values_list("user", flat=True)
    assert set(told) == {ann.pk, bob.pk}
    assert eve.pk not in told


@pytest.mark.parametrize("group", ["product", "manager", "rule", "severity", "subject", "none"])
def test_every_grouping_shows_every_finding(planner: Client, filled: Organisation, group: str) -> None:
    assert (
        listed(planner, filled, f"group={group}").count("data-row ") == listed(planner, filled).count("data-row ") > 1
    )


def test_filter_is_saved_shared_and_removed(planner: Client, filled: Organisation, client_as: SignIn) -> None:
    there = f"/o/{filled.slug}/findings/saved/"
    planner.post(there, {"name": "Gaps", "query": "group=product&rule=cov-pm&page=3&evil=1", "shared": "1"})
    saved = SavedFilter.objects.get()
    assert saved.query == "rule=cov-pm&group=product"
    viewer = client_as(Right.VIEWER)
    assert "Gaps" in listed(viewer, filled)
    viewer.post(there, {"forget": saved.pk})
    assert SavedFilter.objects.exists()
    planner.post(there, {"forget": saved.pk})
    assert not SavedFilter.objects.exists()


def test_filter_of_ones_own_is_ones_own(planner: Client, filled: Organisation, client_as: SignIn) -> None:
    planner.post(f"/o/{filled.slug}/findings/saved/", {"name": "Mine alone", "query": "rule=cov-pm"})
    assert "Mine alone" not in listed(client_as(Right.ADMIN), filled)


def test_filter_without_a_name_is_not_saved(planner: Client, filled: Organisation) -> None:
    answer = planner.post(f"/o/{filled.slug}/findings/saved/", {"name": " ", "query": "rule=x"}, follow=True)
    assert "Enter a name for the filter" in answer.content.decode()


def test_export_tells_what_was_decided(planner: Client, filled: Organisation) -> None:
    accept(planner, filled)
    (row,) = json.loads(listed(planner, filled, "state=accepted&format=json"))
    assert (row["rule"], row["state"], row["reason"]) == ("cov-pm", "accepted", "It is closed in autumn.")


def test_finding_that_never_was_is_not_found(planner: Client, filled: Organisation) -> None:
    assert planner.get(f"/o/{filled.slug}/findings/0123456789abcdef/").status_code == 404


def test_cards_of_the_chart_leave_out_what_is_accepted(
    planner: Client, filled: Organisation, django_assert_max_num_queries: Any
) -> None:
    def flagged() -> int:
        body = planner.get(f"/o/{filled.slug}/chart/?view=table").content.decode()
        return body.count('class="sev ')

    before = flagged()
    today = timezone.localdate()
    user = me(filled).user
    for finding in Snapshot(filled, today).findings:
        if "luis" in finding.involves:
            waivers.accept(filled, finding, "Known.", user, today, user)
    assert flagged() < before
    with django_assert_max_num_queries(3):
        flagged()
    for finding in Snapshot(filled, today).findings:
        waivers.withdraw(filled, finding.identity, user)
    assert flagged() == before


def test_an_acceptance_is_undone_by_one_press_unless_somebody_decided_since(
    filled: Organisation, planner: Client
) -> None:
    def undo() -> Any:
        *_, said = get_messages(accept(planner, filled).wsgi_request)
        step = undo_of(said)
        assert step is not None
        return partial(planner.post, step.url, step.values, headers={"HX-Request": "true"})

    assert undo()().status_code == 204
    assert waivers.standing(filled) == {}
    late = undo()
    accept(planner, filled)
    assert "meanwhile" in late()["HX-Trigger"]
    assert len(waivers.standing(filled)) == 1


def test_who_may_not_accept_reads_whom_to_ask(filled: Organisation, client_as: SignIn) -> None:
    admin = MembershipFactory.create(organisation=filled, right=Right.ADMIN).user
    answer = post(client_as(Right.VIEWER), filled, "accept", reason="So")
    assert answer.status_code == 403
    assert f"Ask {admin}." in unescape(answer.content.decode())
