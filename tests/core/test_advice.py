"""“Which role do we need?”: the answer is that of the rules."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.core.advice import KEY, NOBODY, OPEN, STANDS_IN, THERE, Advice, Description, advise, described
from planning.core.content import Content, Need, Role
from planning.core.records import STAGES
from planning.core.rules import Context, findings, findings_for
from roles.content_values import build
from tests.roles import seeded

pytestmark = pytest.mark.pure

ON = date(2026, 3, 2)
PM, PMM = "product-manager", "product-marketing-manager"
CONTENT = build(seeded.rows()).content


def ask(content: Content = CONTENT, **about: Any) -> Advice:
    given = {"name": "your product", "stage": "growth", "market_facing": True, **about}
    org = described(ON, content, Description(**given))
    return advise(Context(org, content), KEY, findings_for(org, content, "product", KEY))


def needed(advice: Advice) -> dict[str, bool]:
    return {verdict.role.slug: verdict.needed for verdict in advice.verdicts}


@pytest.mark.parametrize(
    ("stage", "market", "expected"),
    [
        ("idea", True, {PM: False, PMM: False}),
        ("build", True, {PM: True, PMM: False}),
        ("beta", True, {PM: True, PMM: True}),
        ("growth", False, {PM: True, PMM: False}),
        ("sunset", True, {PM: False, PMM: False}),
    ],
)
def test_the_stage_and_the_audience_tell_which_roles_are_needed(stage: str, market: bool, expected: Any) -> None:
    assert needed(ask(stage=stage, market_facing=market)) == expected


def test_who_is_there_covers() -> None:
    advice = ask(there={PM: THERE, PMM: NOBODY})
    assert [verdict.cell.state for verdict in advice.verdicts] == ["covered", "missing"]
    assert [verdict.role.slug for verdict in advice.gaps] == [PMM]


def test_a_stand_in_and_an_open_position_do_not_cover() -> None:
    advice = ask(there={PM: STANDS_IN, PMM: OPEN})
    assert [verdict.cell.state for verdict in advice.verdicts] == ["stand-in", "hire-due"]
    assert len(advice.gaps) == 2


def test_a_gap_brings_the_finding_with_its_reasons() -> None:
    finding = ask(stage="launch").verdicts[1].finding
    assert finding is not None
    assert (finding.rule, finding.severity) == ("cov-pmm", "critical")
    assert finding.because == (f"{PMM}/overview", f"{PMM}/when-needed")


def test_a_launch_that_is_near_opens_the_need_and_says_so() -> None:
    advice = ask(stage="build", launch=ON + timedelta(days=40))
    assert needed(advice)[PMM]
    assert advice.verdicts[1].why == "It launches on 11 Apr 2026, in 40 days; one is needed in the 60 days before."


def test_a_launch_further_off_tells_from_when() -> None:
    verdict = ask(stage="build", launch=ON + timedelta(days=100)).verdicts[1]
    assert not verdict.needed
    assert verdict.begins == ON + timedelta(days=40)
    assert verdict.why.endswith("With this launch date, that is from 11 Apr 2026.")


def test_an_internal_product_is_told_why_it_needs_no_role_for_the_market() -> None:
    assert ask(market_facing=False).verdicts[1].why == "Only market-facing products need one, and this one is internal."


def test_partners_that_are_missing_are_told() -> None:
    rules = [(f.rule, f.about) for f in ask(there={PM: THERE, PMM: THERE}, partners=("design", "sales")).others]
    assert ("partner-build", "engineering") in rules
    assert ("partner-build", "design") not in rules
    assert "partner-market" not in dict(rules)


def test_one_person_in_both_roles_is_flagged_unless_the_organisation_is_small() -> None:
    both = {PM: THERE, PMM: THERE}
    assert "dual-role" in [f.rule for f in ask(there=both, same=True).others]
    assert "dual-role" not in [f.rule for f in ask(there=both, same=True, small=True).others]
    assert "dual-role" not in [f.rule for f in ask(there=both).others]


def test_the_table_of_stages_is_that_of_the_rules() -> None:
    table = dict(ask(market_facing=False).stages)
    assert list(table) == list(STAGES)
    assert table["growth"] == [True, False]


def test_any_covering_role_is_advised_on() -> None:
    ops = Role("ops", "Product Operations", "OPS", "product", covers=True, need=Need("ops/when", ("growth",)))
    none = Role("none", "None", "NO", "product", covers=True)
    advice = ask(Content(roles={"ops": ops, "none": none}))
    assert needed(advice) == {"ops": True, "none": False}
    assert advice.verdicts[1].why == "The role content does not say when a product needs one."


@settings(max_examples=25)
@given(
    stage=st.sampled_from(STAGES),
    market_facing=st.booleans(),
    days=st.one_of(st.none(), st.integers(-100, 200)),
    there=st.fixed_dictionaries({slug: st.sampled_from([NOBODY, STANDS_IN, OPEN, THERE]) for slug in (PM, PMM)}),
    same=st.booleans(),
)
def test_the_gaps_are_exactly_what_a_whole_run_flags(
    stage: str, market_facing: bool, days: int | None, there: dict[str, str], same: bool
) -> None:
    launch = None if days is None else ON + timedelta(days=days)
    about = Description("p", stage, market_facing, launch, there, same)
    flagged = {f.rule for f in findings(described(ON, CONTENT, about), CONTENT) if f.rule.startswith("cov-")}
    advice = ask(name="p", stage=stage, market_facing=market_facing, launch=launch, there=there, same=same)
    assert {f"cov-{verdict.role.code.lower()}" for verdict in advice.gaps} == flagged
    assert {verdict.finding.rule for verdict in advice.verdicts if verdict.finding} == flagged
