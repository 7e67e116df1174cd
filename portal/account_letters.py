"""E-mails about an account (confirm an address, a new password, what has changed), in the look of all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from portal.addresses import absolute
from portal.letters import Letter, message

_NOT_YOU = "If that was not you, set a new password at once and tell whoever runs this site."
_ASKED = "If it was not you, do nothing: nothing changes without this link."
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
    "Confirm this address",
    "activate_url",
    "someone, probably you, gave this address for an account",
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
        "You have an account already",
        "You wanted to sign up with {email}, which has an account already. Sign in with it; if the password is lost, "
        "set a new one. If it was not you, do nothing.",
        "Set a new password",
        "account_reset_password",
        "someone, probably you, signed up with this address",
    ),
    "password_reset": _changed("Your password is new", "The password of your account was set anew by e-mail."),
    "password_changed": _changed("Your password was changed", "The password of your account was changed."),
    "password_set": _changed("You have a password now", "A password was set for your account."),
    "email_changed": _changed(
        "Your e-mail address was changed", "The address of your account is {to_email} now; it was {from_email}."
    ),
    "email_confirm": _changed("Your e-mail address is confirmed", "An address of your account was confirmed."),
    "email_deleted": _changed("An e-mail address was removed", "{deleted_email} was removed from your account."),
    "totp_activated": _changed("Two-step sign-in is on", "An authenticator app is asked for now whenever you sign in."),
    "totp_deactivated": _changed("Two-step sign-in is off", "No authenticator app is asked for any more."),
    "recovery_codes_generated": _changed(
        "You have new recovery codes", "New recovery codes were made for your account; the earlier ones no longer work."
    ),
    "account_connected": _changed("Another way to sign in", "You can sign in with your account of {provider} now."),
    "account_disconnected": _changed(
        "A way to sign in was removed", "You can no longer sign in with your account of {provider}."
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
