"""Who is proposed as a product's partner."""

from datetime import timedelta
from typing import Any

from planning.core.content import TitleWord
from planning.core.fixes import Decision, Fix, FixKind, Hint, Mark, ways
from planning.core.fixes.base import Way
from planning.core.rules import Context, findings
from tests.core.rules.checking import fixes
from tests.core.sample import PM, TODAY, content, covers, held, org, product

DESIGNER = "product-designer"


def words(title: str) -> tuple[TitleWord, ...]:
    """Every word a name, and commas marks."""
    parts = title.replace(",", " , ").lower().split()
    return tuple(TitleWord(0, 0, "mark" if part == "," else "name", part) for part in parts)


# The discipline is known: another product has a designer.
KNOWN = [product("old"), *held("lena", DESIGNER, manager="art"), covers("old", "lena", DESIGNER)]
MANAGED = [product("app"), *held("ann", PM), covers("app", "ann")]


def ways_out(*records: Any, of: str = "app") -> list[Way]:
    """The ways out where a product misses a designer."""
    ctx = Context(org(*KNOWN, *MANAGED, *records), content(words_of=words))
    missing = [f for f in findings(ctx.org, ctx.content) if f.rule == "partner-build" and f.about == "design"]
    return [way for finding in missing if finding.subject.key == of for way in ways(ctx, finding)]


def proposed(*records: Any, of: str = "app") -> list[str]:
    return [way.key for way in ways_out(*records, of=of) if isinstance(way, Fix)]


def first(*records: Any) -> Fix:
    return next(way for way in ways_out(*records) if isinstance(way, Fix))


def test_whoever_bears_the_product_in_the_title_comes_first() -> None:
    assert proposed(*held("zoe", DESIGNER, title="Designer, App"), *held("amy", DESIGNER))[0] == "zoe"


def test_whoever_works_with_the_same_manager_elsewhere_comes_before_strangers() -> None:
    shared = [product("web"), covers("web", "ann"), *held("zoe", DESIGNER), covers("web", "zoe", DESIGNER)]
    best = first(*shared, *held("amy", DESIGNER))
    assert (best.key, best.reasons[0]) == ("zoe", (Mark.FOR, "works with Ann on Web"))


def test_the_branch_of_those_on_the_product_comes_before_strangers() -> None:
    branch = [*held("top"), *held("lead", manager="top"), *held("eng", "software-engineer", manager="lead")]
    records = [*branch, covers("app", "eng", "software-engineer"), *held("zoe", DESIGNER, manager="lead")]
    assert proposed(*records, *held("amy", DESIGNER, manager="top"))[0] == "zoe"


def test_nobody_who_leaves_is_proposed() -> None:
    leaving = held("zoe", DESIGNER, title="Designer, App", leaves=TODAY + timedelta(days=200))
    assert "zoe" not in proposed(*leaving)


def test_nobody_who_covers_products_is_proposed_as_a_designer() -> None:
    assert "pat" not in proposed(*held("pat", PM, function="design"))


def test_two_products_are_not_both_given_to_the_same_stranger() -> None:
    records = [product("web"), covers("web", "ann"), *held("amy", DESIGNER), *held("zoe", DESIGNER)]
    assert proposed(*records, of="app")[0] != proposed(*records, of="web")[0]


def test_it_does_not_matter_which_product_is_asked_about_first() -> None:
    records = [product("web"), covers("web", "ann"), *held("amy", DESIGNER), *held("zoe", DESIGNER)]
    ctx = Context(org(*KNOWN, *MANAGED, *records), content(words_of=words))
    missing = [f for f in findings(ctx.org, ctx.content) if f.rule == "partner-build" and f.about == "design"]
    backwards = {f.subject.key: [fix.key for fix in fixes(ctx, f)] for f in reversed(missing)}
    assert backwards == {of: proposed(*records, of=of) for of in backwards}


def test_somebody_who_is_partner_of_many_products_already_is_left_in_peace() -> None:
    many = [r for n in range(4) for r in (product(f"x{n}"), covers(f"x{n}", "amy", DESIGNER))]
    assert "amy" not in proposed(*many, *held("amy", DESIGNER, title="Designer, App"))


def test_somebody_is_assigned_in_their_own_role() -> None:
    (change,) = first(*held("zoe", "user-researcher", function="design", title="App")).changes
    assert change.after is not None
    assert change.after["role"] == DESIGNER  # the sample knows no researchers
    (change,) = first(*held("zoe", DESIGNER, title="App")).changes
    assert change.after is not None
    assert change.after["role"] == DESIGNER


def test_it_says_of_how_many_products_they_are_partner() -> None:
    assert first(*held("zoe", DESIGNER, title="App"), product("web"), covers("web", "zoe", DESIGNER)).note == (
        "1 → 2 products"
    )


def test_every_proposal_closes_its_finding() -> None:
    ctx = Context(org(*KNOWN, *MANAGED, *held("zoe", DESIGNER)), content(words_of=words))
    missing = next(f for f in findings(ctx.org, ctx.content) if (f.rule, f.about) == ("partner-build", "design"))
    assert [fix.kind for fix in fixes(ctx, missing)] == [FixKind.PARTNER] * 2


def test_not_applicable_is_an_action_of_its_own() -> None:
    (decision,) = [way for way in ways_out(*held("zoe", DESIGNER)) if isinstance(way, Decision)]
    assert decision.title == "Mark design as not needed"


def test_where_nobody_works_in_the_function_there_is_a_hint() -> None:
    ctx = Context(org(*MANAGED), content())
    missing = [f for f in findings(ctx.org, ctx.content) if (f.rule, f.about) == ("partner-build", "design")]
    hints = [way.text for finding in missing for way in ways(ctx, finding) if isinstance(way, Hint)]
    assert not any(isinstance(way, Fix) for finding in missing for way in ways(ctx, finding))
    assert all("no one in it is free" in text for text in hints)
