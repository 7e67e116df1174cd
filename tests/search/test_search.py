"""What a member finds, and what they are offered to do."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import live, writes
from planning.plans import editing
from planning.search.deeds import DEEDS
from planning.search.pages import PAGES
from portal.models import Organisation, Right, User
from tests.factories import MembershipFactory, UserFactory
from tests.samples import own_pages

pytestmark = pytest.mark.django_db
HIT = re.compile(
    r'<a class="found-one" href="([^"]*)"([^>]*)>.*?<span data-mark>([^<]*)</span>(?: <small data-mark>([^<]*)<)?', re.S
)
Find = Callable[..., dict[str, str]]


CLOSED = re.compile(r'<span class="found-one closed".*?<span data-mark>([^<]*)</span> <small>([^<]*)<', re.S)


def refused(client: Client, organisation: Organisation, q: str) -> dict[str, str]:
    """What is found and may not be done, and why."""
    answer = client.get(f"/o/{organisation.slug}/find/?q={quote(q)}", headers={"HX-Request": "true"})
    return dict(CLOSED.findall(answer.content.decode()))


def hits(client: Client, organisation: Organisation, q: str, query: str = "", page: bool = False) -> dict[str, str]:
    """What is found and what stands beside it, in their order."""
    headers = {} if page else {"HX-Request": "true"}
    answer = client.get(f"/o/{organisation.slug}/find/?q={quote(q)}{query}", headers=headers)
    assert answer.status_code == 200
    return {name: beside or where for where, _, name, beside in HIT.findall(answer.content.decode())}


@pytest.fixture
def planner(filled: Organisation, client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.PLANNER)


@pytest.fixture
def owner(filled: Organisation) -> User:
    return MembershipFactory.create(organisation=filled, right=Right.PLANNER).user


@pytest.fixture
def spring(filled: Organisation, owner: User) -> Plan:
    return editing.create(filled, name="Spring tidying", target=date.today(), owner=owner)


@pytest.mark.parametrize(
    ("q", "name", "beside"),
    [
        ("luis", "Product Manager", "Luis · covers Checkout"),
        ("checkout", "Checkout", "growth"),
        ("payments", "Payments", "/o/"),
        ("PMM", "Product Marketing Manager", "PMM · role guide"),
        ("glossary", "Glossary", "/o/"),
        ("ledger", "No Product Manager", "Ledger"),
        ("ledgr", "Ledger", "build · internal"),
        ("assign ledger", "Assign someone to Ledger…", "live organisation"),
        ("move luis", "Change manager of Product Manager (Luis)…", "live organisation"),
        ("change manager of luis", "Change manager of Product Manager (Luis)…", "live organisation"),
        ("import", "Import files…", "live organisation"),
    ],
)
def test_records_findings_roles_pages_and_actions_are_found(
    planner: Client, filled: Organisation, q: str, name: str, beside: str
) -> None:
    found = hits(planner, filled, q)
    assert name in found
    assert found[name].startswith(beside)


def test_an_open_position_is_offered_to_be_filled(planner: Client, filled: Organisation) -> None:
    today = date.today()
    writes.commit(filled, [add(today, Position("copy", title="Copywriter"))], title="Start", today=today)
    assert "Fill Copywriter…" in hits(planner, filled, "fill copywriter")
    assert "Fill Product Manager (Luis)…" not in hits(planner, filled, "luis")


def test_the_page_without_script_has_the_same_groups(planner: Client, filled: Organisation) -> None:
    assert set(hits(planner, filled, "checkout")) <= set(hits(planner, filled, "checkout", page=True))
    assert not hits(planner, filled, "quokka", page=True)


def test_only_actions_after_a_greater_than_sign(planner: Client, filled: Organisation) -> None:
    found = hits(planner, filled, "> add")
    assert list(found) == ["Add a position…", "Add a product…", "Add a team…"]


def test_in_a_plan_links_keep_it_and_its_day_and_actions_say_that_they_add_to_it(
    filled: Organisation, owner: User, spring: Plan
) -> None:
    client = Client()
    client.force_login(owner)
    day = date.today() + timedelta(days=9)
    query = f"&plan={spring.slug}&on={day}"
    text = client.get(f"/o/{filled.slug}/find/?q=checkout{query}", headers={"HX-Request": "true"}).content.decode()
    links = [link.replace("&amp;", "&") for link, _, _, _ in HIT.findall(text)]
    assert links
    assert [link for link in links if f"plan={spring.slug}&on={day}" not in link] == []
    found = hits(client, filled, "> ", query)
    assert found["Add a position…"] == "adds to Spring tidying"
    assert found["Import files…"] == "live organisation"
    assert "Leave plan Spring tidying" in found


def test_whoever_may_not_edit_live_is_offered_to_add_to_a_plan_and_no_import(
    planner: Client, filled: Organisation
) -> None:
    live.set_rule(filled, live.Who.APPROVERS)
    found = hits(planner, filled, "> ")
    assert found["Add a position…"] == "adds to a plan"
    assert not {"Import files…", "Find products…"} & set(found)
    assert "only approvers and admins can import" in refused(planner, filled, "import files")["Import files…"]


def test_plans_of_others_are_not_found(planner: Client, filled: Organisation, owner: User, spring: Plan) -> None:
    assert not hits(planner, filled, "tidying")
    planner.force_login(owner)
    assert "Spring tidying" in hits(planner, filled, "tidying")


def test_two_plans_of_one_name_are_both_found(filled: Organisation, owner: User, spring: Plan) -> None:
    other = editing.create(filled, name=spring.name, target=date.today(), owner=owner)
    client = Client()
    client.force_login(owner)
    text = client.get(f"/o/{filled.slug}/find/?q=tidying", headers={"HX-Request": "true"}).content.decode()
    assert {f"/o/{filled.slug}/plans/{plan.slug}/" for plan in (spring, other)} <= {hit[0] for hit in HIT.findall(text)}


@pytest.mark.parametrize(
    ("right", "sees_cost", "there", "not_there"),
    [
        (Right.VIEWER, False, {"Export…"}, {"New plan…", "Import files…", "Add a position…", "Pay bands", "Members"}),
        (Right.PLANNER, False, {"New plan…", "Add a position…"}, {"Pay bands", "Add a pay band…", "Invite someone…"}),
        (Right.ADMIN, True, {"Pay bands", "Add a pay band…", "Invite someone…", "Members"}, set()),
    ],
)
def test_nobody_is_offered_what_they_may_not(
    filled: Organisation, right: Right, sees_cost: bool, there: set[str], not_there: set[str]
) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=right, sees_cost=sees_cost).user)
    found = {
        name
        for q in ("pay band", "members", "invite", "export", "new plan", "import", "add a position")
        for name in hits(client, filled, q)
    }
    assert there <= found
    assert not found & not_there
    closed = refused(client, filled, "add a pay band") | refused(client, filled, "change manager of luis")
    assert ("Add a pay band…" in closed) is not sees_cost
    assert ("Change manager of Product Manager (Luis)…" in closed) is (right == Right.VIEWER)
    assert all(re.search(r"needs .+\. Ask .+\.", why) for why in closed.values())


def test_nobody_finds_anything_in_another_organisation(filled: Organisation) -> None:
    client = Client()
    client.force_login(UserFactory.create())
    assert client.get(f"/o/{filled.slug}/find/?q=luis").status_code == 404


# Parts and steps of other pages, and answers to what was done there.
LED_TO = {
    *(
        "find",
        "home-sections",
        "notices-latest",
        "notices-read",
        "chart-beside",
        "chart-cards",
        "chart-filters",
        "findings-saved",
        "findings-accept",
        "findings-assign",
        "findings-undo",
    ),
    *("coverage-losses-ics", "hiring-bands-import", "guide-search", "adapting-reset", "invite"),
    *("organisation-archive-file", "organisation-bring-back", "member-take-cost"),
    *("setup-products-keep", "setup-products-undo", "setup-titles", "setup-titles-undo", "setup-managers"),
    *("close-gaps-of", "close-gaps-curve", "close-gaps-effect", "close-gaps-keep"),
    *("setup-managers-undo", "setup-invite", "setup-confirm", "setup-dismiss"),
}


def test_every_page_that_takes_no_arguments_is_found() -> None:
    """A new page belongs into `PAGES` or `DEEDS`, or here if another one leads to it."""
    names = {page.name for page in own_pages() if page.in_organisation and page.arguments <= {"organisation"}}
    assert names - {one.name for one in (*PAGES, *DEEDS)} - LED_TO == set()
