"""A notice as an e-mail."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import get_connection
from django.urls import reverse
from django.utils.text import Truncator

from planning.notices.kinds import ABOUT, ALWAYS
from planning.notices.models import Notice
from portal.addresses import absolute
from portal.letters import Letter, message
from portal.wording import lowfirst

# Letters of a subject: more is cut off by mail programs.
SUBJECT = 120


def letter(notice: Notice, link: str) -> Letter:
    """What the e-mail about a notice says; `link` is an address of the portal."""
    about, slug = ABOUT[notice.kind], notice.organisation.slug
    settings = "" if notice.kind in ALWAYS else absolute(reverse("notices-settings", args=[slug]))
    return Letter(
        notice.organisation.name,
        Truncator(notice.text).chars(SUBJECT),
        notice.text if notice.text.endswith((".", "?", "!", "…")) else f"{notice.text}.",
        about.button,
        absolute(link),
        about.reason,
        settings,
        of=notice.organisation_id,
        kind=f"Notification: {lowfirst(about.area)}",
    )


def send(notice: Notice, addresses: Iterable[str], link: str) -> None:
    """Send it to each address, where nobody sees the others."""
    said = letter(notice, link)
    get_connection().send_messages([message(said, address) for address in addresses])
