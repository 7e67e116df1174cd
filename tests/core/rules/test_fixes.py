"""What a fix is, is told by its kind and by nothing that people read."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from planning.core.changes.change import Change
from planning.core.records import Org
from planning.core.rules import Context, FixKind, findings, fixes
from planning.core.rules.base import ACCEPT
from planning.findings.presentation import ShownFix
from tests.core.rules.test_norms import CASES, Case
from tests.core.rules.test_run import low
from tests.core.rules.test_run import organisation as organisations
from tests.core.sample import content, org
from tests.test_architecture import ROOT, TEMPLATES, name, sources

# The record that a fix of the kind writes, and the field of it; '' where it writes the whole.
WRITES = {
    FixKind.ASSIGN: {("assignment", ""), ("assignment", "position")},
    FixKind.COUNTS: {("assignment", "counts")},
    FixKind.HIRE: {("position", ""), ("assignment", "")},
    FixKind.MOVE: {("position", "manager")},
    FixKind.DOTTED: {("position", "dotted")},
    FixKind.LINK: {("link", "")},
    FixKind.WITHOUT: {("product", "without")},
    FixKind.BACKUP: {("assignment", ""), ("assignment", "kind")},
    FixKind.ACCOUNTABLE: {("ownership", ""), ("ownership", "position")},
    FixKind.RETITLE: {("position", "role")},
    FixKind.END: {("position", "ends")},
    FixKind.REDATE: {("position", "target_start")},
}


def written(change: Change) -> set[tuple[str, str]]:
    if change.before is None or change.after is None:
        return {(change.kind, "")}
    return {(change.kind, field) for field in change.after}


def assert_kinds_fit(where: Org, ctx: Context) -> None:
    for finding in findings(where, ctx.content):
        for fix in fixes(ctx, finding):
            assert {place for change in fix.changes for place in written(change)} <= WRITES.get(fix.kind, set()), fix
            assert (fix.kind is FixKind.ACCEPT) == (fix == ACCEPT)


@given(organisations)
@settings(max_examples=60, deadline=None)
def test_the_kind_says_what_the_changes_do(where: Org) -> None:
    assert_kinds_fit(where, Context(where, low(0)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.what}")
def test_so_it_is_with_the_norms(case: Case) -> None:
    where = org(*case.records)
    assert_kinds_fit(where, Context(where, content(settings={case.rule: {"numbers": case.numbers}})))


@pytest.mark.parametrize("kind", FixKind)
def test_only_the_kind_decides_whether_a_fix_accepts(kind: FixKind) -> None:
    assert ShownFix(kind, ACCEPT.title, "").accepts == (kind is FixKind.ACCEPT)


def test_the_text_of_accepting_stands_once() -> None:
    paths: list[Path] = [*sources("portal", "roles", "planning"), *TEMPLATES, *(ROOT / "static" / "js").rglob("*.js")]
    assert [name(path) for path in paths if ACCEPT.title in path.read_text()] == ["planning/core/rules/base.py"]
