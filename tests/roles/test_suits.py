"""“Which role suits me?”: what the answers come to, for any roles that cover products."""

import pytest

from roles.guide.reading import Guide
from roles.guide.suits import CLOSE, Result, questions, result
from roles.models import Point, Role
from tests.roles import seeded

pytestmark = pytest.mark.pure

PM, PMM = "product-manager", "product-marketing-manager"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(seeded.rows())


def answered(guide: Guide, **by_role: str) -> Result:
    """The result of giving each role's statements the same answer; `_` for `-` in a slug."""
    asked = questions(guide)
    answers = {slug.replace("_", "-"): value for slug, value in by_role.items()}
    given = {q.name: answers[slug] for q in asked for slug in q.weights if slug in answers}
    found = result(guide, asked, given)
    assert found is not None
    return found


def test_every_choosing_statement_is_asked_and_the_roles_take_turns(guide: Guide) -> None:
    asked = [list(question.weights) for question in questions(guide)]
    assert asked == [[PM], [PMM]] * 3


def test_who_likes_what_a_role_is_about_is_told_so(guide: Guide) -> None:
    found = answered(guide, product_manager="2", product_marketing_manager="0")
    assert [(score.role.slug, score.share) for score in found.scores] == [(PM, 100), (PMM, 0)]
    assert found.close == []
    assert not found.is_weak


def test_the_same_answer_to_everything_is_close(guide: Guide) -> None:
    found = answered(guide, product_manager="1", product_marketing_manager="1")
    assert [role.slug for role in found.close] == [PM, PMM]
    assert [point.key for point in found.differ] == ["pm-pmm/distinct", "pm-pmm/clear-roles"]


def test_no_to_everything_suits_nothing(guide: Guide) -> None:
    assert answered(guide, product_manager="0", product_marketing_manager="0").is_weak


def test_a_statement_of_less_weight_counts_less(guide: Guide) -> None:
    asked = {q.text: q for q in questions(guide)}
    technical = next(q for text, q in asked.items() if "technical" in text)
    vision = next(q for text, q in asked.items() if "vision" in text)
    assert technical.weights[PM] * 2 == vision.weights[PM]
    found = result(guide, list(asked.values()), {technical.name: "2", vision.name: "0"})
    assert found is not None
    assert found.best.share == 33


def test_the_reasons_say_what_each_answer_gave(guide: Guide) -> None:
    best = answered(guide, product_manager="1").best
    assert [(reason.answer, reason.points, reason.most) for reason in best.reasons] == [
        ("Somewhat", 2, 4),
        ("Somewhat", 2, 4),
        ("Somewhat", 1, 2),
    ]


def test_what_is_left_out_is_counted_and_speaks_for_nobody(guide: Guide) -> None:
    found = answered(guide, product_manager="2")
    assert [score.role.slug for score in found.scores] == [PM]
    assert found.left_out == 3


@pytest.mark.parametrize("given", [{}, {"product-manager.likes-vision": "9"}, {"other": "2"}])
def test_without_an_answer_there_is_no_result(guide: Guide, given: dict[str, str]) -> None:
    assert result(guide, questions(guide), given) is None


def covering(*texts_by_role: tuple[str, list[str]]) -> Guide:
    rows: list[Role | Point] = []
    for order, (slug, texts) in enumerate(texts_by_role):
        rows.append(Role(slug=slug, name=slug.title(), function_id="f", covers=True, order=order))
        rows += [
            Point(key=f"{slug}/p{n}", role_id=slug, section="choosing", text=text, order=n)
            for n, text in enumerate(texts)
        ]
    return Guide(rows)


def test_it_works_for_whatever_roles_cover_products() -> None:
    guide = covering(("ops", ["You like tools."]), ("design", ["You like to draw.", "You like people."]), ("quiet", []))
    assert [q.text for q in questions(guide)] == ["You like tools.", "You like to draw.", "You like people."]
    assert answered(guide, ops="0", design="2").best.role.slug == "design"


def test_what_two_roles_say_alike_is_asked_once_and_counts_for_both() -> None:
    guide = covering(("ops", ["You like people."]), ("design", ["You like  people.", "You like to draw."]))
    asked = questions(guide)
    assert [dict(q.weights) for q in asked] == [{"ops": 2, "design": 2}, {"design": 2}]
    found = result(guide, asked, {asked[0].name: "2"})
    assert found is not None
    assert [score.share for score in found.scores] == [100, 100]


def test_close_is_what_lies_within_the_margin() -> None:
    guide = covering(("a", ["One."]), ("b", [f"{n}." for n in range(10)]))
    asked = questions(guide)
    given = {q.name: "2" for q in asked if "a" in q.weights} | {q.name: "2" for q in asked[2:] if "b" in q.weights}
    found = result(guide, asked, given | {asked[1].name: "0"})
    assert found is not None
    assert [score.share for score in found.scores] == [100, 90]
    assert 10 <= CLOSE < 50
    assert len(found.close) == 2
