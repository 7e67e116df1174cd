"""What a fix that was tried is said to do, and which are offered."""

from planning.core import fixes, rules
from planning.core.changes.change import Change, add, edit
from planning.core.fixes import Fix, FixKind, asked, remedies, tried
from planning.core.fixes.trial import HANDFUL
from planning.core.records import Link
from planning.core.rules import Context, Finding
from tests.core.sample import EITHER, PM, PMM, TODAY, content, covers, held, org, product

RECORDS = [
    product(),
    product("web"),
    *held("top", "executive", title="CEO"),
    *held("vpm", "marketing-leader", title="VP Marketing", manager="top"),
    *(record for n in range(7) for record in held(f"m{n}", PMM, manager="vpm")),
    *held("pam", PM, manager="top"),
    covers("app", "pam"),
    covers("web", "pam"),
    covers("web", "m0", PMM),
    Link("l", "web", "pam", "m0"),
]
CTX = Context(org(*RECORDS), content(responsibilities=(EITHER,)))
KNOWN = rules.run(CTX)


def gap() -> Finding:
    return next(finding for finding in KNOWN if finding.rule == "cov-pmm")


def families(found: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in found}


def test_at_most_a_handful_is_offered() -> None:
    assert 0 < len(remedies(CTX, KNOWN, gap()).fixes) <= HANDFUL


def test_what_new_cover_brings_with_it_is_a_next_step_and_no_harm() -> None:
    alone = tried(CTX, KNOWN, gap(), Fix(FixKind.ASSIGN, "", (add(TODAY, covers("app", "m1", PMM)),), "m1"))
    assert "pair-link" in families(alone.next_steps) & families(alone.opens)
    assert families(alone.harms) & families(alone.next_steps) == set()


def test_what_a_rule_says_once_its_fact_is_given_is_a_next_step() -> None:
    two = [*held("ann", PM), *held("bea", PM), *held("cas", PM)]
    owned = [covers("app", "ann"), covers("app", "bea"), covers("web", "cas")]
    ctx = Context(org(product(), product("web"), *two, *owned), CTX.content)
    known = rules.run(ctx)
    finding = next(one for one in known if one.rule == "owner-dup")
    assert families(remedies(ctx, known, finding).fixes[0].next_steps) == {"single-cover"}


def test_what_opens_on_another_product_is_harm() -> None:
    """The same counterparts lose their link elsewhere."""
    fix = Fix(FixKind.ASSIGN, "", (add(TODAY, covers("app", "m1", PMM)), *_left()), "m1")
    found = tried(CTX, KNOWN, gap(), fix)
    assert families(found.harms) == {"cov-pmm"}


def _left() -> tuple[Change, ...]:
    duty = CTX.org.tables["assignment"][f"web-m0-{PMM}"]
    change = edit(TODAY, duty, position="top")
    return (change,) if change else ()


def test_what_does_not_close_its_finding_is_not_looked_at_further() -> None:
    fix = Fix(FixKind.ASSIGN, "", (add(TODAY, covers("web", "m1", PMM)),), "m1")
    assert tried(CTX, KNOWN, gap(), fix) == fixes.Tried(fix, False, False)


def test_a_fix_is_found_again_by_kind_and_key() -> None:
    first = remedies(CTX, KNOWN, gap()).fixes[0]
    assert asked(CTX, KNOWN, gap(), first.fix.kind, first.fix.key) == first


def test_nothing_is_found_by_a_key_that_fixes_nothing() -> None:
    assert asked(CTX, KNOWN, gap(), FixKind.ASSIGN, "nobody") is None
