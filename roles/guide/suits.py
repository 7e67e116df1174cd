"""“Which role suits me?”: statements from the roles' own pages, what was answered, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, zip_longest
from typing import NamedTuple

from roles.guide.reading import Guide
from roles.models import PairPoint, Point, Role

# What can be answered, and how much of a statement's weight that gives.
ANSWERS = {"2": "Very much", "1": "Somewhat", "0": "Not really"}
MOST = 2
# Two roles are close where their results differ by no more than this, in per cent.
CLOSE = 15
# Below this, in per cent, even the best result is no yes.
WEAK = 40


class Question(NamedTuple):
    """A statement and the roles it speaks for, with its weight for each. `name` is its parameter in the address."""

    name: str
    text: str
    weights: Mapping[str, int]


class Reason(NamedTuple):
    """What one answer gave a role: `points` of `most`."""

    text: str
    answer: str
    points: int
    most: int


class Score(NamedTuple):
    """How well a role fits, in per cent of what its statements could have given."""

    role: Role
    share: int
    reasons: list[Reason]


class Result(NamedTuple):
    """Best first. `close` are those that are as good as the best; `differ` says what sets the best two apart."""

    scores: list[Score]
    close: list[Role]
    left_out: int
    differ: list[PairPoint]

    @property
    def best(self) -> Score:
        return self.scores[0]

    @property
    def is_weak(self) -> bool:
        """Whether nothing fits well."""
        return self.best.share < WEAK


def questions(guide: Guide) -> list[Question]:
    """The statements under “Choosing this role” of every role that covers products, one of each role in turn. What two
    roles say in the same words is asked once."""
    by_role = [_choosing(guide, role.slug) for role in guide.roles.values() if role.covers]
    found: dict[str, Question] = {}
    for point in filter(None, chain.from_iterable(zip_longest(*by_role))):
        same = " ".join(point.text.split()).casefold()
        known = found.get(same) or Question(point.key.replace("/", "."), point.text, {})
        found[same] = known._replace(weights={**known.weights, point.role_id: point.weight})
    return list(found.values())


def _choosing(guide: Guide, role: str) -> list[Point]:
    return [point for point in guide.points(role) if point.section == Point.Section.CHOOSING]


def result(guide: Guide, asked: list[Question], given: Mapping[str, str]) -> Result | None:
    """What follows from the answers by parameter; None where there is none that can be read."""
    answers = {q.name: given[q.name] for q in asked if given.get(q.name) in ANSWERS}
    slugs = dict.fromkeys(slug for q in asked if q.name in answers for slug in q.weights)
    if not slugs:
        return None
    scores = [_score(guide.roles[slug], asked, answers) for slug in slugs]
    scores.sort(key=lambda score: -score.share)
    close = [score.role for score in scores if scores[0].share - score.share <= CLOSE]
    return Result(scores, close if len(close) > 1 else [], len(asked) - len(answers), _differ(guide, scores))


def _score(role: Role, asked: list[Question], answers: Mapping[str, str]) -> Score:
    reasons = [
        Reason(
            q.text, ANSWERS[answers[q.name]], int(answers[q.name]) * q.weights[role.slug], MOST * q.weights[role.slug]
        )
        for q in asked
        if q.name in answers and role.slug in q.weights
    ]
    got, most = sum(r.points for r in reasons), sum(r.most for r in reasons)
    return Score(role, round(100 * got / (most or 1)), sorted(reasons, key=lambda r: -r.points))


def _differ(guide: Guide, scores: list[Score]) -> list[PairPoint]:
    """How the best two differ, where the content has it."""
    if len(scores) < 2:
        return []
    two = {score.role.slug for score in scores[:2]}
    pairing = next((p for p in guide.pairings.values() if {p.one_id, p.other_id} == two), None)
    points = guide.pair_points(pairing.slug) if pairing else []
    return [point for point in points if point.section == PairPoint.Section.DISTINCT]
