import csv
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Batch, Plan
from planning.organisation import live, store, writes
from portal.models import Organisation, Right
from tests.changes import edited
from tests.factories import OrganisationFactory
from tests.shapes import Answer, SignIn

TODAY = date.today


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    writes.commit(organisation, [add(TODAY(), Position("a", title="Maker"))], title="Start", today=TODAY())
    return organisation


@pytest.fixture
def renamed(company: Organisation) -> Batch:
    position = store.org_at(company, TODAY()).positions["a"]
    return writes.commit(company, [edited(TODAY(), position, title="Lead")], title="Rename the maker", today=TODAY())


def title(company: Organisation) -> str:
    company.refresh_from_db()
    return store.org_at(company, TODAY()).positions["a"].title


def undo(client: Client, batch: Batch) -> Answer:
    return client.post(reverse("history-undo", args=[batch.organisation.slug, batch.pk]), follow=True)


def page(client: Client, company: Organisation, **asked: str) -> str:
    return client.get(reverse("history", args=[company.slug]), asked).content.decode()


def test_the_newest_batch_comes_first(renamed: Batch, client_as: SignIn) -> None:
    text = page(client_as(Right.VIEWER), renamed.organisation)
    assert 0 < text.index("Rename the maker") < text.index("Start")


def test_a_batch_tells_its_changes_as_sentences(renamed: Batch, client_as: SignIn) -> None:
    url = reverse("history-batch", args=[renamed.organisation.slug, renamed.pk])
    assert "Maker becomes Lead" in client_as(Right.VIEWER).get(url).content.decode()


def test_undo_takes_a_batch_back(renamed: Batch, client_as: SignIn) -> None:
    undo(client_as(Right.PLANNER), renamed)
    assert title(renamed.organisation) == "Maker"


def test_an_undo_can_be_undone(renamed: Batch, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    undo(client, renamed)
    undo(client, Batch.objects.get(undoes=renamed))
    assert title(renamed.organisation) == "Lead"


def test_undo_that_later_changes_contradict_says_which(renamed: Batch, client_as: SignIn) -> None:
    position = store.org_at(renamed.organisation, TODAY()).positions["a"]
    writes.commit(renamed.organisation, [edited(TODAY(), position, title="Head")], title="Again", today=TODAY())
    answer = undo(client_as(Right.PLANNER), renamed).content.decode()
    assert "title is now Head" in answer
    assert ">Again</a> by the command line" in answer
    assert title(renamed.organisation) == "Head"


def test_undoing_twice_says_so(renamed: Batch, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    undo(client, renamed)
    assert "already" in undo(client, renamed).content.decode()


def pressed(client: Client, batch: Batch) -> str:
    """The Undo of a toast, on a page that stays: what is said then."""
    url = reverse("history-undo", args=[batch.organisation.slug, batch.pk])
    return client.post(url, {"own": "1"}, headers={"HX-Request": "true", "Lineup-In-Place": "1"})["HX-Trigger"]


def test_a_toast_undoes_what_its_member_did_and_offers_it_again(renamed: Batch, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    Batch.objects.filter(pk=renamed.pk).update(author=client.session["_auth_user_id"])
    [said] = json.loads(pressed(client, renamed))["toast"]["toasts"]
    assert said["said"].startswith("Undone: Rename the maker ")
    assert (title(renamed.organisation), said["undo"]["redoes"]) == ("Maker", True)
    client.post(said["undo"]["url"], said["undo"]["values"])
    assert title(renamed.organisation) == "Lead"


def test_a_toast_leaves_what_somebody_else_did(renamed: Batch, client_as: SignIn) -> None:
    assert "is a step of someone else" in pressed(client_as(Right.PLANNER), renamed)
    assert title(renamed.organisation) == "Lead"


def test_a_toast_goes_back_to_its_page(renamed: Batch, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    Batch.objects.filter(pk=renamed.pk).update(author=client.session["_auth_user_id"])
    url, there = reverse("history-undo", args=[renamed.organisation.slug, renamed.pk]), "/o/x/coverage/"
    assert client.post(url, {"own": "1", "next": there})["Location"] == there


def test_whoever_may_not_edit_live_reads_why_nothing_can_be_undone(renamed: Batch, client_as: SignIn) -> None:
    live.set_rule(renamed.organisation, live.Who.ADMINS)
    client = client_as(Right.PLANNER)
    slug = renamed.organisation.slug
    for url in (reverse("history", args=[slug]), reverse("history-batch", args=[slug, renamed.pk])):
        said = client.get(url).content.decode()
        assert "only admins can edit live" in said
        assert "/undo/" not in said


def test_a_viewer_is_offered_no_undo(renamed: Batch, client_as: SignIn) -> None:
    assert "/undo/" not in page(client_as(Right.VIEWER), renamed.organisation)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [({"q": "rename"}, True), ({"q": "import"}, False), ({"source": "edit"}, True), ({"source": "plan"}, False),
     ({"since": "2020-01-01"}, True), ({"until": "2020-01-01"}, False), ({"since": "soon"}, True),
     ({"kind": "position"}, True), ({"kind": "team"}, False), ({"author": "1"}, False), ({"page": "99"}, True)],
)  # fmt: skip
def test_filters(renamed: Batch, client_as: SignIn, asked: dict[str, str], shown: bool) -> None:
    assert ("Rename the maker" in page(client_as(Right.VIEWER), renamed.organisation, **asked)) is shown


def test_another_organisations_batch_is_not_there(renamed: Batch, client_as: SignIn) -> None:
    other = OrganisationFactory.create()
    batch = writes.commit(other, [add(TODAY(), Position("x"))], title="Secret", today=TODAY())
    url = reverse("history-batch", args=[renamed.organisation.slug, batch.pk])
    assert client_as(Right.ADMIN).get(url).status_code == 404


def test_the_export_marks_formulas_as_text(company: Organisation, client_as: SignIn) -> None:
    writes.commit(company, [add(TODAY(), Position("b"))], title="=1+1", today=TODAY())
    assert "'=1+1" in page(client_as(Right.VIEWER), company, format="csv")


def test_the_export_tells_each_change_and_its_plan(renamed: Batch, client_as: SignIn) -> None:
    Plan.objects.create(organisation=renamed.organisation, slug="p", name="Spring", target=TODAY(), batch=renamed)
    rows = list(csv.DictReader(page(client_as(Right.VIEWER), renamed.organisation, format="csv").splitlines()))
    assert [(row["change"], row["plan"]) for row in rows if row["what"] == "Rename the maker"] == [
        ("Maker becomes Lead", "Spring")
    ]


def test_the_number_of_queries_does_not_grow(
    renamed: Batch, client_as: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_as(Right.VIEWER)
    page(client, renamed.organisation)
    for n in range(30):
        writes.commit(renamed.organisation, [add(TODAY(), Position(f"n{n}"))], title="More", today=TODAY())
    with django_assert_max_num_queries(8):
        page(client, renamed.organisation)
