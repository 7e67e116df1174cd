"""E-mails to the admins of an organisation that is closed or was brought back."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from portal.addresses import absolute
from portal.days import day_text
from portal.jobs import mail
from portal.letters import Letter, message
from portal.models import Mail, Organisation, User

REASON = "you are an admin of this organisation"


def forget(organisation: Organisation) -> None:
    """Drop those that still wait."""
    Mail.objects.filter(about__startswith=_about(organisation)).delete()


def tell_closed(organisation: Organisation, admins: Iterable[User]) -> None:
    """Who asked, until when it can be brought back, and how."""
    day = day_text(timezone.localdate(organisation.delete_at))
    letter = Letter(
        organisation.name,
        f"closed, to be deleted on {day} unless an admin restores it",
        f"{organisation.closed_by or 'The site administrator'} asked to delete {organisation}. It is closed now: "
        f"no one can see it, and nothing is sent. Until {day}, any admin can restore it as it was. After that, "
        "everything is deleted for good.",
        "View or restore",
        absolute(reverse("home", args=[organisation.slug])),
        REASON,
        kind="Organisation closed",
    )
    _send(letter, organisation, admins)


def tell_brought_back(organisation: Organisation, admins: Iterable[User], by: User) -> None:
    """That all is as it was."""
    letter = Letter(
        organisation.name,
        "restored",
        f"{by} restored {organisation}. It is open again, as it was, and will not be deleted.",
        "Open the organisation",
        absolute(reverse("home", args=[organisation.slug])),
        REASON,
        kind="Organisation restored",
    )
    _send(letter, organisation, admins)


def _send(letter: Letter, organisation: Organisation, admins: Iterable[User]) -> None:
    forget(organisation)
    for admin in admins:
        mail.post(message(letter, admin.email), about=f"{_about(organisation)}{admin.pk}")


def _about(organisation: Organisation) -> str:
    return f"closing:{organisation.pk}:"
