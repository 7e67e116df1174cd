"""What nobody has said: not missing, and told once."""

from dataclasses import replace
from typing import Any

import pytest

from planning.core import rules
from planning.core.changes.change import apply
from planning.core.fixes import Form, remedies
from planning.core.records import Position, Product
from planning.core.rules import Context
from tests.core.rules.checking import found
from tests.core.sample import (
    EITHER,
    PM,
    PMM,
    SAYS_BACKUPS,
    SAYS_OWNERS,
    SAYS_PAIRS,
    content,
    covers,
    held,
    org,
    product,
    says_partners,
)

WITHIN = content(responsibilities=(EITHER,))
BARE = [
    product(),
    *held("ann", PM, manager="boss"),
    *held("max", PMM, manager="boss"),
    *held("boss", title="CEO"),
    covers("app", "ann"),
    covers("app", "max", PMM),
]
ALL_SAID = [
    SAYS_PAIRS,
    SAYS_OWNERS,
    SAYS_BACKUPS,
    *says_partners("software-engineer", "product-designer", "quality-engineer", "sales"),
]
LABELS = {
    "backups": SAYS_BACKUPS,
    "counterparts": SAYS_PAIRS,
    "shared responsibilities": SAYS_OWNERS,
}


def message(*records: Any, within: Any = WITHIN) -> str:
    """What the one finding says; '' where there is none."""
    return "".join(finding.message for finding in found("not-known", *records, within=within))


def test_one_finding_lists_all_that_is_not_known() -> None:
    (finding,) = found("not-known", *BARE, within=WITHIN)
    assert (finding.severity, finding.subject.kind) == ("info", "organisation")
    for label in (*LABELS, "engineering partners", "quality partners", "sales or customer success partners"):
        assert label in finding.message


def test_nothing_is_flagged_of_what_is_not_known() -> None:
    said = {finding.rule for finding in rules.findings(org(*BARE), WITHIN)}
    assert said.isdisjoint({"pair-link", "resp-gap", "single-cover", "partner-build", "partner-market"})


def test_it_names_the_rules_that_wait() -> None:
    assert "Pair without a working link" in message(*BARE)


@pytest.mark.parametrize("label", LABELS)
def test_what_is_said_anywhere_is_known(label: str) -> None:
    assert label in message(*BARE)
    assert label not in message(*BARE, LABELS[label])


def test_disciplines_are_known_one_by_one() -> None:
    told = message(*BARE, *says_partners("software-engineer"))
    assert "engineering partners" not in told
    assert "quality partners" in told


def test_where_all_is_said_there_is_no_such_finding() -> None:
    assert message(*BARE, *ALL_SAID) == ""


def test_each_rule_speaks_once_its_fact_is_known() -> None:
    said = {finding.rule for finding in rules.findings(org(*BARE, *ALL_SAID), WITHIN)}
    assert said >= {"pair-link", "resp-gap", "single-cover", "partner-build", "partner-market"}


def test_what_no_rule_would_speak_of_is_not_asked_for() -> None:
    assert found("not-known", *held("top"), *held("a", manager="top")) == []


def test_rule_that_is_off_waits_for_nothing() -> None:
    off = replace(WITHIN, settings={"single-cover": {"on": False}})
    assert "backups" not in message(*BARE, within=off)


def test_positions_without_any_manager_are_not_known_to_have_none() -> None:
    people = [Position(f"p{n}", title="Clerk") for n in range(3)]
    assert [finding.rule for finding in rules.findings(org(*people), WITHIN)] == ["not-known"]
    assert "managers" in message(*people)


def test_one_manager_makes_managers_known() -> None:
    people = [*held("top"), *held("a", manager="top"), *held("lost")]
    assert [finding.subject.key for finding in found("unplaced", *people)] == ["lost"]


def under_a_proposal(number: int) -> list[Any]:
    return [rec for n in range(number) for rec in held(f"p{n}", manager="top", proposed="top")]


def test_managers_whom_an_import_proposed_are_not_known() -> None:
    people = [*held("top"), *under_a_proposal(9)]
    assert not found("span-high", *people)
    assert "managers. Lineup treats this as unknown, not as missing. The reporting lines are those" in message(*people)


def test_rules_speak_of_proposed_lines_once_a_manager_is_given() -> None:
    people = [*held("top"), *under_a_proposal(9), *held("moved", manager="p1", proposed="top")]
    assert [finding.subject.key for finding in found("span-high", *people)] == ["top"]


def test_each_fact_leads_to_where_it_is_given() -> None:
    ctx = Context(org(*BARE), WITHIN)
    hints = remedies(ctx, rules.run(ctx), found("not-known", *BARE, within=WITHIN)[0]).hints
    forms = {Form.PAIR, Form.ACCOUNTABLE, Form.ASSIGN, Form.IMPORT, Form.PRODUCT}
    assert {hint.form for hint in hints} == forms
    assert {hint.key for hint in hints} == {"app", ""}


def bare_list(number: int) -> list[Product]:
    return [product(f"app{n}") for n in range(number)]


def test_products_without_any_name_are_one_finding() -> None:
    (finding,) = rules.findings(org(*bare_list(3)), WITHIN)
    assert (finding.rule, finding.severity, len(finding.products)) == ("names-empty", "warning", 3)
    assert "Is the file incomplete?" in finding.message


def test_few_products_without_names_are_gaps() -> None:
    assert {finding.rule for finding in rules.findings(org(*bare_list(2)), WITHIN)} == {"cov-pm", "cov-pmm"}


def test_from_which_number_on_is_a_setting() -> None:
    within = content(settings={"names-empty": {"numbers": {"products": 4}}})
    assert found("names-empty", *bare_list(3), within=within) == []


def test_one_name_lets_each_gap_speak() -> None:
    named = [*bare_list(3), *held("ann", PM), covers("app0", "ann"), *held("max", PMM), covers("app0", "max", PMM)]
    assert len(found("cov-pm", *named)) == 2
    assert found("names-empty", *named) == []


def test_switched_off_it_hides_no_gap() -> None:
    within = content(settings={"names-empty": {"on": False}})
    assert len(found("cov-pm", *bare_list(3), within=within)) == 3


def test_products_that_need_nobody_miss_no_names() -> None:
    assert rules.findings(org(*(product(f"app{n}", stage="idea") for n in range(3))), WITHIN) == []


def test_gaps_that_rest_on_an_assumed_audience_are_listed_once() -> None:
    assumed = [product(f"app{n}", assumed=("market_facing",)) for n in range(2)]
    named = [*held("ann", PM), covers("app0", "ann"), *held("max", PMM), covers("known", "max", PMM)]
    (finding,) = found("audience-assumed", *assumed, product("known"), *named)
    assert (finding.severity, finding.products, finding.about) == ("info", ("app0", "app1"), PMM)
    assert finding.assumed == ("market_facing",)


@pytest.mark.parametrize(
    "fields",
    [{"assumed": ("stage",)}, {"assumed": ("market_facing",), "stage": "build"}],
    ids=["the audience was said", "no gap rests on it"],
)
def test_no_gap_that_rests_on_an_assumed_audience(fields: dict[str, Any]) -> None:
    assert found("audience-assumed", product(**fields)) == []


def test_an_assumed_audience_is_confirmed_by_a_decision_of_its_own() -> None:
    records = [product(assumed=("market_facing", "stage")), *held("ann", PM), covers("app", "ann")]
    ctx = Context(org(*records), content())
    (finding,) = found("audience-assumed", *records)
    (decision,) = remedies(ctx, rules.run(ctx), finding).decisions
    after = apply(ctx.org, decision.changes)
    assert after.products["app"].assumed == ("stage",)
    assert "audience-assumed" not in {known.rule for known in rules.findings(after, content())}


def without_pmm(number: int) -> list[Any]:
    """Products with their PM and nobody for marketing."""
    named = [covers(f"app{n}", "ann") for n in range(number)]
    return [*bare_list(number), *held("ann", PM, manager="boss"), *held("boss"), *named]


def test_role_that_nobody_has_is_one_finding_in_place_of_each_gap() -> None:
    assert not found("cov-pmm", *without_pmm(4), within=WITHIN)
    (finding,) = found("names-empty", *without_pmm(4), within=WITHIN)
    assert (finding.about, finding.severity, len(finding.products)) == (PMM, "warning", 4)
    assert finding.message.startswith(
        "4 products need a Product Marketing Manager (App0, App1, App2 and App3), but there is none"
    )


def test_role_that_nobody_has_is_as_grave_as_its_gravest_gap() -> None:
    launching = product("new", stage="launch")
    (finding,) = found("names-empty", launching, *without_pmm(3), within=WITHIN)
    assert finding.severity == "critical"


def test_role_that_nobody_has_rests_on_what_was_assumed_of_all_products() -> None:
    assumed = [one._replace(assumed=("stage", "market_facing")) for one in bare_list(3)]
    (finding,) = found("names-empty", *without_pmm(3), *assumed, within=WITHIN)
    assert finding.assumed == ("market_facing", "stage")


def test_once_somebody_is_named_in_the_role_each_gap_is_said() -> None:
    known = covers("app0", "boss", PMM)
    assert not found("names-empty", *without_pmm(4), known, within=WITHIN)
    assert found("cov-pmm", *without_pmm(4), known, within=WITHIN)


def test_who_has_a_role_and_is_named_on_no_product_is_asked_about_once() -> None:
    (finding,) = found("names-empty", *without_pmm(4), *held("max", PMM), within=WITHIN)
    assert not found("cov-pmm", *without_pmm(4), *held("max", PMM), within=WITHIN)
    assert finding.headline == "No product names its Product Marketing Manager"
    assert "no product names one. There is 1 Product Marketing Manager (Max). Who" in finding.message


def offered(*records: Any) -> list[str]:
    """What fixes names-empty, as titles with their notes."""
    ctx = Context(org(*records), WITHIN)
    every = rules.run(ctx)
    known = remedies(ctx, every, next(f for f in every if f.rule == "names-empty")).fixes
    return [f"{one.fix.title} {one.fix.note}".strip() for one in known]


def test_who_has_a_role_and_is_named_nowhere_gets_all_products_that_there_is_room_for() -> None:
    assert offered(*without_pmm(4), *held("max", PMM)) == ["Make Max PMM of all 4 products"]
    (fix,) = offered(*without_pmm(7), *held("max", PMM))
    assert fix == "Make Max PMM of 5 of the 7 products no one has room for 2 more"
    assert offered(*without_pmm(4)) == []


def test_few_products_without_a_role_are_gaps_of_their_own() -> None:
    assert len(found("cov-pmm", *without_pmm(2), within=WITHIN)) == 2
