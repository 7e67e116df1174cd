"""Sending digests: once a week to each member who wants one, however often it is run. A worker does it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from planning.core.dates import day
from planning.digests.letter import Letter, letter
from planning.digests.models import Digest
from portal import audit, jobs, letters
from portal.jobs import mail
from portal.models import Membership, Organisation, Right

SALT = "planning.digests"


class DueDigest(NamedTuple):
    """What would become of one digest: due, or empty (nothing to tell)."""

    digest: Digest
    outcome: str


def want(membership: Membership, wanted: bool) -> None:
    """Switch a member's digest on or off."""
    if wanted:
        _, changes = Digest.objects.get_or_create(membership_id=membership.pk)
    else:
        changes = bool(Digest.objects.filter(membership_id=membership.pk).delete()[0])
    if changes:
        kind = audit.Kind.DIGEST_ON if wanted else audit.Kind.DIGEST_OFF
        audit.record(kind, organisation=membership.organisation, about=membership.user)


def wants(membership: Membership) -> bool:
    return Digest.objects.filter(membership_id=membership.pk).exists()


def token(membership_id: int) -> str:
    """What the link that switches a digest off holds."""
    return signing.dumps(membership_id, salt=SALT)


def membership_of(text: str) -> Membership | None:
    """The membership that a link was made for; None for a link that was not made here, or somebody who has left."""
    try:
        number = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return Membership.objects.select_related("organisation", "user").filter(pk=number).first()


def due(today: date, organisation: str = "") -> QuerySet[Digest]:
    """Those not sent in the week of `today` yet, organisation by organisation."""
    open_ = {"membership__user__is_active": True, "membership__organisation__closed_at": None}
    rows = Digest.objects.filter(_not_sent(today), **open_)
    if organisation:
        rows = rows.filter(membership__organisation__slug=organisation)
    return rows.select_related("membership__organisation", "membership__user").order_by(
        "membership__organisation", "pk"
    )


def organisations_due(today: date, organisation: str = "") -> QuerySet[Organisation]:
    """Those with a member whose digest is due."""
    return Organisation.objects.filter(memberships__digest__in=due(today, organisation).order_by()).distinct()


def would_send(organisation: Organisation, today: date) -> list[DueDigest]:
    """What is due to the members of an organisation, without sending it."""
    outcome = "empty" if letter(organisation, today).is_empty else "due"
    return [DueDigest(digest, outcome) for digest in due(today, organisation.slug)]


@jobs.job("send-digests")
def send_digests(run: jobs.Run, *, organisation: int, day: str, site: str) -> dict[str, int]:
    """Send what is due to the members of an organisation. Gives how many were sent, or for how many there was nothing
    to tell ("empty"). Each is marked with the transaction that puts it into the queue of e-mail, so that two runs at
    once never send one twice."""
    of, today = Organisation.objects.get(pk=organisation), date.fromisoformat(day)
    rows, told = list(due(today, of.slug)), letter(of, today)
    if told.is_empty:
        return {"empty": len(rows)}
    sent = 0
    for number, digest in enumerate(rows):
        run.tell("Sending digests", number, len(rows))
        sent += _send(digest, told, today, site)
    return {"sent": sent}


def start(organisation: Organisation, today: date, site: str) -> jobs.Job:
    """Have the digests of an organisation sent. However often it is asked for, each goes out once."""
    given = {"organisation": organisation.pk, "day": today.isoformat(), "site": site}
    key = f"{organisation.pk}:{today}"
    return jobs.again(send_digests.start(key, organisation=organisation, right=Right.ADMIN, arguments=given))


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _not_sent(today: date) -> Q:
    return Q(sent_for=None) | Q(sent_for__lt=_monday(today))


def _send(digest: Digest, told: Letter, today: date, site: str) -> bool:
    """False where somebody else has sent it, or there is nothing in it that the member may see."""
    told = told.read_by(digest.membership)
    if told.is_empty:
        return False
    with transaction.atomic():
        mine = Digest.objects.filter(_not_sent(today), pk=digest.pk).update(sent_for=_monday(today))
        if mine:
            mail.post(message(digest.membership, told, site))
    return bool(mine)


def message(membership: Membership, told: Letter, site: str) -> EmailMultiAlternatives:
    """The e-mail, as text and as HTML; mail programs can switch it off by themselves, too."""
    off = f"{site}{reverse('digest-off', args=[token(membership.pk)])}"
    name = told.organisation.name
    said = letters.Letter(
        name,
        "coverage this week",
        f"Upcoming changes to coverage at {name}, as of {day(told.today)}.",
        "View by date",
        f"{site}{reverse('coverage-losses', args=[told.organisation.slug])}",
        "you switched on the weekly digest",
        off,
        "Switch off digest",
        template="planning/digests/email/digest",
        more={"told": told, "site": site},
        of=told.organisation.pk,
        kind="Weekly digest",
    )
    headers = {"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return letters.message(said, membership.user.email, headers)
