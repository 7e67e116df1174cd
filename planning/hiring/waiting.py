"""What of hiring waits for a member: approvals to give, scorecards to fill in, briefs to review."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from django.db.models import prefetch_related_objects
from django.utils import timezone

from planning.core import hiring
from planning.core.names import name_of
from planning.core.records import Org
from planning.core.words import count
from planning.hiring.briefs.reviewing import Reviewing, able
from planning.hiring.briefs.storing import CURRENT
from planning.hiring.models import Candidate, JobBrief, Scorecard
from planning.notices.waiting import Waits
from planning.organisation.hiring_rights import Mover
from planning.organisation.snapshot import Snapshot
from portal.addresses import org_url
from portal.guard import Access
from portal.models import Right

ASKING = (hiring.SUBMITTED, hiring.FINANCE)
# Beyond so many approvals there is one line for all of them.
ONE_BY_ONE = 5


def waiting(access: Access, snapshot: Snapshot) -> Iterator[Waits]:
    """Two queries, two more where requisitions wait for approval, two where briefs are written."""
    org = snapshot.org
    return chain(_approvals(access, snapshot), _scorecards(access, org), _briefs(access, org))


def _asking(org: Org) -> list[tuple[str, str]]:
    stages = ((p.key, hiring.stage_of(org, p)) for p in org.positions.values() if p.stage)
    return [(key, stage) for key, stage in stages if stage in ASKING]


def _approvals(access: Access, snapshot: Snapshot) -> Iterator[Waits]:
    if not access.may(Right.APPROVER):
        return
    org = snapshot.org
    asking = snapshot.remember("asking for approval", partial(_asking, org))
    if not asking:
        return
    awaited = Mover.of(access, [key for key, _ in asking]).awaited(asking)
    if len(awaited) > ONE_BY_ONE:
        every = org_url(access, "hiring", waits=1)
        dues = [due for key in awaited if (due := hiring.target(org.positions[key], org.on))]
        title = f"Approve {count(len(awaited), 'requisition')}"
        yield Waits("briefcase", title, "Hiring", every, "Decide", min(dues, default=None))
        return
    for key in sorted(awaited):
        position = org.positions[key]
        url = org_url(access, "hiring-requisition", key)
        title = f"Approve the requisition for {name_of(org, 'position', key)}"
        detail = f"Reports to {name_of(org, 'position', position.manager)}" if position.manager else "Hiring"
        yield Waits("briefcase", title, detail, url, "Decide", hiring.target(position, org.on))


def _scorecards(access: Access, org: Org) -> Iterator[Waits]:
    mine = Scorecard.objects.filter(interviewer=access.user, submitted_at=None)
    there = mine.filter(candidate__organisation=access.organisation, candidate__outcome=Candidate.Outcome.OPEN)
    for card in there.filter(candidate__erased_on=None).select_related("candidate", "step"):
        detail = f"{name_of(org, 'position', card.candidate.position)} · {card.step}"
        url = org_url(access, "hiring-scorecard", card.pk)
        yield Waits("users", f"Scorecard for {card.candidate}", detail, url, "Fill in", None, card.candidate.added_on)


def _briefs(access: Access, org: Org) -> Iterator[Waits]:
    """Briefs without a review that holds, for positions that are to be filled now, of which the member is asked first:
    as the hiring manager, else as an approver."""
    if not access.may(Right.PLANNER):
        return
    for brief in _unreviewed(access, org):
        title = f"Review the job brief for {name_of(org, 'position', brief.position)}"
        detail = f"Draft by {brief.written_by}" if brief.written_by else "Draft"
        url = org_url(access, "hiring-brief", brief.position)
        yield Waits("list", title, detail, url, "Review", None, timezone.localdate(brief.changed_at))


def _unreviewed(access: Access, org: Org) -> Iterator[JobBrief]:
    there = JobBrief.objects.filter(CURRENT, organisation=access.organisation).exclude(state=JobBrief.State.ISSUED)
    latest = {brief.position: brief for brief in there.order_by("id").select_related("written_by", "reviewed_by")}
    found = [brief for key, brief in latest.items() if _is_at_work(org, key)]
    if not found:
        return
    prefetch_related_objects(found, "writers")
    members = able(access.organisation)
    for brief in found:
        reviewing = Reviewing(access, brief, org, members, frozenset(user.pk for user in brief.writers.all()))
        if reviewing.is_asked and (brief.state == JobBrief.State.DRAFT or reviewing.lapsed):
            yield brief


def _is_at_work(org: Org, key: str) -> bool:
    position = org.positions.get(key)
    return position is not None and hiring.stage_of(org, position) in hiring.AT_WORK
