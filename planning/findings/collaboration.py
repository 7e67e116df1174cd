"""What members do about a finding: hand it to somebody, comment on it. Each stands in its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from planning.core.dates import day
from planning.core.rules import Finding
from planning.core.rules.base import code_of
from planning.findings.models import FindingNote, FindingTask
from planning.findings.waivers import Identity, identified, note_all
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
    (task,) = assign_all(organisation, {identity: name}, assignee, due, author)
    return task


def called(finding: Finding) -> str:
    """What a finding is called where there is room for a line: where, and what is wrong."""
    return f"{finding.subject.name}: {finding.headline}" if finding.headline else finding.message.rstrip(".")


def assign_all(
    organisation: Organisation, named: Mapping[Identity, str], assignee: User, due: date | None, author: User
) -> list[FindingTask]:
    """Hand all of these to a member, and tell them once. `take_back` undoes it."""
    until = f", due {day(due)}" if due else ""
    said = {"assignee": assignee, "due": due, "author": author}
    with transaction.atomic():
        _forget(organisation, named)
        made = FindingTask.objects.bulk_create(FindingTask(**identified(organisation, i), **said) for i in named)
        note_all(organisation, named, Event.ASSIGNED, f"to {assignee}{until}", author)
        what = f"“{next(iter(named.values()))}”" if len(named) == 1 else f"{len(named)} findings"
        link = address(organisation, next(iter(named))) if len(named) == 1 else _mine(organisation)
        _tell(organisation, link, Notice.Kind.FINDING, f"{author} assigned you {what}{until}", [assignee], author)
    return made


def _forget(organisation: Organisation, identities: Iterable[Identity]) -> None:
    before = assigned_tasks(organisation)
    gone = [before[identity].pk for identity in identities if identity in before]
    FindingTask.objects.filter(pk__in=gone).delete()


def take_back(
    organisation: Organisation, made: Sequence[FindingTask], replaced: Sequence[FindingTask], author: User
) -> None:
    """Undo assignments that still stand; whoever had these findings before has them again."""
    with transaction.atomic():
        FindingTask.objects.filter(pk__in=[task.pk for task in made]).delete()
        FindingTask.objects.bulk_create(replaced)
        note_all(organisation, [task.identity for task in made], Event.RELEASED, "", author)


def release(organisation: Organisation, identity: Identity, author: User) -> bool:
    """Nobody is to see to it any more; False where nobody was."""
    with transaction.atomic():
        gone, _ = FindingTask.objects.filter(**identified(organisation, identity)).delete()
        if gone:
            note_all(organisation, [identity], Event.RELEASED, "", author)
    return bool(gone)


def comment(organisation: Organisation, identity: Identity, name: str, text: str, author: User) -> FindingNote:
    """Say something about a finding. Members named with an @, and whoever is to see to it, are told."""
    with transaction.atomic():
        (note,) = note_all(organisation, [identity], Event.COMMENT, text, author)
        told = mentioned(organisation, text)
        task = FindingTask.objects.filter(**identified(organisation, identity)).select_related("assignee").first()
        if task:
            told.append(task.assignee)
        link = address(organisation, identity)
        _tell(organisation, link, Notice.Kind.MENTION, f"{author} commented on “{name}”: {text}", told, author)
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


def _mine(organisation: Organisation) -> str:
    """The list of what a member is to see to."""
    return f"{reverse('findings', args=[organisation.slug])}?state=mine"


def _tell(organisation: Organisation, link: str, kind: str, text: str, users: Iterable[User], by: User) -> None:
    notices.tell(organisation, kind, " ".join(text.split()), users, link=link, by=by)
