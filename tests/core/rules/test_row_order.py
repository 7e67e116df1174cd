"""The order of the rows of a file says nothing: the same findings, in the same order, with the same words."""

from random import Random

from hypothesis import given, settings

from planning.core import rules
from planning.core.records import Org
from tests.core.random_organisations import draw_org, seeds
from tests.core.rules.test_run import low, organisation


def shuffled(org: Org, seed: int) -> Org:
    """The same records in another order."""
    records = [record for table in org.tables.values() for record in table.values()]
    Random(seed).shuffle(records)
    return Org.of(org.on, *records)


@settings(max_examples=25, deadline=None)
@given(organisation, seeds)
def test_the_order_of_rows_changes_no_finding_of_a_company(where: Org, seed: int) -> None:
    assert rules.findings(shuffled(where, seed), low(0)) == rules.findings(where, low(0))


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_the_order_of_rows_changes_no_finding_where_lines_are_wild(seed: int) -> None:
    where = draw_org(seed, 5 + seed % 60, wild=True)
    assert rules.findings(shuffled(where, seed), low(0)) == rules.findings(where, low(0))
