"""Where a finding is said to be, and whom it is said to concern."""

from datetime import date

import pytest

from planning.core.rules import Finding
from planning.core.rules.base import Subject
from planning.findings.whom import GROUPS, Place, place_of, several, whom
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation
from tests import small_organisation
from tests.factories import PositionFactory, TeamFactory

EVERYBODY = Subject("organisation", "", "Acme")


@pytest.fixture
def snapshot(filled: Organisation) -> Snapshot:
    for key, name in (("sup", "Customer Support"), ("sal", "Sales")):
        TeamFactory.create(organisation=filled, key=key, name=name)
    for n in range(9):
        team, title = ("sup", "Support Agent") if n < 6 else ("sal", "Account Executive")
        small_organisation.employ(filled, f"p{n}", f"Pat {n}", title=title, team=team, manager="ghost")
    PositionFactory.create(organisation=filled, key="free", title="Account Executive", holder="", team="sal")
    return Snapshot(filled, date.today())


def about(subject: Subject = EVERYBODY, involves: tuple[str, ...] = (), products: tuple[str, ...] = ()) -> Finding:
    return Finding("some-rule", "info", subject, "…", involves=involves, products=products)


PEOPLE = tuple(f"p{n}" for n in range(9))


def test_finding_about_the_organisation_is_where_those_are_whom_it_concerns(snapshot: Snapshot) -> None:
    assert place_of(snapshot, about(involves=PEOPLE)) == Place("Customer Support, Sales")
    assert place_of(snapshot, about(products=("checkout", "ledger"))) == Place("2 products")
    assert place_of(snapshot, about(products=("ledger",))) == Place("Ledger", "product", "ledger")
    assert place_of(snapshot, about()) == Place("Whole organisation")


def test_position_is_told_by_who_sits_there(snapshot: Snapshot) -> None:
    luis = about(snapshot.context.subject("position", "luis"))
    assert place_of(snapshot, luis) == Place("Luis, Product Manager", "position", "luis")


def test_count_is_told_where_several_are_the_point_of_it(snapshot: Snapshot) -> None:
    ledger, luis = snapshot.context.subject("product", "ledger"), snapshot.context.subject("position", "luis")
    assert several(snapshot, about(involves=PEOPLE)) == "9 people"
    assert several(snapshot, about(involves=(*PEOPLE, "free"))) == "10 positions"
    assert several(snapshot, about(luis, products=("checkout", "ledger"))) == "2 products"
    assert several(snapshot, about(ledger, involves=("luis", "aisha"))) == ""
    assert several(snapshot, about(luis, involves=("luis", "aisha"))) == ""


def test_many_are_grouped_by_title_and_team_and_few_are_named(snapshot: Snapshot) -> None:
    told = whom(snapshot, about(involves=PEOPLE))
    assert [(g.text, g.team, g.number) for g in told.groups] == [
        ("Support Agent", "Customer Support", 6),
        ("Account Executive", "Sales", 3),
    ]
    assert (told.is_grouped, len(told.every)) == (True, 9)
    few = whom(snapshot, about(involves=PEOPLE[:2]))
    assert [group.text for group in few.groups] == ["Pat 0, Support Agent", "Pat 1, Support Agent"]
    assert not few.is_grouped


def test_many_whose_managers_are_missing_are_grouped_by_manager(filled: Organisation) -> None:
    for n in range(9):
        small_organisation.employ(filled, f"p{n}", f"Pat {n}", title="Agent", manager="ann" if n < 3 else "bob")
    told = whom(Snapshot(filled, date.today()), about(involves=PEOPLE))
    assert [(group.text, group.number) for group in told.groups] == [("Manager “bob”", 6), ("Manager “ann”", 3)]


def test_groups_that_have_no_room_are_told_after_the_others(filled: Organisation) -> None:
    keys = tuple(f"x{n}" for n in range(GROUPS + 3))
    for key in keys:
        small_organisation.employ(filled, key, key, title=f"Title {key}", manager="ceo")
    told = whom(Snapshot(filled, date.today()), about(involves=keys))
    assert (len(told.groups), len(told.more)) == (GROUPS, 3)
