"""Reviews of reporting lines in the demo: one that was signed off at the beginning, and one that has just begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from planning.core.dates import full_month
from planning.reporting_lines.models import LineAnswer, LineReview
from planning.reporting_lines.reviews import answering, signing, starting
from planning.reporting_lines.reviews.answering import NewAnswer
from planning.reporting_lines.reviews.items import ASK, RIGHT, Items
from portal.models import Organisation, User

Members = Mapping[str, User]


def sign_first(organisation: Organisation, members: Members, day: date) -> None:
    """Every line was right on the first day, or seemed so."""
    review = _start(organisation, members, "Reporting lines: first review", day)
    when = timezone.make_aware(datetime.combine(day, time(16)))
    LineAnswer.objects.bulk_create(
        LineAnswer(review=review, key=item.key, kind=RIGHT, facts=item.line.facts, author=members["planner"])
        for item in Items(review, day)
    )
    review.answers.update(made_at=when)
    signing.sign(review, by=members["planner"], now=when, note="After the import, with the heads of each function.")


def begin_next(organisation: Organisation, members: Members, today: date) -> None:
    """The flagged lines of today; about the first, somebody is asked."""
    review = _start(organisation, members, f"Lines with findings, {full_month(today)}", today, flagged_only=True)
    for item in list(Items(review, today))[:1]:
        question = "Is this meant to stay? A rule raises it, but there may be a reason."
        given = NewAnswer(ASK, members["planner"], 0, item.line.facts, question, members["approver"])
        answering.answer(review, item.line, given)


def _start(
    organisation: Organisation, members: Members, name: str, day: date, flagged_only: bool = False
) -> LineReview:
    return starting.start(
        organisation,
        name=name,
        due=day + timedelta(days=14),
        reviewers=[members["planner"], members["admin"]],
        by=members["planner"],
        today=day,
        flagged_only=flagged_only,
    )
