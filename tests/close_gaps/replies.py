"""What stands in for working answers out, where a test is about the page alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

from planning.close_gaps.replying import CurveReply, Reply
from planning.core.changes.change import add
from planning.core.close_gaps.answer import Answer, Point
from planning.core.close_gaps.question import Question
from planning.core.records import Assignment
from portal.guard import Access
from portal.models import Organisation
from tests.close_gaps.by_hand import PM, answer, move

ASKS = "by=2027-12-31"
POINTS = (Point(Decimal(0), 0, 152), Point(Decimal(64_000), 1, 104), Point(Decimal(132_000), 2, 38))


class Replies:
    """Remembers what was asked, and answers as it is told."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.answer: Answer = answer()
        self.points: tuple[Point, ...] = POINTS

    def reply(self, access: Access, question: Question) -> Reply:
        self.questions.append(question)
        cost = self.answer.cost if access.sees_cost else None
        return Reply(replace(self.answer, question=question, cost=cost), 0.84)

    def curve(self, access: Access, question: Question) -> CurveReply:
        found = [point if access.sees_cost else point._replace(cost=None) for point in self.points]
        return CurveReply(self.reply(access, question).answer, tuple(found))


def text_of(found: Any) -> str:
    """What a response says, each run of blanks as one."""
    return unescape(re.sub(r"\s+", " ", found.content.decode()))


def real(organisation: Organisation) -> Answer:
    """Luis takes Ledger today."""
    duty = Assignment("new", "ledger", "luis", PM)
    return answer(moves=(move(changes=(add(date.today(), duty),)),))
