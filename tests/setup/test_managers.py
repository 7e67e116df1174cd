"""People without a manager, by the cause, and moving all of one cause at once."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Batch, RuleSetting
from planning.organisation import writes
from planning.setup import managers
from portal.models import Organisation, Right
from tests.setup.companies import TODAY, now, position, snapshot
from tests.shapes import SignIn


def move(client: Client, company: Organisation, **data: str) -> HttpResponse:
    sent = {"cause": "=1234", "count": "8", "manager": "VP Care", "told": "vp"} | data
    return client.post(reverse("setup-managers", args=[company.slug]), sent)  # type: ignore[return-value]


def reports(company: Organisation) -> Mapping[str, int]:
    org = now(company)
    return {key: len(found) for key, found in org.children.items()}


def test_causes_are_what_the_rows_say_the_largest_first_and_none_given_last(company: Organisation) -> None:
    found = [(cause.heading, cause.size) for cause in managers.causes(snapshot(company))]
    assert found == [
        ("Manager “1234”", "8 people"),
        ("Manager “jo@example.com”", "2 people"),
        ("No manager given", "1 person"),
    ]


def test_a_cause_says_of_which_teams_it_is(company: Organisation) -> None:
    assert managers.causes(snapshot(company))[0].made_of == "not found · Customer Care (8)"


def test_the_top_of_the_organisation_is_no_cause(company: Organisation) -> None:
    assert all("ceo" not in cause.positions for cause in managers.causes(snapshot(company)))


def test_a_manager_whose_position_ended_is_named(company: Organisation) -> None:
    vp = now(company).positions["vp"]
    change = edit(TODAY, vp, ends=TODAY.replace(year=TODAY.year - 1))
    assert change is not None
    writes.commit(company, [change], title="End", today=TODAY)
    (cause,) = (cause for cause in managers.causes(snapshot(company)) if cause.name == "=vp")
    assert cause.heading == "Reported to VP Care (Vp)"


def test_open_positions_are_counted_as_positions(company: Organisation) -> None:
    writes.commit(
        company, [add(TODAY, Position("open", title="Agent", manager="1234"))], title="Add", today=TODAY, lenient=True
    )
    assert managers.causes(snapshot(company))[0].size == "9 positions"


def test_one_press_moves_all_of_a_cause_as_one_step(company: Organisation, client_as: SignIn) -> None:
    assert move(client_as(Right.PLANNER), company).status_code == 302
    assert "1234" not in reports(company)
    assert Batch.objects.filter(organisation=company)[0].size == 8


def test_a_span_over_the_norm_is_said_before(company: Organisation, client_as: SignIn) -> None:
    answer = move(client_as(Right.PLANNER), company, told="")
    assert answer.status_code == 422
    assert "Vp would have 13 direct reports; more than 7 raises a finding." in answer.content.decode()
    assert reports(company)["1234"] == 8


def test_what_a_move_would_bring_can_be_asked(company: Organisation, client_as: SignIn) -> None:
    address = reverse("setup-managers", args=[company.slug])
    text = client_as(Right.PLANNER).get(address, {"cause": "=1234", "manager": "VP Care"}).content.decode()
    assert "13 direct reports" in text
    assert 'name="told" value="vp"' in text


def test_no_span_is_said_where_the_rule_is_off(company: Organisation, client_as: SignIn) -> None:
    RuleSetting.objects.create(organisation=company, rule="span-high", on=False)
    writes.touch(company)
    assert move(client_as(Right.PLANNER), company, told="").status_code == 302


def test_a_manager_whom_nobody_is_called_is_told_at_the_row(company: Organisation, client_as: SignIn) -> None:
    answer = move(client_as(Right.PLANNER), company, manager="Zorro")
    assert answer.status_code == 422
    assert "Zorro" in answer.content.decode()
    assert reports(company)["1234"] == 8


def test_nobody_chosen_is_told_at_the_row(company: Organisation, client_as: SignIn) -> None:
    assert "Choose a manager for them." in move(client_as(Right.PLANNER), company, manager=" ").content.decode()


def test_somebody_of_the_group_stays_at_its_head(company: Organisation, client_as: SignIn) -> None:
    data = {"manager": "a0", "told": ""}
    assert move(client_as(Right.PLANNER), company, **data).status_code == 302
    assert reports(company)["a0"] == 7
    assert now(company).positions["a0"].manager == "1234"


def test_the_only_one_of_a_group_cannot_report_to_themselves(company: Organisation, client_as: SignIn) -> None:
    answer = move(client_as(Right.PLANNER), company, cause="=", count="1", manager="c0", told="")
    assert answer.status_code == 422
    assert "report to themselves" in answer.content.decode()


def test_a_group_that_others_have_changed_is_shown_before_it_moves(company: Organisation, client_as: SignIn) -> None:
    answer = move(client_as(Right.PLANNER), company, count="9")
    assert answer.status_code == 409
    assert "else has changed these positions" in answer.content.decode()
    assert reports(company)["1234"] == 8


def test_a_group_that_is_gone_changes_nothing(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    move(client, company)
    move(client, company)
    assert Batch.objects.filter(organisation=company).count() == 2


def test_without_any_top_everybody_is_one_group(organisation: Organisation) -> None:
    records = [position(f"p{n}", manager="") for n in range(3)]
    writes.commit(organisation, [add(TODAY, r._replace(team="", holder="")) for r in records], title="A", today=TODAY)
    assert [cause.size for cause in managers.causes(snapshot(organisation))] == ["3 positions"]


def test_all_causes_can_be_moved_at_once(company: Organisation, client_as: SignIn) -> None:
    assert move(client_as(Right.PLANNER), company, cause="all", count="11").status_code == 302
    assert managers.causes(snapshot(company)) == []


def test_one_cause_is_not_offered_twice(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    for cause, size in (("=1234", "8"), ("=jo@example.com", "2")):
        move(client, company, cause=cause, count=size)
    assert managers.everybody(snapshot(company)) is None


def test_a_long_list_stays_open_after_a_press(company: Organisation, client_as: SignIn) -> None:
    address = reverse("setup-managers", args=[company.slug]) + "?managers=all"
    answer = client_as(Right.PLANNER).post(address, {"cause": "=1234", "count": "8", "manager": "vp", "told": "vp"})
    assert answer.headers["Location"].endswith("/setup/?managers=all#managers")
