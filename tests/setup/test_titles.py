"""Titles that nobody could read, and what somebody says they count as."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.records import Assignment
from planning.models import Batch, TitleChoice
from planning.organisation import writes
from planning.setup import titles
from portal.models import Organisation, Right
from tests.setup.companies import PM, TODAY, now, snapshot
from tests.shapes import SignIn


def asked(company: Organisation) -> list[str]:
    return [question.title for question in titles.questions(snapshot(company))]


def settle(client: Client, company: Organisation, data: Mapping[str, str]) -> None:
    assert client.post(reverse("setup-titles", args=[company.slug]), data).status_code == 302


ALL = {"title-0": "PM (Cloud)", "role-0": PM, "title-1": "Wizard of Light", "role-1": ""}


def test_unsure_titles_and_those_of_several_are_asked_about_covering_roles_first(company: Organisation) -> None:
    assert asked(company) == ["PM (Cloud)", "Wizard of Light"]


def test_the_likely_role_is_said(company: Organisation) -> None:
    assert [question.likely for question in titles.questions(snapshot(company))] == [PM, ""]


def test_one_press_settles_one_title_for_all_who_have_it(company: Organisation, client_as: SignIn) -> None:
    settle(client_as(Right.PLANNER), company, {**ALL, "only": "0"})
    roles = {key: now(company).positions[key].role for key in ("ida", "tom", "w0")}
    assert roles == {"ida": PM, "tom": PM, "w0": ""}
    assert asked(company) == ["Wizard of Light"]


def test_all_that_are_shown_are_settled_as_one_step(company: Organisation, client_as: SignIn) -> None:
    settle(client_as(Right.PLANNER), company, ALL)
    assert asked(company) == []
    assert Batch.objects.filter(organisation=company).count() == 2


def test_a_title_that_counts_as_none_is_remembered_without_a_change(company: Organisation, client_as: SignIn) -> None:
    settle(client_as(Right.PLANNER), company, {**ALL, "only": "1"})
    assert TitleChoice.objects.get(organisation=company).role == ""
    assert Batch.objects.filter(organisation=company).count() == 1


def test_who_covers_in_a_title_that_counts_as_none_stands_in(company: Organisation, client_as: SignIn) -> None:
    writes.commit(company, [add(TODAY, Assignment("a", "maps", "ida", PM))], title="Assign", today=TODAY)
    settle(client_as(Right.PLANNER), company, {"title-0": "PM (Cloud)", "role-0": ""})
    assert now(company).tables["assignment"]["a"].kind == "stand-in"


@pytest.mark.parametrize(
    "data",
    [{}, {**ALL, "only": "x"}, {"title-0": "No one has it", "role-0": PM}, {"title-0": "PM (Cloud)", "role-0": "x"}],
)
def test_what_is_no_question_or_no_role_changes_nothing(
    company: Organisation, client_as: SignIn, data: Mapping[str, str]
) -> None:
    settle(client_as(Right.PLANNER), company, data)
    assert len(asked(company)) == 2


def test_the_second_of_two_people_is_told_and_overwrites_nothing(company: Organisation, client_as: SignIn) -> None:
    settle(client_as(Right.PLANNER), company, {**ALL, "only": "0"})
    second = client_as(Right.PLANNER)
    settle(second, company, {"title-0": "PM (Cloud)", "role-0": "sales"})
    assert now(company).positions["ida"].role == PM
    assert "someone else has already set the role" in second.get(reverse("setup", args=[company.slug])).content.decode()


def test_undo_gives_the_positions_back_and_asks_again(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    settle(client, company, ALL)
    batch = Batch.objects.filter(organisation=company)[0]
    answer = client.post(
        reverse("setup-titles-undo", args=[company.slug]),
        {"titles": "PM (Cloud)\nWizard of Light", "batch": str(batch.pk)},
    )
    assert answer.status_code == 302
    assert now(company).positions["ida"].role == ""
    assert asked(company) == ["PM (Cloud)", "Wizard of Light"]


def test_undo_of_a_step_that_was_undone_changes_nothing(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    settle(client, company, ALL)
    batch = Batch.objects.filter(organisation=company)[0]
    writes.undo(batch, today=TODAY)
    client.post(reverse("setup-titles-undo", args=[company.slug]), {"titles": "PM (Cloud)", "batch": str(batch.pk)})
    assert TitleChoice.objects.filter(organisation=company).count() == 2


@pytest.mark.parametrize("source", [source for source in Batch.Source.values if source != Batch.Source.SETUP])
def test_undo_takes_no_other_step_of_ones_own_back(company: Organisation, client_as: SignIn, source: str) -> None:
    client = client_as(Right.PLANNER)
    settle(client, company, ALL)
    batch = Batch.objects.filter(organisation=company)[0]
    Batch.objects.filter(pk=batch.pk).update(source=source)
    client.post(reverse("setup-titles-undo", args=[company.slug]), {"titles": "", "batch": str(batch.pk)})
    assert now(company).positions["ida"].role == PM
