"""How often what may be tried: one table for all of it. Counts are shared by all processes (`tries.py`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from portal.sign_in.tries import Limit
from portal.visitor import place_of

MINUTE, HOUR = 60, 3600

# Passwords: at one account from one address or one known browser; at one account from anywhere else; at all accounts
# from one address. One address is a whole office, where many mistype on a Monday.
PASSWORD_HERE = Limit("password-here", 10, 15 * MINUTE)
PASSWORD_ANYWHERE = Limit("password-anywhere", 50, HOUR)
PASSWORDS_OF_PLACE = Limit("passwords-of-place", settings.SIGN_IN_TRIES_PER_ADDRESS, 15 * MINUTE)
# Codes of an app and recovery codes, by whoever has the password already.
CODE_HERE = Limit("code-here", 10, 15 * MINUTE)
CODE_ANYWHERE = Limit("code-anywhere", 30, HOUR)
# E-mails with a link for a new password: at one address from one place it is said, else one more is not sent.
RESET_HERE = Limit("reset-here", 5, 15 * MINUTE)
RESET_MAILS = Limit("reset-mails", 20, HOUR)
INVITATIONS = Limit("invitations", 60, HOUR)

Whose = Callable[[HttpRequest], tuple[object, ...]]


class Rule(NamedTuple):
    """Every POST to a page counts, against `whose`."""

    limit: Limit
    whose: Whose


def normal(email: Any) -> str:
    """An address as it is counted, however it was typed."""
    return str(email or "").strip().casefold()


def _place(request: HttpRequest) -> tuple[object, ...]:
    return (place_of(request),)


def _typed(request: HttpRequest) -> tuple[object, ...]:
    return (normal(request.POST.get("email")), place_of(request))


def _account(request: HttpRequest) -> tuple[object, ...]:
    return (request.user.pk or place_of(request),)


def _by_place(name: str, amount: int, seconds: int = 15 * MINUTE) -> Rule:
    return Rule(Limit(name, amount, seconds), _place)


def _by_account(name: str, amount: int, seconds: int = 15 * MINUTE) -> Rule:
    return Rule(Limit(name, amount, seconds), _account)


# By the name of the page. Signing in, second factors and invitations are counted where they are tried.
RULES: Mapping[str, tuple[Rule, ...]] = {
    "account_reset_password": (Rule(RESET_HERE, _typed), _by_place("resets", 60)),
    "account_reset_password_from_key": (_by_place("new-passwords", 60),),
    "account_signup": (_by_place("sign-ups", 100, HOUR),),
    "account_confirm_email": (_by_place("confirmations", 60),),
    "account_change_password": (_by_account("password-changes", 10),),
    "account_set_password": (_by_account("password-changes", 10),),
    "account_email": (_by_account("addresses", 30, HOUR),),
    # Each asks the identity provider something; an office behind one address begins its day with it.
    "openid_connect_login": (_by_place("single-sign-ons", 600),),
    "mfa_activate_totp": (_by_account("activations", 20),),
    "archive-restore": (_by_account("archives", 20, HOUR),),
}
# Pages under a secret address: how many such addresses somebody may try that lead nowhere.
GUESSES = Limit("guesses", 60, 15 * MINUTE)
SECRET_ADDRESSES = frozenset({"invitation", "digest-off", "account_reset_password_from_key", "account_confirm_email"})
