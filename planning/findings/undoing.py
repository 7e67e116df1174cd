"""Undoing what was decided about findings, all of it at once. The session remembers what its last deeds were: who signs
in elsewhere, or did much since, undoes on the findings' own pages."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from planning.core.words import count
from planning.findings import collaboration, waivers
from planning.findings.deeds import Done
from planning.findings.models import FindingTask, Waiver
from portal.guard import Access
from portal.models import Organisation
from portal.optimistic_lock import Overtaken
from portal.toast import Undo

SESSION, REMEMBERED = "finding-deeds", 10
LOOK = "Open findings to see the current state."


def remember(request: HttpRequest, access: Access, what: str, done: Done) -> Undo:
    """What takes back what was just done."""
    id = secrets.token_urlsafe(6)
    deed = {
        "organisation": access.organisation.pk,
        "what": what,
        "made": [row.pk for row in done.made],
        "replaced": [row.pk if isinstance(row, Waiver) else _packed(row) for row in done.replaced],
    }
    before = list(request.session.get(SESSION, {}).items())[1 - REMEMBERED :]
    request.session[SESSION] = {**dict(before), id: deed}
    return Undo(reverse("findings-undo", args=[access.organisation.slug]), {"deed": id})


def undo(request: HttpRequest, access: Access, id: str) -> str:
    """Take a deed back, and say so; '' where nothing is known of it. Raises `Overtaken` where somebody has decided
    otherwise since."""
    deed = request.session.get(SESSION, {}).get(id)
    if deed is None or deed["organisation"] != access.organisation.pk:
        return ""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        access.organisation.forget_stamp(waivers.STAMP)
        said = _UNDO[deed["what"]](access, deed["made"], deed["replaced"])
    request.session[SESSION] = {other: one for other, one in request.session[SESSION].items() if other != id}
    return said


def _undo_acceptances(access: Access, made: Sequence[int], replaced: Sequence[int]) -> str:
    rows = Waiver.objects.filter(organisation=access.organisation)
    mine = list(rows.filter(pk__in=made))
    if gone := [waiver for waiver in mine if waiver.withdrawn_at]:
        now = waivers.standing(access.organisation).get(gone[0].identity)
        raise Overtaken(f"the acceptance of “{gone[0].message}”", now and now.author, LOOK)
    waivers.take_back(access.organisation, mine, list(rows.filter(pk__in=replaced)), access.user)
    return f"{count(len(made), 'finding')} no longer accepted."


def _undo_assignments(access: Access, made: Sequence[int], replaced: Sequence[Any]) -> str:
    mine = list(FindingTask.objects.filter(organisation=access.organisation, pk__in=made))
    if len(mine) < len(made):
        raise Overtaken("an assignee", then=LOOK)
    users = {user.pk for user in collaboration.members(access.organisation)}
    before = [_unpacked(access.organisation, row) for row in replaced if {row[4]} <= users]
    collaboration.take_back(access.organisation, mine, before, access.user)
    return f"{count(len(made), 'finding')} no longer assigned."


_UNDO = {"accept": _undo_acceptances, "assign": _undo_assignments}


def _packed(task: FindingTask) -> list[Any]:
    """A task that another has taken the place of."""
    return [*task.identity, task.assignee_id, task.due and task.due.isoformat(), task.author_id]


def _unpacked(organisation: Organisation, row: Sequence[Any]) -> FindingTask:
    rule, kind, key, about, assignee, due, author = row
    named = waivers.identified(organisation, (rule, kind, key, about))
    return FindingTask(**named, assignee_id=assignee, due=due and date.fromisoformat(due), author_id=author)
