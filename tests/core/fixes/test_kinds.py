"""What a fix is, is told by its kind and by nothing that people read."""

import pytest
from hypothesis import given, settings

from planning.core.changes.change import Change
from planning.core.fixes import Fix, FixKind, ways
from planning.core.records import Org
from planning.core.rules import Context, findings
from tests.core.rules.norm_cases import CASES, Case
from tests.core.rules.test_run import low
from tests.core.rules.test_run import organisation as organisations
from tests.core.sample import content, org

# The record that a fix of the kind writes, and the field of it; '' where it writes the whole.
WRITES = {
    FixKind.ASSIGN: {
        ("link", ""),
        ("assignment", ""),
        ("assignment", "position"),
        ("assignment", "kind"),
        ("assignment", "counts"),
    },
    FixKind.COUNTS: {("assignment", ""), ("assignment", "counts")},
    FixKind.HIRE: {("position", ""), ("assignment", ""), ("position", "target_start")},
    FixKind.MOVE: {("position", "manager")},
    FixKind.DOTTED: {("position", "dotted")},
    FixKind.LINK: {("link", "")},
    FixKind.PARTNER: {("assignment", "")},
    FixKind.BACKUP: {("assignment", ""), ("assignment", "kind")},
    FixKind.ACCOUNTABLE: {("ownership", ""), ("ownership", "position")},
    FixKind.RETITLE: {("position", "role"), ("position", "level"), ("position", "manager")},
    FixKind.SPLIT: {
        ("link", ""),
        ("position", "manager"),
        ("assignment", ""),
        ("assignment", "position"),
        ("assignment", "counts"),
    },
    FixKind.END: {("position", "ends")},
}


def written(change: Change) -> set[tuple[str, str]]:
    if change.before is None or change.after is None:
        return {(change.kind, "")}
    return {(change.kind, field) for field in change.after}


def assert_kinds_fit(where: Org, ctx: Context) -> None:
    for finding in findings(where, ctx.content):
        fixes = [way for way in ways(ctx, finding) if isinstance(way, Fix)]
        assert len({(fix.kind, fix.key) for fix in fixes}) == len(fixes), fixes
        for fix in fixes:
            assert fix.changes
            assert {place for change in fix.changes for place in written(change)} <= WRITES.get(fix.kind, set()), fix


@given(organisations)
@settings(max_examples=60, deadline=None)
def test_the_kind_says_what_the_changes_do(where: Org) -> None:
    assert_kinds_fit(where, Context(where, low(0)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.what}")
def test_so_it_is_with_the_norms(case: Case) -> None:
    where = org(*case.records)
    assert_kinds_fit(where, Context(where, content(settings={case.rule: {"numbers": case.numbers}})))
