"""The norms: for each rule the smallest organisation that raises it, the nearest that does not, the edge of its
threshold, and its settings."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from planning.core import rules
from planning.core.changes.change import add, apply
from planning.core.fixes import FixKind
from planning.core.records import BACKUP, OWNER, Assignment, Org, Ownership, Person, Position
from planning.core.rules import Context
from planning.core.rules.run import NORMS
from tests.core.rules.checking import fixes, found
from tests.core.rules.norm_cases import (
    CASES,
    DAY,
    Case,
    day,
    idle,
    leader,
    leaving,
    left,
    load,
    many,
    shared,
    support,
)
from tests.core.rules.test_run import low
from tests.core.rules.test_run import organisation as organisations
from tests.core.sample import EITHER, PM, PMM, SAYS_BACKUPS, TODAY, content, covers, held, org, product


def test_a_leader_of_few_is_told_what_the_role_is_for() -> None:
    (finding,) = found("span-low", *leader(1), within=_with_core("product-leader"))
    assert finding.because == ("product-leader/core",)


def _with_core(slug: str) -> Any:
    roles = content().roles
    return content(roles={**roles, slug: roles[slug]._replace(core=f"{slug}/core")})


def test_cover_without_a_backup_rests_on_when_it_is_needed() -> None:
    (finding,) = found("single-cover", *support(1)[:4], SAYS_BACKUPS)
    assert finding.because == (f"{PMM}/need",)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.what}")
def test_case(case: Case) -> None:
    within = content(settings={case.rule: {"numbers": case.numbers}})
    assert [finding.severity for finding in found(case.rule, *case.records, within=within)] == case.severities


def test_every_norm_is_in_the_table() -> None:
    made = {rule.id for family in NORMS for rule in family.rules(content())}
    assert {case.rule for case in CASES} == made


@pytest.mark.parametrize("rule", sorted({case.rule for case in CASES}))
def test_severity_and_off_are_settings(rule: str) -> None:
    records = next(case.records for case in CASES if case.rule == rule and case.severities and not case.numbers)
    assert found(rule, *records, within=content(settings={rule: {"on": False}})) == []
    always = content(settings={rule: {"on": True, "severity": "critical"}})
    assert [finding.severity for finding in found(rule, *records, within=always)] == ["critical"]


@pytest.mark.parametrize("case", [c for c in CASES if c.severities], ids=lambda case: f"{case.rule}: {case.what}")
def test_first_fix_that_can_be_done_closes_it(case: Case) -> None:
    within = content(settings={case.rule: {"numbers": case.numbers}})
    where = org(*case.records)
    (finding,) = found(case.rule, *case.records, within=within)
    done = [fix for fix in fixes(Context(where, within), finding) if fix.changes and fix.kind is not FixKind.HIRE]
    for fix in done[:1]:
        after = rules.findings(apply(where, fix.changes), within)
        assert finding.identity not in {other.identity for other in after if other.message == finding.message}


def test_who_covers_nothing_is_told_with_what_misses_them() -> None:
    (finding,) = found("idle-cover", *idle(), product("web"))
    assert finding.subject.key == "bob"
    assert finding.message == "bob (Bob) covers no product, while 1 product has no Product Manager: Web."
    assert finding.headline == "Covers no product, while 1 product needs a PM"


def test_more_than_five_who_cover_nothing_are_one_finding() -> None:
    (finding,) = found("idle-cover", *idle(), *many(5, PM))
    assert (finding.subject.kind, finding.about, len(finding.involves)) == ("organisation", PM, 6)
    assert finding.message == "6 Product Managers cover no product (Bob, X0, X1, X2 and 2 more)."


def alone_on(products: int, *others: Any) -> list[Any]:
    """Ann has so many products; somebody has a backup, so backups are known."""
    known = [product("old", stage="idea"), *held("zoe", PM), covers("old", "zoe", kind=BACKUP)]
    return [*load(products), *known, *others]


def test_several_products_that_rest_on_one_person_are_one_finding_about_them() -> None:
    (finding,) = found("single-cover", *alone_on(3))
    assert (finding.subject.key, finding.about, finding.products) == ("ann", PM, ("a0", "a1", "a2"))
    assert finding.message == "3 products (A0, A1 and A2) depend on Ann alone as Product Manager, with no backup."


def test_a_position_that_two_share_rests_on_no_one_person() -> None:
    records = alone_on(0, product(), *shared("ann", role=PM), covers("app", "ann"))
    assert found("single-cover", *records) == []


def test_whoever_has_too_much_is_told_of_once_with_what_has_no_backup() -> None:
    records = alone_on(4, *held("bob", PM), covers("a3", "bob", kind=BACKUP))
    (finding,) = found("load-pm", *records)
    assert finding.message.endswith("The limit is 3. No backup is named for A0, A1 and A2.")
    assert finding.products == ("a0", "a1", "a2", "a3")
    assert found("single-cover", *records) == []
    off = content(settings={"load-pm": {"on": False}})
    assert [f.subject.key for f in found("single-cover", *records, within=off)] == ["ann"]


def test_a_load_says_nothing_of_backups_that_nobody_has_told() -> None:
    (finding,) = found("load-pm", *load(4))
    assert finding.message.endswith("The limit is 3.")


@pytest.mark.parametrize("case", [c for c in CASES if c.severities], ids=lambda case: f"{case.rule}: {case.what}")
def test_a_headline_is_short_and_leaves_the_subject_out(case: Case) -> None:
    within = content(settings={case.rule: {"numbers": case.numbers}})
    for finding in found(case.rule, *case.records, within=within):
        assert 0 < len(finding.headline) < 90
        assert finding.subject.name not in finding.headline.split()


def test_two_named_for_one_responsibility() -> None:
    within = content(responsibilities=(EITHER,))
    owners = [Ownership("o1", "app", EITHER.id, "x0"), Ownership("o2", "app", EITHER.id, "max")]
    (finding,) = found("owner-dup", *support(1), *owners, within=within)
    assert finding.about == EITHER.id
    assert found("owner-dup", *support(1), owners[0], within=within) == []


def test_vacancy_is_counted_from_the_change_that_made_it() -> None:
    where = org(*held("eve", title="Clerk"))
    vacated = apply(where, [add(day(-46), Position("new", "Clerk"))])
    (finding,) = (f for f in rules.findings(vacated, content()) if f.rule == "vacant-long")
    assert finding.message == "Clerk has been open for 46 days, since 16 Apr 2026."


def test_vacancy_known_only_by_its_target_says_at_least() -> None:
    (finding,) = found("vacant-long", Position("v", target_start=day(-46)))
    assert "for at least 46 days, since 16 Apr 2026" in finding.message


@pytest.mark.parametrize("case", [left(46), leaving(31)])
def test_days_that_pass_do_not_change_the_facts(case: list[Any]) -> None:
    today, tomorrow = (rules.findings(org(*case, on=TODAY + n * DAY), content()) for n in (0, 1))
    facts = [{f.digest for f in run if f.rule in ("vacant-long", "loss-soon")} for run in (today, tomorrow)]
    assert facts[0] == facts[1] != set()


@settings(max_examples=60, deadline=None)
@given(organisations)
def test_adding_somebody_who_covers_never_opens_a_gap(where: Org) -> None:
    within = low(0)
    each = replace(within, settings={**within.settings, "names-empty": {"on": False}})
    before = {f.identity for f in rules.findings(where, each) if f.rule == "cov-pm"}
    for key in where.products:
        new = [Person("new"), Position("new", role=PM, holder="new"), Assignment("new", key, "new", PM)]
        after = rules.findings(apply(where, [add(TODAY, record) for record in new]), each)
        gaps = {f.identity for f in after if f.rule == "cov-pm"}
        assert gaps <= before
        assert key not in {subject for _, _, subject, _ in gaps}


@settings(max_examples=60, deadline=None)
@given(organisations)
def test_one_cause_is_flagged_once(where: Org) -> None:
    every = rules.findings(where, replace(low(0), settings={}))
    gaps = {(f.rule, f.subject.key) for f in every if f.rule.startswith("cov-")}
    both = {f.subject.key for f in every if f.rule == "dual-role"}
    assert not [f for f in every if f.rule in ("pair-link", "resp-cross", "peer-gap") and f.subject.key in both]
    assert not [f for f in every if f.rule == "loss-soon" and (f"cov-{_code(f.about)}", f.subject.key) in gaps]
    waiting = {f.subject.key for f in every if f.rule == "vacant-long"}
    owners = [a for a in where.tables["assignment"].values() if a.kind == OWNER]
    owed = {a.position for a in owners if (f"cov-{_code(a.role)}", a.product) in gaps}
    assert not waiting & {key for key in owed if key in where.positions and where.positions[key].role in (PM, PMM)}


def _code(role: str) -> str:
    return {PM: "pm", PMM: "pmm"}.get(role, "")
