"""The page of the setup: its steps, what is left as it is, and the reminder on Home."""

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add, edit
from planning.organisation import writes
from planning.setup import steps
from planning.setup.products.deciding import listing_of
from portal.models import Organisation, Right
from tests.setup.companies import TODAY, now, position, snapshot
from tests.shapes import SignIn


def page(client: Client, company: Organisation, name: str = "setup") -> str:
    answer = client.get(reverse(name, args=[company.slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def done(company: Organisation) -> dict[str, bool]:
    return {step.name: step.done for step in steps.progress(snapshot(company)).steps}


def leave(client: Client, company: Organisation, step: str, name: str = "leave") -> None:
    assert client.post(reverse("setup-confirm", args=[company.slug]), {name: step}).status_code == 302


def test_each_step_says_what_is_open(company: Organisation) -> None:
    says = {step.name: step.says for step in steps.progress(snapshot(company)).steps}
    assert says == {
        "products": "1 kept",
        "stages": "1 assumed",
        "titles": "2 not recognised",
        "managers": "11 people",
        "live": "not set yet",
    }


def test_a_step_is_done_when_nothing_is_open(company: Organisation) -> None:
    assert done(company) == {"products": True, "stages": False, "titles": False, "managers": False, "live": False}
    change = edit(TODAY, now(company).products["maps"], assumed=())
    assert change is not None
    writes.commit(company, [change], title="Confirm", today=TODAY)
    assert done(company)["stages"]


def test_a_step_is_done_when_somebody_leaves_it_as_it_is(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    leave(client, company, "managers")
    assert done(company)["managers"]
    assert "Left as is by" in page(client, company)


def test_a_step_that_was_left_can_be_asked_again(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    leave(client, company, "managers")
    leave(client, company, "managers", "undo")
    assert not done(company)["managers"]


def test_a_step_that_was_left_opens_again_when_there_is_more(company: Organisation, client_as: SignIn) -> None:
    leave(client_as(Right.PLANNER), company, "managers")
    more = add(TODAY, position("late", manager="")._replace(holder=""))
    writes.commit(company, [more], title="Import", today=TODAY)
    assert not done(company)["managers"]


def test_an_unknown_step_changes_nothing(company: Organisation, client_as: SignIn) -> None:
    before = done(company)
    leave(client_as(Right.PLANNER), company, "nonsense")
    assert done(company) == before


def test_the_page_says_how_far_the_setup_is(company: Organisation, client_as: SignIn) -> None:
    text = page(client_as(Right.PLANNER), company)
    assert "1 of 5 confirmed" in text
    assert "18 people in the organisation." in text


def test_a_viewer_reads_it_and_may_not_change_anything(company: Organisation, client_as: SignIn) -> None:
    text = page(client_as(Right.VIEWER), company)
    assert "Wizard of Light" in text
    assert "as shown" not in text
    assert 'name="manager"' not in text


def test_an_empty_organisation_is_led_to_the_import(organisation: Organisation, client_as: SignIn) -> None:
    assert reverse("import", args=[organisation.slug]) in page(client_as(Right.PLANNER), organisation)


def test_htmx_gets_the_sections_alone(company: Organisation, client_as: SignIn) -> None:
    answer = client_as(Right.PLANNER).post(
        reverse("setup-confirm", args=[company.slug]), {"leave": "managers"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'id="setup-steps"' in text
    assert "<html" not in text


def test_home_says_what_rests_on_what_is_open(company: Organisation, client_as: SignIn) -> None:
    text = page(client_as(Right.PLANNER), company, "home")
    assert "Stage and audience of 1 product are assumed; 1 PM and 1 PMM gaps depend on them." in text


@pytest.mark.parametrize("query", ["?on=2020-01-01", ""])
def test_home_reminds_nobody_who_cannot_finish_it(company: Organisation, client_as: SignIn, query: str) -> None:
    client = client_as(Right.PLANNER if query else Right.VIEWER)
    assert "Finish setup." not in client.get(reverse("home", args=[company.slug]) + query).content.decode()


def test_home_reminds_no_longer_once_that_was_put_away(company: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.PLANNER)
    client.post(reverse("setup-dismiss", args=[company.slug]))
    text = page(client, company, "home")
    assert "Finish setup." not in text
    assert reverse("setup", args=[company.slug]) in text, "the menu leads there"


def test_the_reminder_comes_back_when_it_is_asked_for_and_when_more_is_open(
    company: Organisation, client_as: SignIn
) -> None:
    client, dismiss = client_as(Right.PLANNER), reverse("setup-dismiss", args=[company.slug])
    client.post(dismiss)
    client.post(dismiss, {"undo": "1"})
    assert "Finish setup." in page(client, company, "home")
    client.post(dismiss)
    more = add(TODAY, position("late", manager="")._replace(holder=""))
    writes.commit(company, [more], title="Import", today=TODAY)
    assert "Finish setup." in page(client, company, "home")


def test_the_setup_counts_products_that_home_does_not_look_for(company: Organisation) -> None:
    lead = add(TODAY, position("atlas", "Product Manager, Atlas", "vp", "product-manager")._replace(holder=""))
    writes.commit(company, [lead], title="Add", today=TODAY)
    now(company)
    assert steps.progress(snapshot(company)).step("products").open == 1
    assert steps.glance(snapshot(company)).step("products").open == 0


def test_doubtful_products_keep_the_setup_open_only_where_there_are_none_yet(company: Organisation) -> None:
    vague = add(TODAY, position("vague", "Engineer, Enterprise", "vp")._replace(holder=""))
    writes.commit(company, [vague], title="Add", today=TODAY)
    now(company)
    assert any(not row.is_kept for row in listing_of(snapshot(company)).rows)
    assert steps.progress(snapshot(company)).step("products").open == 0


def test_a_press_keeps_the_number_of_products_that_the_page_has_found(company: Organisation, client_as: SignIn) -> None:
    data, headers = {"leave": "managers", "found": "7"}, {"HX-Request": "true"}
    text = client_as(Right.PLANNER).post(reverse("setup-confirm", args=[company.slug]), data, headers=headers)
    assert "7 found" in text.content.decode()
