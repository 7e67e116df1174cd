"""Wide spans: one finding a manager, or one where the norm itself is the question."""

from typing import Any

from planning.core.records import Position
from planning.core.rules import Finding
from planning.core.rules.spans import CREWS, EACH, EVERYWHERE
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
    assert (
        every[EACH].message
        == "3 managers have 8 direct reports, one more than the limit of 7: m0 (M0), m2 (M2) and m3 (M3)."
    )


def test_several_with_a_few_too_many_are_one_finding_for_information() -> None:
    every = {finding.about: finding for finding in said(8, 11, 10, 9)}
    assert (set(every), every[EACH].severity, every[""].severity) == ({"", EACH}, "info", "warning")
    assert every[EACH].message.startswith(
        "3 managers have 8 to 10 direct reports, a few more than the limit of 7: m2 (M2)"
    )


def test_two_with_one_report_too_many_are_two() -> None:
    assert [finding.about for finding in said(8, 8)] == ["", ""]


def test_where_many_have_too_many_the_norm_is_asked_about_once() -> None:
    (finding,) = said(9, 10, 11, many=2)
    assert (finding.about, finding.involves) == (EVERYWHERE, ("m2", "m1", "m0"))
    assert finding.message.startswith("3 managers have more than 7 direct reports: m2 (M2) has 11, ")


def test_as_many_as_the_number_says_are_named_alone() -> None:
    assert len(said(9, 10, 11, many=3)) == 3


def crews(*spans: int, others: int = 0) -> list[Any]:
    """The same, where all but the first `others` do one job."""
    apart = tuple(f"-{n}" for n in range(others))
    job = {r.key: f"Expert {r.key}" if r.key.endswith(apart) else "Assembler" for r in wide(*spans) if "-" in r.key}
    return [r._replace(title=job[r.key]) if isinstance(r, Position) and r.key in job else r for r in wide(*spans)]


def test_several_who_lead_crews_of_one_job_are_one_finding() -> None:
    (finding,) = found("span-high", *crews(9, 12, 10))
    assert (finding.about, finding.involves) == (CREWS, ("m1", "m2", "m0"))
    assert finding.headline == "3 managers of teams that do one job have more than 7 direct reports"
    assert ": m1 (M1) has 12, m2 (M2) has 10 and m0 (M0) has 9." in finding.message


def test_two_crews_are_one_finding_and_one_is_named_alone() -> None:
    assert [finding.about for finding in found("span-high", *crews(9, 12))] == [CREWS]
    assert [finding.about for finding in found("span-high", *crews(12))] == [""]


def test_crews_that_are_hardly_over_the_norm_are_for_information() -> None:
    assert [finding.severity for size in (12, 9) for finding in found("span-high", *crews(size, 8))] == [
        "warning",
        "info",
    ]


def test_people_of_several_jobs_are_no_crew() -> None:
    assert len(found("span-high", *crews(9, 12, 10, others=4))) == 3
