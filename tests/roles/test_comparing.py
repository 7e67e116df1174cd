"""Two roles side by side: any two of them."""

from itertools import pairwise

import pytest

from roles.guide.comparing import ASPECTS, Comparison, Row, comparison
from roles.guide.reading import Guide
from roles.models import Point
from tests.roles import seeded

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(seeded.rows())


def row(found: Comparison, title: str) -> Row:
    return next(row for row in found.rows if row.title == title)


def test_any_two_roles_can_be_compared(guide: Guide) -> None:
    for one, other in pairwise(guide.roles):
        found = comparison(guide, one, other)
        assert row(found, "Purpose").one
        assert row(found, "Purpose").other


def test_what_both_say_is_marked(guide: Guide) -> None:
    found = comparison(guide, "product-manager", "product-marketing-manager")
    shared = [line.statement.key for line in row(found, "Soft skills").one if line.shared]
    assert shared == ["product-manager/strategic-thinking"]


def test_what_either_may_have_stands_once_and_not_among_the_points(guide: Guide) -> None:
    found = comparison(guide, "product-marketing-manager", "product-manager")
    assert [r.name for r in found.shared] == ["Pricing and packaging", "Market research", "Win and loss analysis"]
    assert "Pricing and packaging" not in [line.name for line in row(found, "Responsible for").one]


def test_what_a_third_role_may_have_too_stays_among_the_points(guide: Guide) -> None:
    found = comparison(guide, "product-manager", "product-designer")
    assert found.shared == []
    assert "Pricing and packaging" in [line.name for line in row(found, "Responsible for").one]


def test_the_statements_about_the_two_are_there_whichever_is_named_first(guide: Guide) -> None:
    for pair in (("product-manager", "product-marketing-manager"), ("product-marketing-manager", "product-manager")):
        found = comparison(guide, *pair)
        assert found.pairing is not None
        assert [s.title for s in found.sections][2:5] == [
            "How they differ",
            "Where they overlap",
            "Common misconceptions",
        ]


def test_what_is_common_is_worked_out_for_roles_without_a_pairing(guide: Guide) -> None:
    found = comparison(guide, "product-designer", "user-researcher")
    assert found.pairing is None
    assert ("Same function", ["Design"]) in found.common
    assert ("Led by the same role", ["Product leader", "Design leader"]) in found.common
    assert ("One leads the other", ["Product leader leads Product Manager"]) in comparison(
        guide, "product-manager", "product-leader"
    ).common


def test_each_statement_has_the_number_of_its_source(guide: Guide) -> None:
    found = comparison(guide, "product-manager", "product-marketing-manager")
    cited = {line.statement.reference for row in found.rows for line in (*row.one, *row.other) if line.statement}
    assert cited <= set(range(1, len(found.sources) + 1))


def test_works_with_says_each_thing_once(guide: Guide) -> None:
    cited = [line.statement.key for line in row(comparison(guide, "product-manager", "legal"), "Works with").one]
    assert len(cited) == len(set(cited)) == 3


def test_even_thin_roles_are_compared_by_how_they_are_laid_out(guide: Guide) -> None:
    found = comparison(guide, "sales", "sales-leader")
    assert [line.text for line in row(found, "Leads").other] == ["Sales"]
    assert "Account Executive" in [line.text for line in row(found, "Levels").one]
    assert row(found, "Function").one == [("Sales", True, "", None)]


def test_every_section_of_a_role_has_its_row() -> None:
    placed = {place for _, places in ASPECTS for place in places}
    assert set(Point.Section.values) <= placed
