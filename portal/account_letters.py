"""E-mails about an account (confirm an address, a new password, what has changed), in the look of all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from portal.addresses import absolute
from portal.letters import Letter, message

_NOT_YOU = "If this was not you, set a new password straight away and tell your site administrator."
_ASKED = "If this was not you, ignore this e-mail: nothing changes without the link."
_OWNER = "it is about your account"


class About(NamedTuple):
    """One kind of e-mail. `text` may name what allauth says of it (`{email}`); `link` is the name of what it gives as
    the address of the button, else that of a page."""

    subject: str
    text: str
    button: str
    link: str
    reason: str = _OWNER


def _changed(subject: str, text: str) -> About:
    return About(subject, f"{text} {_NOT_YOU}", "Set a new password", "account_reset_password")


_CONFIRM = About(
    "Confirm your e-mail address",
    f"Confirm that {{email}} is your address on Lineup. {_ASKED}",
    "Confirm address",
    "activate_url",
    "someone, probably you, used this address for an account",
)
# By the name of its templates in allauth.
ABOUT: Mapping[str, About] = {
    "email_confirmation": _CONFIRM,
    "email_confirmation_signup": _CONFIRM,
    "password_reset_key": About(
        "Set a new password",
        f"You asked for a new password for {{email}}. {_ASKED}",
        "Set a new password",
        "password_reset_url",
        "someone, probably you, asked for a new password",
    ),
    "account_already_exists": About(
        "You already have an account",
        "You tried to sign up with {email}, which already has an account. Sign in with it, or set a new password if "
        "you have forgotten yours. If this was not you, ignore this e-mail.",
        "Set a new password",
        "account_reset_password",
        "someone, probably you, signed up with this address",
    ),
    "password_reset": _changed("Your password was reset", "The password of your account was reset by e-mail."),
    "password_changed": _changed("Your password was changed", "The password of your account was changed."),
    "password_set": _changed("Your account has a password", "A password was set for your account."),
    "email_changed": _changed(
        "Your e-mail address was changed", "The address of your account is now {to_email}. It was {from_email}."
    ),
    "email_confirm": _changed("Your e-mail address is confirmed", "An address of your account was confirmed."),
    "email_deleted": _changed("An e-mail address was removed", "{deleted_email} was removed from your account."),
    "totp_activated": _changed(
        "Two-factor sign-in is on", "You now need a code from your authenticator app to sign in."
    ),
    "totp_deactivated": _changed(
        "Two-factor sign-in is off", "You no longer need a code from an authenticator app to sign in."
    ),
    "recovery_codes_generated": _changed(
        "You have new recovery codes", "New recovery codes were created for your account. The old ones no longer work."
    ),
    "account_connected": _changed("A way to sign in was added", "You can now sign in with your {provider} account."),
    "account_disconnected": _changed(
        "A way to sign in was removed", "You can no longer sign in with your {provider} account."
    ),
}


def letter_of(kind: str, email: str, context: Mapping[str, Any]) -> Letter | None:
    """The e-mail of a kind, from what allauth knows of it; None where it is not one of ours."""
    about = ABOUT.get(kind)
    if about is None:
        return None
    return Letter(
        "",
        about.subject,
        about.text.format_map({"email": email, **context}),
        about.button,
        context.get(about.link) or absolute(reverse(about.link)),
        about.reason,
        template="portal/email/account",
        more={"at": context.get("timestamp"), "ip": context.get("ip"), "browser": context.get("user_agent")},
        kind=about.subject,
    )


def mail_of(kind: str, email: str, context: Mapping[str, Any], sender: str) -> EmailMultiAlternatives | None:
    """The same, ready to be sent."""
    letter = letter_of(kind, email, context)
    if letter is None:
        return None
    made = message(letter, email)
    made.from_email = sender
    return made
