"""The pages of the hiring plan: the order and why, what is typed wrongly, what a reader without cost sees, exports."""

import csv
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.core.changes.change import add
from planning.core.dates import day
from planning.core.records import Person, Position, Requisition
from planning.findings import waivers
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right
from tests.factories import UserFactory
from tests.hiring.conftest import PM, TODAY
from tests.shapes import Answer

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def rows(client: Client, company: Organisation, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"/o/{company.slug}/hiring/list/?format=csv{query}").content.decode()
    return list(csv.DictReader(StringIO(text)))


def say(company: Organisation, *records: Any) -> None:
    writes.commit(company, [add(TODAY, record) for record in records], title="More", today=TODAY)


def edit(client: Client, company: Organisation, key: str, **said: Any) -> Answer:
    """Post the form as it is shown, with what is said in place of what it held."""
    path = f"/o/{company.slug}/do/edit-seat/"
    form = client.get(path, {"of": key}).context["form"]
    values = {field.name: field.value() for field in form}
    shown = {name: value for name, value in values.items() if value is not None}
    return client.post(path, {**shown, **said})


def test_the_order_is_by_what_each_requisition_closes_and_says_so(company: Organisation, as_member: SignIn) -> None:
    found = rows(as_member(Right.VIEWER), company)
    assert [row["key"] for row in found] == ["pm-ledger", "pmm-checkout", "designer"]
    assert found[0]["closes"] == "Ledger’s missing PM"
    launch = day(TODAY + timedelta(days=100))
    assert found[1]["closes"] == f"Checkout’s missing PMM (launches {launch}; not open yet)"


def test_a_place_by_hand_is_kept_marked_and_can_be_taken_back(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    path = f"/o/{company.slug}/do/rank-seat/"
    client.post(path, {"key": "designer", "place": "1", "on": TODAY.isoformat()})
    found = rows(client, company)
    assert [(row["key"], row["by hand"]) for row in found][:2] == [("designer", "yes"), ("pm-ledger", "")]
    assert "by hand" in client.get(f"/o/{company.slug}/hiring/designer/").content.decode()
    client.post(path, {"key": "designer", "place": "", "on": TODAY.isoformat()})
    assert rows(client, company)[0]["key"] == "pm-ledger"


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"target_start": "0026-03-01"}, "target_start", "The year 0026 is out of range"),
        ({"planned_start": "2999-01-01"}, "planned_start", "is out of range"),
        ({"target_start": "soon"}, "target_start", "Enter a valid date"),
        ({"salary_from": "-5", "salary_currency": "GBP"}, "salary_from", "cannot be negative"),
        (
            {"salary_from": "9", "salary_to": "5", "salary_currency": "GBP"},
            "salary_to",
            "Enter the lower figure first.",
        ),
        ({"salary_from": "50000"}, "salary_currency", "Enter the currency"),
        ({"salary_from": "50000", "salary_currency": "XQZ"}, "salary_currency", "Unknown currency"),
        ({"type": "backfill"}, "replaces", "needs the person it replaces"),
        ({"replaces": "Bo Lind"}, "replaces", "Only a backfill replaces someone"),
        ({"manager": "Nobody"}, "manager", "No position matches"),
    ],
)
def test_bad_input_is_refused_at_its_field(
    said: dict[str, str], field: str, message: str, company: Organisation, as_member: SignIn
) -> None:
    answer = edit(as_member(Right.PLANNER, sees_cost=True), company, "pm-ledger", justification="Kept", **said)
    assert answer.status_code == 422
    assert message in " ".join(answer.context["form"].errors[field])
    assert "Kept" in answer.content.decode()


def test_a_start_after_the_position_ends_is_refused(company: Organisation, as_member: SignIn) -> None:
    say(company, Position("short", title="Intern", ends=TODAY + timedelta(days=30)))
    late = (TODAY + timedelta(days=60)).isoformat()
    answer = edit(as_member(Right.PLANNER), company, "short", target_start=late)
    assert "before this start" in answer.content.decode()


def test_what_is_typed_becomes_the_requisition(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER, sees_cost=True)
    edit(client, company, "pm-ledger", type="backfill", replaces="Bo Lind", priority="high", justification="Why",
         salary_from="60000", salary_to="70000.50", salary_currency="gbp", target_start=TODAY.isoformat())  # fmt: skip
    company.refresh_from_db()
    store.forget()
    known = store.org_at(company, TODAY).requisition("pm-ledger")
    assert (known.replaces, known.salary_to, known.salary_currency) == ("bo", Decimal("70000.50"), "GBP")
    assert "GBP 60,000 to 70,000.50 a year" in client.get(f"/o/{company.slug}/hiring/pm-ledger/").content.decode()


def test_the_second_editor_sees_both_values(company: Organisation, as_member: SignIn) -> None:
    first, second = as_member(Right.PLANNER), as_member(Right.PLANNER)
    edit(first, company, "pm-ledger", recruiter="Ria")
    form = second.get(f"/o/{company.slug}/do/edit-seat/", {"of": "pm-ledger"}).context["form"]
    edit(first, company, "pm-ledger", recruiter="Ron")
    values = {field.name: field.value() or "" for field in form} | {"recruiter": "Rob"}
    answer = second.post(f"/o/{company.slug}/do/edit-seat/", values)
    assert "from Ria to Ron" in answer.content.decode()


SECRET = Requisition("pm-ledger", salary_from=Decimal(61234), salary_to=Decimal(71234), salary_currency="SEK")
# As words: the letters of a form's token, drawn anew each time, may hold them by chance.
SALARY = re.compile(r"\bSEK\b|\b[67]1,?234\b")
PAGES = ("hiring/", "hiring/list/", "hiring/list/?edit=pm-ledger", "hiring/list/?format=csv", "hiring/timeline/",
         "hiring/pm-ledger/", "do/edit-seat/?of=pm-ledger", "do/move-seat/?key=pm-ledger", "history/{batch}/",
         "positions/pm-ledger/")  # fmt: skip


def test_salary_never_shows_without_the_right(company: Organisation, as_member: SignIn) -> None:
    say(company, SECRET)
    client, other = as_member(Right.ADMIN), as_member(Right.ADMIN, sees_cost=True)
    batch = company.batches.latest("id").pk
    paths = [f"/o/{company.slug}/{page.format(batch=batch)}" for page in PAGES]
    plain = [client.get(path).content.decode() for path in paths]
    assert [path for path, text in zip(paths, plain, strict=True) if SALARY.search(text)] == []
    assert "61,234" in other.get(paths[5]).content.decode()
    assert rows(other, company)[0]["salary from"] == "61234.00"
    edit(client, company, "pm-ledger", priority="high")
    company.refresh_from_db()
    kept = store.org_at(company, TODAY).requisition("pm-ledger")
    assert (kept.priority, kept.salary_to) == ("high", Decimal(71234))


def test_a_row_is_edited_in_place(company: Organisation, as_member: SignIn) -> None:
    client, path = as_member(Right.PLANNER), f"/o/{company.slug}/hiring/list/?sort=title&edit=pm-ledger"
    form = client.get(path).context["form"]
    values = {field.name: field.value() or "" for field in form}
    wrong = client.post(path, {**values, "target_start": "0026-01-01"})
    assert wrong.status_code == 422
    assert "is out of range" in wrong.content.decode()
    saved = client.post(path, {**values, "priority": "high"})
    assert saved["Location"].endswith("/hiring/list/?sort=title#seat-pm-ledger")
    assert rows(client, company, "&priority=high")[0]["key"] == "pm-ledger"


def test_several_are_edited_together(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    data = {"key": ["pm-ledger", "designer"], "priority": "low", "on": TODAY.isoformat()}
    client.post(f"/o/{company.slug}/do/change-seats/", data)
    assert [row["priority"] for row in rows(client, company)] == ["low", "normal", "low"]


@pytest.mark.parametrize("query", ["&q=ledger", "&role=product-manager", "&stage=draft"])
def test_filters_find_the_requisition(query: str, company: Organisation, as_member: SignIn) -> None:
    assert [row["key"] for row in rows(as_member(Right.VIEWER), company, query)] == ["pm-ledger"]


def test_the_timeline_says_whether_a_start_is_in_time(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.PLANNER)
    late = (TODAY + timedelta(days=112)).isoformat()
    edit(client, company, "pmm-checkout", target_start=late)
    text = client.get(f"/o/{company.slug}/hiring/timeline/").content.decode()
    assert "12 days after Checkout launches." in text
    assert "No target start is set." in text


@pytest.mark.parametrize("page", ["hiring/", "hiring/list/", "hiring/timeline/", "hiring/pm-ledger/"])
def test_queries_do_not_grow_with_the_requisitions(page: str, company: Organisation, as_member: SignIn) -> None:
    client, path = as_member(Right.ADMIN, True), f"/o/{company.slug}/{page}"
    client.get(path)

    def count() -> int:
        store.forget()
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    few = count()
    say(company, *(Position(f"more{n}", title=f"PM {n}", role=PM, stage="open") for n in range(12)))
    assert count() == few <= 28


def test_a_gap_that_was_accepted_raises_no_requisition(company: Organisation, as_member: SignIn) -> None:
    client = as_member(Right.ADMIN)
    look = Snapshot(company, TODAY)
    gap = next(finding for finding in look.findings if finding.identity[:3] == ("cov-pm", "product", "ledger"))
    user = UserFactory.create()
    waivers.accept(company, gap, "Small", user, TODAY + timedelta(days=30), user)
    assert rows(client, company)[0]["key"] == "pmm-checkout"


def test_a_position_is_to_fill_once_its_holder_has_left(company: Organisation, as_member: SignIn) -> None:
    say(company, Person("cy", "Cy Dahl", leaves=TODAY + timedelta(days=9)), Position("dev", "Engineer", holder="cy"))
    client, later = as_member(Right.PLANNER), (TODAY + timedelta(days=10)).isoformat()
    assert [row["key"] for row in rows(client, company)].count("dev") == 0
    found = {row["key"]: row for row in rows(client, company, f"&on={later}")}
    assert (found["dev"]["type"], found["dev"]["replaces"]) == ("backfill", "Cy Dahl")


def test_an_approver_sees_what_waits_for_them(company: Organisation, as_member: SignIn) -> None:
    planner, approver, path = as_member(Right.PLANNER), as_member(Right.APPROVER, True), f"/o/{company.slug}/hiring/"
    planner.post(f"/o/{company.slug}/do/move-seat/", {"key": "pm-ledger", "to": "submitted", "on": TODAY.isoformat()})
    assert "1 waits for your approval" in approver.get(path).content.decode()
    assert "for your approval" not in planner.get(path).content.decode()
    assert [row["key"] for row in rows(approver, company, "&waits=1")] == ["pm-ledger"]


def test_the_heading_of_a_manager_keeps_the_letters_of_the_name(company: Organisation, as_member: SignIn) -> None:
    body = as_member(Right.VIEWER).get(f"/o/{company.slug}/hiring/list/?group=manager").content.decode()
    assert "Chief Product Officer (Ann Ek)" in body
    assert "Chief product officer (ann ek)" not in body
