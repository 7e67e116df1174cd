"""The answer to a question for a member: as it is kept, worked out now, or by a job that is on its way."""

from __future__ import annotations

from typing import NamedTuple

from planning.close_gaps import job, stored
from planning.close_gaps.asking import Unaskable
from planning.close_gaps.job import Asked
from planning.core.close_gaps.answer import Answer, Point
from planning.core.close_gaps.question import Question
from portal import jobs
from portal.guard import Access
from portal.jobs import Job

__all__ = ["CurveReply", "Reply", "Unaskable", "curve", "reply"]


class Reply(NamedTuple):
    """`answer` None: not yet, or not at all; `digest` is what it is kept under, `status` of the job
    that works on it, or did."""

    answer: Answer | None = None
    seconds: float = 0.0
    digest: str = ""
    status: jobs.Status | None = None

    @property
    def said_seconds(self) -> str:
        return f"{max(self.seconds, 0.1):.1f}" if self.seconds else ""


class CurveReply(NamedTuple):
    """The points are empty until they are worked out; `status` is of the job that does."""

    answer: Answer | None = None
    points: tuple[Point, ...] = ()
    status: jobs.Status | None = None


def asked_by(access: Access, question: Question) -> Asked:
    return Asked(access.organisation, question, access.plan, access.sees_cost, access.user)


def reply(access: Access, question: Question) -> Reply:
    """Raises `Unaskable`. What a worker has failed at, or was told to leave, is only begun again by hand."""
    found = job.answer_now_or_job(asked_by(access, question))
    if isinstance(found, Job):
        return Reply(status=jobs.status_of(found))
    return Reply(stored.read(found), found.seconds, found.digest)


def curve(access: Access, question: Question) -> CurveReply:
    """What a budget buys, beside the answer: at once where that is quick. Raises `Unaskable`."""
    asked = asked_by(access, question)
    found = job.answer_now_or_job(asked)
    if isinstance(found, Job):
        return CurveReply(status=jobs.status_of(found))
    if found.curve is None and (points := asked.curve_at_once()) is not None:
        stored.keep_curve(found, points)
    status = None if found.curve is not None else jobs.status_of(_curve_job(asked))
    answer = stored.read(found)
    return CurveReply(answer, answer.curve, status)


def _curve_job(asked: Asked) -> Job:
    last = job.curve_job_of(asked)
    return last if last and last.state in (Job.State.FAILED, Job.State.CANCELLED) else job.start_curve(asked)
