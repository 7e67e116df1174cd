"""What members do about a finding: hand it to somebody, comment on it. Each stands in its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from planning.core.dates import day
from planning.core.rules.base import code_of
from planning.findings.models import FindingNote, FindingTask
from planning.findings.waivers import Identity, identified
from planning.notices import notices
from planning.notices.models import Notice
from portal.models import Membership, Organisation, User

Event = FindingNote.Event
Tasks = Mapping[Identity, FindingTask]


def assigned_tasks(organisation: Organisation) -> Tasks:
    """Who is to see to which finding: one query."""
    rows = FindingTask.objects.filter(organisation=organisation).select_related("assignee")
    return {task.identity: task for task in rows}


def assign(
    organisation: Organisation,
    identity: Identity,
    name: str,
    assignee: User,
    due: date | None,
    author: User,
) -> FindingTask:
    """Hand a finding to a member, in place of whoever had it, and tell them. `name` is what it is called there."""
    with transaction.atomic():
        task, _ = FindingTask.objects.update_or_create(
            **identified(organisation, identity), defaults={"assignee": assignee, "due": due, "author": author}
        )
        until = f", until {day(due)}" if due else ""
        _note(organisation, identity, Event.ASSIGNED, f"to {assignee}{until}", author)
        text = f"{author} handed you a finding{until}: {name}"
        _tell(organisation, identity, Notice.Kind.FINDING, text, [assignee], author)
    return task


def release(organisation: Organisation, identity: Identity, author: User) -> bool:
    """Nobody is to see to it any more; False where nobody was."""
    with transaction.atomic():
        gone, _ = FindingTask.objects.filter(**identified(organisation, identity)).delete()
        if gone:
            _note(organisation, identity, Event.RELEASED, "", author)
    return bool(gone)


def comment(organisation: Organisation, identity: Identity, name: str, text: str, author: User) -> FindingNote:
    """Say something about a finding. Members named with an @, and whoever is to see to it, are told."""
    with transaction.atomic():
        note = _note(organisation, identity, Event.COMMENT, text, author)
        told = mentioned(organisation, text)
        task = FindingTask.objects.filter(**identified(organisation, identity)).select_related("assignee").first()
        if task:
            told.append(task.assignee)
        _tell(organisation, identity, Notice.Kind.MENTION, f"{author} on {name}: {text}", told, author)
    return note


def mentioned(organisation: Organisation, text: str) -> list[User]:
    """The members whom a text names: @ and their name or e-mail address. No query where there is no @."""
    if "@" not in text:
        return []
    said = text.casefold()
    members = Membership.objects.filter(organisation=organisation).select_related("user")
    return [m.user for m in members if any(f"@{n.casefold()}" in said for n in (m.user.name, m.user.email) if n)]


def members(organisation: Organisation) -> list[User]:
    """Everybody who can be handed a finding, by name."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return sorted((row.user for row in rows), key=lambda user: str(user).casefold())


def history(organisation: Organisation, identity: Identity) -> list[FindingNote]:
    """Everything that happened to a finding, earliest first."""
    rows = FindingNote.objects.filter(**identified(organisation, identity))
    return list(rows.select_related("author"))


def address(organisation: Organisation, identity: Identity) -> str:
    """Where a finding has its page."""
    return reverse("findings-one", args=[organisation.slug, code_of(identity)])


def _tell(
    organisation: Organisation,
    identity: Identity,
    kind: str,
    text: str,
    users: Iterable[User],
    by: User,
) -> None:
    link = address(organisation, identity)
    notices.tell(organisation, kind, " ".join(text.split()), users, link=link, by=by)


def _note(organisation: Organisation, identity: Identity, event: str, text: str, author: User) -> FindingNote:
    named = identified(organisation, identity)
    return FindingNote.objects.create(**named, event=event, text=text, on=timezone.localdate(), author=author)
