"""The question bank and the interview plans that the seeded content holds."""

import pytest

from roles.content_values import build
from roles.contradictions import contradictions
from roles.guide.reading import Guide
from roles.models import Competency, InterviewStep, Question
from roles.seed import read

pytestmark = pytest.mark.pure
GUIDE = Guide(read())
COVERING = [slug for slug, role in GUIDE.roles.items() if role.covers]


@pytest.mark.parametrize("slug", COVERING)
def test_each_competency_is_asked_about_and_looked_at_in_a_step(slug: str) -> None:
    looked_at = {name for step in GUIDE.steps(slug) for name in step.competencies}
    for competency in GUIDE.competencies(slug):
        assert GUIDE.questions(slug, competency.anchor)
        assert competency.anchor in looked_at


def test_nothing_tells_the_covering_roles_apart_by_how_technical_they_are() -> None:
    said = [f"{row.name} {row.text}" for slug in COVERING for row in GUIDE.competencies(slug)]
    said += [f"{row.text} {row.strong} {row.weak}" for slug in COVERING for row in GUIDE.questions(slug)]
    assert [text for text in said if "technical" in text.lower()] == []


def test_a_question_about_a_competency_that_is_not_there_is_a_contradiction() -> None:
    rows = [*read(), Question(key="legal/q", role_id="legal", competency="wit", text="?", source_id="lineup")]
    assert [(str(found.row), found.field) for found in contradictions(rows)] == [("legal/q", "competency")]


def test_a_step_that_looks_at_a_competency_that_is_not_there_is_a_contradiction() -> None:
    step = InterviewStep(
        key="legal/s", role_id="legal", name="Talk", text="?", competencies=["wit"], source_id="lineup"
    )
    assert [found.field for found in contradictions([*read(), step])] == ["competencies"]


def test_what_candidates_are_asked_is_quoted_nowhere() -> None:
    asked = {row.key for model in (Competency, Question, InterviewStep) for row in GUIDE.of(model)}
    assert asked
    assert not asked & set(build(read()).content.quotes)
