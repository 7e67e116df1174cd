"""The law of fixes: each does what it says, told by a whole run of the rules after it."""

import pytest
from hypothesis import given, settings

from planning.core.content import Content
from planning.core.records import Org
from scripts.fix_law import FAULTS, assess
from tests.core.random_organisations import draw_org
from tests.core.rules.norm_cases import CASES, Case
from tests.core.rules.test_run import WITHIN, low
from tests.core.rules.test_run import organisation as organisations
from tests.core.sample import content, org


def assert_law(where: Org, within: Content) -> None:
    figures = assess(where, within)
    assert not any(figures.total(fault) for fault in FAULTS), figures.said


@given(organisations)
@settings(max_examples=30, deadline=None)
def test_every_fix_of_a_crowded_organisation_does_what_it_says(where: Org) -> None:
    assert_law(where, low(0))


@pytest.mark.parametrize("seed", range(12))
def test_every_fix_of_a_drawn_organisation_does_what_it_says(seed: int) -> None:
    assert_law(draw_org(seed, 5 + 2 * seed, wild=True), WITHIN)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.what}")
def test_so_it_is_with_the_norms(case: Case) -> None:
    assert_law(org(*case.records), content(settings={case.rule: {"numbers": case.numbers}}))
