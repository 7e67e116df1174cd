"""What lies outside of the organisation's own tables and may hold a name all the same: e-mail that waits, sessions of
members, and what the queue notes of work that failed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from planning.erasing import tables
from planning.erasing.erasure import Erasure
from portal.models import Archive, Invitation, Mail, Membership, Session, User
from portal.sign_in.store import SessionStore


def rewrite_elsewhere(erasure: Erasure) -> None:
    _invitations(erasure)
    _mail(erasure)
    _sessions(erasure)
    _tasks(erasure)
    _archives(erasure)


def _invitations(erasure: Erasure) -> None:
    """Answered or not: a membership that came of one stays."""
    found = Invitation.objects.filter(organisation=erasure.organisation)
    ids = [row.pk for row in found if row.email.casefold() in {email.casefold() for email in erasure.wording.emails}]
    erasure.counts["portal.Invitation gone"] += len(ids)
    if erasure.writes:
        found.filter(pk__in=ids).delete()


def _mail(erasure: Erasure) -> None:
    """Only what is about this organisation, as its links say. E-mail to the person is not sent any more, and to whom
    one was that was given up is forgotten."""
    about = f"/o/{erasure.organisation.slug}/"
    naming = tables.holding(Mail.objects.all(), [Mail._meta.get_field("content")], [about])
    emails = {email.casefold() for email in erasure.wording.emails}
    for mail in Mail.objects.filter(Q(organisation=erasure.organisation) | Q(pk__in=naming.values("pk"))):
        if {to.casefold() for to in (mail.to, *mail.content.get("to", ()))} & emails:
            erasure.counts["portal.Mail gone"] += 1
            if erasure.writes:
                mail.delete()
            continue
        addressed = {name: mail.content[name] for name in ("to", "cc", "bcc") if name in mail.content}
        content = erasure.wording.clean_all(mail.content) | addressed
        if content != mail.content:
            erasure.counts["portal.Mail"] += 1
            if erasure.writes:
                Mail.objects.filter(pk=mail.pk).update(content=content)


def _sessions(erasure: Erasure) -> None:
    """What was said to members and waits to be shown, and how it is undone."""
    members = Membership.objects.filter(organisation=erasure.organisation).values_list("user_id", flat=True)
    users = {str(pk) for pk in members}
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        held = session.get_decoded()
        if held.get("_auth_user_id") in users and (clean := _said(erasure, held)) != held:
            erasure.counts["sessions.Session"] += 1
            if erasure.writes:
                data = SessionStore().encode(clean)
                Session.objects.filter(pk=session.pk).update(session_data=data)


def _said(erasure: Erasure, held: dict[str, Any]) -> dict[str, Any]:
    mine = {name: value for name, value in held.items() if name.startswith(("_auth", "account_"))}
    cleaned: dict[str, Any] = erasure.wording.clean_all(held)
    return {name: value for name, value in cleaned.items() if name not in mine} | mine


def _tasks(erasure: Erasure) -> None:
    """The texts of errors, which may quote what was worked on."""
    rows = tables.holding(
        DBTaskResult.objects.all(), [DBTaskResult._meta.get_field("traceback")], erasure.wording.pieces
    )
    found = [row.pk for row in rows if erasure.wording.names_somebody(row.traceback)]
    erasure.counts["django_tasks_database.DBTaskResult"] += len(found)
    if erasure.writes:
        DBTaskResult.objects.filter(pk__in=found).update(traceback="")


def _archives(erasure: Erasure) -> None:
    """Archives that wait to be fetched go, and accounts that only stand for somebody of an archive lose the name."""
    waiting = Archive.objects.filter(organisation=erasure.organisation, is_given=False)
    erasure.counts["portal.Archive gone"] += waiting.count()
    if erasure.writes:
        waiting.delete()
    for user in User.objects.filter(archived__organisation=erasure.organisation):
        if (name := erasure.wording.clean_all(user.name)) != user.name:
            erasure.counts["portal.User"] += 1
            if erasure.writes:
                User.objects.filter(pk=user.pk).update(name=name)
