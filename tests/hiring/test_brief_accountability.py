"""Whom a responsibility is named for decides whose brief it stands in."""

from datetime import date, timedelta
from typing import Any

import pytest

from planning.core.changes.change import add
from planning.core.records import Assignment, Ownership, Person, Position, Product
from planning.hiring.briefs.compose import compose
from planning.organisation import writes
from planning.organisation.role_content import guide_for
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

TODAY = date.today()
PMM, PM = "product-marketing-manager", "product-manager"
PRICING = "Pricing and packaging"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A PM, and an open position for a PMM who is to cover two products."""
    add_all(
        organisation,
        Product("pay", "Payments"),
        Product("api", "API"),
        Person("kofi", "Kofi Adjei"),
        Person("oskar", "Oskar Lund"),
        Position("head", title="Head of Product Marketing", holder="oskar"),
        Position("pm", title="Senior Product Manager", role=PM, holder="kofi"),
        Position("pmm", title="PMM", role=PMM, stage="open", manager="head"),
        Assignment("a1", "pay", "pm", PM),
        Assignment("a2", "pay", "pmm", PMM),
        Assignment("a3", "api", "pmm", PMM),
    )
    return organisation


def add_all(organisation: Organisation, *records: Any) -> None:
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Add", today=TODAY)


def name(company: Organisation, product: str, duty: str, position: str) -> None:
    ids = {one.name: one.id for one in Snapshot(company, TODAY).content.responsibilities}
    add_all(company, Ownership(f"{product}-{duty}", product, ids[duty], position))


def texts(company: Organisation) -> dict[str, str]:
    return compose(Snapshot(company, TODAY), guide_for(company), "pmm")


def line(text: str, start: str) -> str:
    return next((one for one in text.splitlines() if one.startswith(f"- {start}")), "")


def test_what_someone_else_is_named_for_everywhere_is_not_among_the_responsibilities(company: Organisation) -> None:
    for product in ("pay", "api"):
        name(company, product, PRICING, "pm")
    made = texts(company)
    assert PRICING not in made["responsibilities"]
    said = "Not responsible for pricing and packaging on Payments and API: that is with Kofi Adjei, "
    assert f"{said}Senior Product Manager." in made["not_this"]


def test_what_someone_else_is_named_for_on_one_product_is_told_for_each(company: Organisation) -> None:
    name(company, "pay", PRICING, "pm")
    made = texts(company)
    assert line(made["responsibilities"], f"{PRICING} (on API): ")
    assert "pricing and packaging on Payments: that is with Kofi Adjei" in made["not_this"]


def test_what_an_open_position_is_named_for_is_its_own(company: Organisation) -> None:
    add_all(company, Position("lead", title="Pricing Lead"))
    name(company, "pay", PRICING, "lead")
    assert "that is with Pricing Lead (open position)." in texts(company)["not_this"]


def test_what_the_position_is_named_for_comes_in_although_it_is_another_roles(company: Organisation) -> None:
    name(company, "api", "Roadmap and strategy", "pmm")
    made = texts(company)
    assert line(made["responsibilities"], "Roadmap and strategy (on API): ")
    assert "roadmap" not in line(made["not_this"], "Not a Product Manager")
    assert "roadmap and strategy" in line(made["first"], "API: ")


def test_a_shared_one_that_the_position_is_named_for_is_shared_no_more(company: Organisation) -> None:
    assert "Shared with Kofi Adjei on Payments" in line(texts(company)["responsibilities"], PRICING)
    name(company, "pay", PRICING, "pmm")
    assert "Shared" not in line(texts(company)["responsibilities"], PRICING)


def test_of_a_shared_one_it_is_said_who_decides(company: Organisation) -> None:
    said = line(texts(company)["responsibilities"], "Market research")
    assert said.endswith("Shared with Kofi Adjei on Payments; Oskar Lund decides who owns it.")


def test_where_no_one_decides_it_needs_one_owner(company: Organisation) -> None:
    add_all(company, Position("alone", title="Alone", role=PMM, stage="open"), Assignment("a9", "pay", "alone", PMM))
    made = compose(Snapshot(company, TODAY), guide_for(company), "alone")
    assert "Shared with Kofi Adjei on Payments; it needs one owner." in made["responsibilities"]


def test_an_owner_whose_position_is_closed_before_the_start_leaves_a_gap(company: Organisation) -> None:
    start = TODAY + timedelta(days=30)
    add_all(
        company,
        Position("lead", title="Pricing Lead", ends=start - timedelta(days=1)),
        Position("later", title="PMM", role=PMM, target_start=start),
        Assignment("a6", "api", "later", PMM),
    )
    name(company, "api", PRICING, "lead")
    made = compose(Snapshot(company, TODAY), guide_for(company), "later")
    assert "pricing and packaging" in made["first"]
    assert "Pricing Lead" not in str(made)


def test_a_position_without_a_product_has_what_its_role_has(company: Organisation) -> None:
    add_all(company, Position("free", title="Free", role=PMM))
    made = compose(Snapshot(company, TODAY), guide_for(company), "free")
    assert line(made["responsibilities"], f"{PRICING}: ")
    assert made["first"] == ""


def test_a_position_without_a_role_has_nothing_but_people(company: Organisation) -> None:
    add_all(company, Position("odd", title="Odd"), Assignment("a8", "pay", "odd", ""))
    made = compose(Snapshot(company, TODAY), guide_for(company), "odd")
    assert {section for section, text in made.items() if text} == {"partners"}


def test_what_it_is_backup_for_is_not_its_own(company: Organisation) -> None:
    add_all(company, Product("web", "Web"), Assignment("a7", "web", "pmm", PMM, "backup"))
    assert "Web" not in texts(company)["first"]
