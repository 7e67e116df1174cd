"""E-mails: one look for all, as text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from planning.core.hidden_marks import unturned
from portal import reading_direction

SITE = "Lineup"


@dataclass(frozen=True)
class Letter:
    """What an e-mail says. `subject` is without the organisation, which goes before it ('' where it is about
    an account); `text` says what happened, in a sentence; `reason` follows “You are receiving this because”. Links are
    whole addresses: `link` is that of the one button, `settings` that of where such e-mails are switched off ('' where
    they cannot be). `template` draws more between the
    text and the button, from `more`. `kind` says what sort of letter it is, without anybody's name: for whoever sees to
    what could not be delivered. `of` is the number of the organisation whose news it is: nothing is sent
    while that is closed."""

    organisation: str
    subject: str
    text: str
    button: str
    link: str
    reason: str
    settings: str = ""
    settings_label: str = "Notification settings"
    template: str = "portal/email/letter"
    of: int | None = None
    more: dict[str, Any] = field(default_factory=dict)
    kind: str = field(kw_only=True)


def message(letter: Letter, to: str, headers: dict[str, str] | None = None) -> EmailMultiAlternatives:
    """The e-mail to one address."""
    context = {"letter": letter, "site": SITE, **letter.more}
    subject = " ".join(unturned(f"{letter.organisation or SITE}: {letter.subject}").split())
    body = reading_direction.text(render_to_string(f"{letter.template}.txt", context))
    made = EmailMultiAlternatives(subject, body.strip() + "\n", to=[to], headers=headers)
    page = render_to_string(f"{letter.template}.html", context)
    made.attach_alternative(reading_direction.fragment(page), "text/html")
    made.organisation_id, made.kind = letter.of, letter.kind  # type: ignore[attr-defined]  # for the queue: portal/jobs/mail.py
    return made
