"""What holds of any company: order, unrelated people and spellings make no difference."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.product_finding import find
from planning.core.records import Org
from tests.core.product_finding.companies import ON, company, content, found

pytestmark = pytest.mark.pure

NAMES = ("Payments", "Search Core", "Commerce:Checkout", "Commerce:Payouts", "Dev Exp", "Enterprise", "Data Platform")
ROLES = ("Product Manager", "Senior Backend Engineer", "Engineering Manager", "Product Designer", "Director of Product")
TIES = (", {}", " - {}", " ({})", " for {}", "")

titles = st.builds(
    lambda role, tie, name: role + tie.format(name),
    st.sampled_from(ROLES),
    st.sampled_from(TIES),
    st.sampled_from(NAMES),
)
teams = st.sampled_from(("", "", "Payments", "Engineering", "Search Core Team", "Berlin"))
rows = st.lists(st.tuples(titles, teams), max_size=12)


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_positions_makes_no_difference(people: Sequence[tuple[str, str]], random: Random) -> None:
    org = company(*people)
    records = [record for table in org.tables.values() for record in table.values()]
    random.shuffle(records)
    assert find(Org.of(ON, *records), content()) == find(org, content())


@given(rows)
def test_somebody_who_sells_makes_no_difference(people: Sequence[tuple[str, str]]) -> None:
    assert find(company(*people, "Account Executive, Enterprise"), content()) == find(company(*people), content())


@given(rows)
def test_what_is_proposed_can_be_kept_as_it_is(people: Sequence[tuple[str, str]]) -> None:
    org = company(*people)
    proposals = find(org, content())
    assert len({one.key for one in proposals}) == len(proposals)
    for one in proposals:
        assert one.name.strip()
        assert one.evidence
        assert 0 < one.confidence < 1
        assert all(a.position in org.positions for a in one.assignments)
        assert len({(a.role, a.position) for a in one.assignments}) == len(one.assignments)
        for said in one.evidence:
            assert all(said.text[start:end].strip() for start, end in said.spans)


@given(st.text(max_size=60))
def test_any_title_and_team_can_be_read(text: str) -> None:
    find(company((text, "Payments"), ("Product Manager", text), (f"Engineer, {text}", text)), content())


@given(
    st.sampled_from(("payments", "PAYMENTS", "Payment", "Payments Team", "Payments Group", "Team Payments", "Páyments"))
)
def test_a_spelling_is_the_same_product(spelling: str) -> None:
    assert len(found("Product Manager, Payments", f"Backend Engineer, {spelling}", "Designer, Payments")) == 1
