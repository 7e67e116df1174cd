"""Working answers out: at once where that is quick, else by a worker, once for whoever asks the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from planning.close_gaps import stored
from planning.close_gaps.asking import SECONDS, Unaskable, ask, ask_curve
from planning.close_gaps.models import ANSWER, CURVE, GapAnswer
from planning.close_gaps.questions import from_dict, to_dict
from planning.core.close_gaps.answer import Point, Status
from planning.core.close_gaps.question import Question
from planning.organisation import store
from planning.organisation.models import Plan
from portal import jobs
from portal.jobs import Job
from portal.models import Organisation, User

# With more positions or products than that a worker does it.
POSITIONS, PRODUCTS = 12_000, 600
# What the solver may take within a request; what is not proven by then goes to a worker.
AT_ONCE = 4.0
SORRY = "The best plan could not be found. Nothing was changed; try again."
KEEPING = "Keeping the answer"
GONE = "The plan this was asked in no longer exists."


@dataclass(frozen=True)
class Asked:
    """A question with what it is asked of, by a member who may see cost or may not."""

    organisation: Organisation
    question: Question
    plan: Plan | None = None
    sees_cost: bool = False
    by: User | None = None

    @property
    def digest(self) -> str:
        return stored.digest_of(self.organisation, self.question, self.plan, sees_cost=self.sees_cost)

    @property
    def arguments(self) -> dict[str, Any]:
        """What another process needs to ask the same."""
        return {
            "organisation": self.organisation.pk,
            "question": to_dict(self.question),
            "plan": self.plan.pk if self.plan else None,
            "sees_cost": self.sees_cost,
            "by": self.by.pk if self.by else None,
        }

    @property
    def is_small(self) -> bool:
        org = store.org_at(self.organisation, self.question.on, self.plan)
        return len(org.tables["position"]) <= POSITIONS and len(org.tables["product"]) <= PRODUCTS

    def work_out(
        self, run: jobs.Run | None = None, seconds: float = SECONDS, *, in_time: bool = False
    ) -> GapAnswer | None:
        """The answer, kept; None where the organisation has moved on meanwhile, or with `in_time` where so many seconds
        were too few to prove it. Raises `Unaskable`."""
        digest, began = self.digest, monotonic()
        answer = ask(self.organisation, self.question, self.plan, **self._how(run, seconds))
        took = monotonic() - began
        _go_on(run)
        if in_time and answer.status == Status.FEASIBLE and took >= seconds:
            return None
        kept: Any = {"digest": digest, "sees_cost": self.sees_cost, "seconds": took, "by": self.by}
        return stored.keep(self.organisation, answer, self.plan, **kept)

    def work_out_curve(self, run: jobs.Run | None = None, seconds: float = SECONDS) -> tuple[Point, ...]:
        """What a budget buys. Raises `Unaskable`."""
        found = ask_curve(self.organisation, self.question, self.plan, **self._how(run, seconds))
        _go_on(run)
        return found

    def _how(self, run: jobs.Run | None, seconds: float) -> dict[str, Any]:
        """A run that is not wanted any more ends at once, also while something is solved."""
        told = {"tell": run.tell, "is_over": lambda: run.is_superseded} if run else {}
        return {"sees_cost": self.sees_cost, "seconds": seconds, **told}

    def curve_at_once(self) -> tuple[Point, ...] | None:
        """The same within a request; None where a worker has begun, or where that took too long to be all of it."""
        if not self.is_small or curve_job_of(self) is not None:
            return None
        began = monotonic()
        found = self.work_out_curve(seconds=AT_ONCE)
        return found if monotonic() - began < AT_ONCE else None


def _go_on(run: jobs.Run | None) -> None:
    """What was found once nobody waited any more is not kept. Raises `jobs.Superseded` then."""
    if run:
        run.tell(KEEPING, 1, 1)


def _asked(arguments: Mapping[str, Any]) -> Asked:
    """The question of a job, of everything as it stands now. Raises `jobs.Failed`."""
    organisation = Organisation.objects.get(pk=arguments["organisation"])
    plan = Plan.objects.filter(organisation=organisation, pk=arguments["plan"]).first()
    if plan is None and arguments["plan"] is not None:
        raise jobs.Failed(GONE)
    by = User.objects.filter(pk=arguments["by"]).first()
    return Asked(organisation, from_dict(arguments["question"]), plan, arguments["sees_cost"], by)


@jobs.job(ANSWER, sorry=SORRY, may_cancel=True)
def find(run: jobs.Run, **arguments: Any) -> int | None:
    """Work an answer out; gives the number of its row, None where the organisation has moved on meanwhile."""
    try:
        row = _asked(arguments).work_out(run)
    except Unaskable as refused:
        raise jobs.Failed(str(refused)) from refused
    return row.pk if row else None


@jobs.job(CURVE, sorry=SORRY, may_cancel=True)
def find_curve(run: jobs.Run, **arguments: Any) -> None:
    """Work out what a budget buys, beside the answer; first that, where it is not there any more."""
    try:
        asked = _asked(arguments)
        if (row := answer_of(asked) or asked.work_out(run)) is not None:
            stored.keep_curve(row, asked.work_out_curve(run))
    except Unaskable as refused:
        raise jobs.Failed(str(refused)) from refused


def start(asked: Asked) -> Job:
    """Have a worker find the answer; the job of whoever asked the same before, while that is open."""
    return find.start(asked.digest, organisation=asked.organisation, by=asked.by, arguments=asked.arguments)


def start_curve(asked: Asked) -> Job:
    """Have a worker find what a budget buys, as `start` does the answer; it then stands in the `curve` of that."""
    return find_curve.start(asked.digest, organisation=asked.organisation, by=asked.by, arguments=asked.arguments)


def curve_job_of(asked: Asked) -> Job | None:
    """The job for the curve, as `job_of` gives that for the answer."""
    return find_curve.latest(asked.digest)


def job_of(asked: Asked) -> Job | None:
    """The job for this question as everything stands, open or ended; None where there was none."""
    return find.latest(asked.digest)


def answer_of(asked: Asked) -> GapAnswer | None:
    """The answer as everything stands, once it has been worked out."""
    return stored.answer_of(asked.organisation, asked.question, asked.plan, sees_cost=asked.sees_cost)


def answer_now_or_job(asked: Asked) -> GapAnswer | Job:
    """The answer where it is known or quick to find, else the job of a worker: under way, or ended without an answer.
    Raises `Unaskable`."""
    if (known := answer_of(asked)) is not None:
        return known
    last = job_of(asked)
    if last is None and asked.is_small and (row := asked.work_out(seconds=AT_ONCE, in_time=True)) is not None:
        return row
    return _of_worker(asked, last)


# What a page says, with a button that starts it again: it does not begin anew by itself.
_ENDED = (Job.State.FAILED, Job.State.CANCELLED)


def _of_worker(asked: Asked, last: Job | None) -> GapAnswer | Job:
    """Where tasks run at once the job has ended by now."""
    job = last if last is not None and last.state in _ENDED else start(asked)
    return job if job.is_open else answer_of(asked) or job
