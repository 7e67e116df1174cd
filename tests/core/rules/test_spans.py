"""Wide spans: one finding a manager, or one where the norm itself is the question."""

from typing import Any

from planning.core.rules import Finding
from planning.core.rules.spans import EACH, EVERYWHERE
from tests.core.rules.checking import found
from tests.core.sample import content, held


def wide(*spans: int) -> list[Any]:
    """Managers with so many reports each, under one who leads them."""
    bosses = [record for n in range(len(spans)) for record in held(f"m{n}", manager="top")]
    reports = [r for n, span in enumerate(spans) for k in range(span) for r in held(f"m{n}-{k}", manager=f"m{n}")]
    return [*held("top"), *bosses, *reports]


def said(*spans: int, **numbers: int) -> list[Finding]:
    return found("span-high", *wide(*spans), within=content(settings={"span-high": {"numbers": numbers}}))


def test_each_manager_is_named_alone() -> None:
    assert [finding.subject.key for finding in said(12, 9)] == ["m0", "m1"]


def test_several_with_one_report_too_many_are_one_finding() -> None:
    every = {finding.about: finding for finding in said(8, 12, 8, 8)}
    assert (set(every), every[EACH].involves) == ({"", EACH}, ("m0", "m2", "m3"))
    assert every[EACH].message == "3 managers have 8 direct reports, one more than 7: m0 (M0), m2 (M2) and m3 (M3)."


def test_two_with_one_report_too_many_are_two() -> None:
    assert [finding.about for finding in said(8, 8)] == ["", ""]


def test_where_many_have_too_many_the_norm_is_asked_about_once() -> None:
    (finding,) = said(9, 10, 11, many=2)
    assert (finding.about, finding.involves) == (EVERYWHERE, ("m2", "m1", "m0"))
    assert finding.message.startswith("3 managers have more than 7 direct reports: m2 (M2) has 11, ")


def test_as_many_as_the_number_says_are_named_alone() -> None:
    assert len(said(9, 10, 11, many=3)) == 3
