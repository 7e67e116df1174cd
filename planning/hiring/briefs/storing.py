"""Briefs as they are kept: found, written, moved from state to state. No one overwrites another in silence, and no one
writes, reviews and issues a brief alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q

from planning.hiring.briefs.compose import compose, facts
from planning.hiring.briefs.reviewing import Reviewing
from planning.hiring.models import JobBrief
from planning.organisation.models import Plan
from planning.organisation.role_content import guide_for
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.optimistic_lock import LOOK_AGAIN, SAVE_AGAIN, Overtaken, token
from roles.models import ContentVersion

State = JobBrief.State
# The moves there are: from which state to which.
MOVES = {
    State.DRAFT: (State.REVIEWED,),
    State.REVIEWED: (State.ISSUED, State.DRAFT),
    State.ISSUED: (State.DRAFT,),
}
WHERE = {State.DRAFT: "a draft", State.REVIEWED: "reviewed already", State.ISSUED: "issued already"}


# Briefs of the organisation as it is.
CURRENT = Q(plan=None) | Q(plan__state=Plan.State.APPLIED)


class BriefOvertaken(Overtaken):
    """Somebody else wrote meanwhile; `brief` is what there is now."""

    def __init__(self, brief: JobBrief, then: str) -> None:
        super().__init__("this brief", brief.changed_by, then)
        self.brief = brief


def find(access: Access, key: str) -> JobBrief | None:
    """The brief of a position, in the plan that is looked at or else in the organisation; one that was written in a
    plan stays with the position when the plan is applied."""
    here = CURRENT
    if access.plan is not None:
        here |= Q(plan=access.plan)
    briefs = JobBrief.objects.filter(here, organisation=access.organisation, position=key)
    return briefs.select_related("content", "changed_by", "reviewed_by").order_by("-id").first()


def start(access: Access, key: str) -> JobBrief:
    """The first draft, from role content and the organisation; the brief there is, where somebody was faster."""
    found = find(access, key)
    if found:
        return found
    texts = _composed(access, key)
    given = {"texts": texts, "given": texts, "content": _version(access)}
    with transaction.atomic():
        made, is_new = JobBrief.objects.get_or_create(
            organisation=access.organisation,
            plan=access.plan if is_planned(access, key) else None,
            position=key,
            defaults={**given, "changed_by": access.user, "written_by": access.user},
        )
        if is_new:
            made.writers.add(access.user)
    return made


def is_planned(access: Access, key: str) -> bool:
    """Whether the position is there in the plan alone."""
    current = Snapshot(access.organisation, access.on)
    return access.plan is not None and key not in current.org.positions


def composed(access: Access, brief: JobBrief) -> dict[str, str]:
    """The texts as they would be written today."""
    return _composed(_where(access, brief), brief.position)


def _composed(access: Access, key: str) -> dict[str, str]:
    return compose(Snapshot.of(access), guide_for(access.organisation), key)


def facts_of(access: Access, brief: JobBrief) -> list[tuple[str, str]]:
    """As they were when the brief was issued; before that as they are."""
    if brief.facts:
        return [(str(name), str(value)) for name, value in brief.facts]
    where = _where(access, brief)
    return facts(Snapshot.of(where), guide_for(where.organisation), brief.position)


def _where(access: Access, brief: JobBrief) -> Access:
    """The organisation that a brief is about: a plan that is looked at says nothing in a brief that everyone reads."""
    if access.plan is None or brief.plan_id == access.plan.pk:
        return access
    live = replace(access, plan=None, on=access.asked_on or access.today)
    return live if brief.position in Snapshot.of(live).org.positions else access


def outdated_sections(brief: JobBrief, today: Mapping[str, str]) -> dict[str, str]:
    """The texts of sections that role content or the organisation would give otherwise than when they were taken."""
    return {
        name: text
        for name, text in today.items()
        if text != brief.given.get(name, "") and text != brief.texts.get(name, "")
    }


def write(access: Access, brief: JobBrief, seen: str | int, texts: Mapping[str, str], shows_salary: bool) -> JobBrief:
    """New texts make it a draft again. Raises `BriefOvertaken` where `seen` is not the version there is."""
    with transaction.atomic():
        locked = _locked(brief, seen, SAVE_AGAIN)
        if (locked.texts, locked.shows_salary) == (dict(texts), shows_salary):
            return locked
        locked.texts, locked.shows_salary = dict(texts), shows_salary
        return _written(access, locked)


def update_sections(
    access: Access, brief: JobBrief, seen: str | int, names: Collection[str], keep: bool = False
) -> JobBrief:
    """Bring sections to what would be written today; or `keep` what they say, having looked.
    Raises `BriefOvertaken`."""
    today = composed(access, brief)
    with transaction.atomic():
        locked = _locked(brief, seen)
        new = {name: today[name] for name in names if name in today}
        locked.given = {**locked.given, **new}
        locked.content = _version(access)
        if keep or not new:
            return _save(access, locked, locked.state)
        locked.texts = {**locked.texts, **new}
        return _written(access, locked)


def move(access: Access, brief: JobBrief, seen: str | int, to: str) -> JobBrief:
    """Raises `BriefOvertaken`, or `ValueError` with the reason where that move is not there or not this member's."""
    with transaction.atomic():
        locked = _locked(brief, seen)
        reviewing = Reviewing.of(access, locked)
        if refusal := _refusal(locked, reviewing, to):
            raise ValueError(refusal)
        if to == State.REVIEWED:
            locked.reviewed_by, locked.own_review = access.user, reviewing.is_own
        if to == State.ISSUED:
            locked.facts = facts_of(access, locked)
        return _save(access, locked, to)


def _refusal(brief: JobBrief, reviewing: Reviewing, to: str) -> str:
    """Why a brief cannot go there; '' if it can."""
    state = State.DRAFT if reviewing.lapsed else State(brief.state)
    if to not in MOVES[state]:
        if to == State.ISSUED and state == State.DRAFT:
            return f"A brief is issued once someone has reviewed it. {reviewing.lapsed or reviewing.ask}"
        return f"This brief is {WHERE[state]}. {LOOK_AGAIN}"
    return reviewing.refusal if to == State.REVIEWED else ""


def _written(access: Access, brief: JobBrief) -> JobBrief:
    """Whoever wrote before another's review no longer counts: what they wrote has been read."""
    reviewing = Reviewing.of(access, brief)
    if brief.state != State.DRAFT and not brief.own_review and not reviewing.lapsed:
        brief.writers.clear()
    brief.writers.add(access.user)
    brief.written_by = access.user
    return _save(access, brief, State.DRAFT)


def _locked(brief: JobBrief, seen: str | int, then: str = LOOK_AGAIN) -> JobBrief:
    locked = JobBrief.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=brief.pk)
    if str(seen) != token(locked.version):
        raise BriefOvertaken(locked, then)
    return locked


def _save(access: Access, brief: JobBrief, state: str) -> JobBrief:
    if state != State.ISSUED:
        brief.facts = []
    if state == State.DRAFT:
        brief.reviewed_by, brief.own_review = None, False
    brief.state, brief.changed_by = state, access.user
    brief.version += 1
    brief.save()
    return brief


def _version(access: Access) -> Any:
    stamp = access.organisation.stamps.get(ContentVersion.STAMP)
    versions = ContentVersion.objects.all() if stamp is None else ContentVersion.objects.filter(stamp=stamp)
    return versions.first()
