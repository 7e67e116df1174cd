"""Sending digests: once a week to each member who wants one, however often it is run."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from planning.digests.letter import Letter, letter
from planning.digests.models import Digest
from portal.models import Membership

SALT = "planning.digests"
log = logging.getLogger(__name__)


class Sent(NamedTuple):
    """What became of one digest: sent, empty (nothing to tell), or failed."""

    digest: Digest
    outcome: str


def want(membership: Membership, wanted: bool) -> None:
    """Switch a member's digest on or off."""
    if wanted:
        Digest.objects.get_or_create(membership_id=membership.pk)
    else:
        Digest.objects.filter(membership_id=membership.pk).delete()


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
    rows = Digest.objects.filter(_not_sent(today), membership__user__is_active=True)
    if organisation:
        rows = rows.filter(membership__organisation__slug=organisation)
    return rows.select_related("membership__organisation", "membership__user").order_by(
        "membership__organisation", "pk"
    )


def send_due(today: date, site: str, organisation: str = "", dry: bool = False) -> Iterator[Sent]:
    """Send what is due. Each is marked before it goes out, so that two runs at once never send one twice; where the
    mail server refuses it, the mark is taken away again."""
    letters: dict[int, Letter] = {}
    for digest in due(today, organisation):
        of = digest.membership.organisation
        if of.pk not in letters:
            letters[of.pk] = letter(of, today)
        if letters[of.pk].is_empty:
            yield Sent(digest, "empty")
        elif dry:
            yield Sent(digest, "due")
        elif _claim(digest, today):
            yield Sent(digest, _send(digest, letters[of.pk], site))


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _not_sent(today: date) -> Q:
    return Q(sent_for=None) | Q(sent_for__lt=_monday(today))


def _claim(digest: Digest, today: date) -> bool:
    return bool(Digest.objects.filter(_not_sent(today), pk=digest.pk).update(sent_for=_monday(today)))


def _send(digest: Digest, told: Letter, site: str) -> str:
    try:
        message(digest.membership, told, site).send()
    except (SMTPException, OSError):
        log.exception("The digest for %s could not be sent.", digest.membership)
        Digest.objects.filter(pk=digest.pk).update(sent_for=digest.sent_for)
        return "failed"
    return "sent"


def message(membership: Membership, told: Letter, site: str) -> EmailMultiAlternatives:
    """The e-mail, as text and as HTML; mail programs can switch it off by themselves, too."""
    off = f"{site}{reverse('digest-off', args=[token(membership.pk)])}"
    context = {"letter": told, "member": membership.user, "site": site, "off": off}
    mail = EmailMultiAlternatives(
        f"{told.organisation}: coverage this week",
        render_to_string("planning/digests/email.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [membership.user.email],
        headers={"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string("planning/digests/email.html", context), "text/html")
    return mail
