"""Which assumed facts of a product a finding rests on."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core import rules
from planning.core.records import ASSUMABLE, STAGES, Org, Product
from tests.core.rules.checking import found
from tests.core.rules.test_run import WITHIN, organisation
from tests.core.sample import PM, PMM, TODAY, covers, held, org, product

BOTH: dict[str, Any] = {"assumed": ASSUMABLE}
SOON = TODAY + timedelta(days=20)


@pytest.mark.parametrize(
    ("rule", "fields", "assumed"),
    [
        ("cov-pmm", BOTH, ("market_facing", "stage")),
        ("cov-pm", BOTH, ("stage",)),
        ("cov-pmm", {"assumed": ("stage",)}, ("stage",)),
        ("cov-pmm", {}, ()),
        ("cov-pmm", {**BOTH, "launch": SOON}, ("market_facing",)),
    ],
    ids=["all", "any audience will do", "one was said", "nothing was assumed", "the launch decides, not the stage"],
)
def test_a_gap_rests_on_what_decides_the_need(rule: str, fields: dict[str, Any], assumed: tuple[str, ...]) -> None:
    (finding,) = found(rule, product(**fields))
    assert finding.assumed == assumed


def test_too_many_live_products_rest_on_their_stages() -> None:
    apps = [product(f"app{n}", **BOTH) for n in range(4)]
    (finding,) = found("load-pm", *held("ann", PM), *apps, *(covers(app.key, "ann") for app in apps))
    assert finding.assumed == ("stage",)


def test_a_double_owner_rests_on_nothing_assumed() -> None:
    people = [*held("ann", PM), *held("bob", PM)]
    (finding,) = found("owner-dup", product(**BOTH), *people, covers("app", "ann"), covers("app", "bob"))
    assert finding.assumed == ()


def test_a_late_hire_rests_on_the_audience_alone() -> None:
    (opening, _) = held("open", PMM, target_start=SOON)
    hire = opening._replace(holder="")
    (finding,) = found("hire-late", product(**BOTH, launch=SOON), hire, covers("app", "open", PMM))
    assert finding.assumed == ("market_facing",)


def about(where: Org, key: str) -> dict[tuple[str, ...], rules.Finding]:
    return {finding.identity: finding for finding in rules.findings_for(where, WITHIN, "product", key)}


@given(organisation, st.sampled_from(["app", "web"]), st.sampled_from(STAGES), st.booleans())
def test_what_a_finding_does_not_rest_on_may_be_otherwise(where: Org, key: str, stage: str, market: bool) -> None:
    """The law: with another value of a field that a finding does not name, it would be there as well."""
    assumed: Product = where.products[key]._replace(assumed=ASSUMABLE)
    before = about(with_product(where, assumed), key)
    for name, value in (("stage", stage), ("market_facing", market)):
        after = about(with_product(where, assumed._replace(**{name: value})), key)  # type: ignore[arg-type]
        assert {identity for identity, finding in before.items() if name not in finding.assumed} <= set(after)


def with_product(where: Org, one: Product) -> Org:
    records = [record for table in where.tables.values() for record in table.values()]
    return org(*(record for record in records if not isinstance(record, Product) or record.key != one.key), one)
