"""Why somebody does not get in by single sign-on: what the visitor is told, and what whoever runs the site is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

_TELL = "Tell your site administrator."
_AGAIN = "Go back to sign-in and try again."


@dataclass(frozen=True)
class Reason:
    """`name` stands in the audit log, `told` on the page, `logged` in the log; there it is whoever runs the site who
    can do something about it where `at_fault`."""

    name: str
    told: str
    logged: str
    at_fault: bool = True


DOWN = Reason(
    "down",
    "The identity provider could not be reached. Try again in a moment. If it keeps happening, "
    "tell your site administrator.",
    "The identity provider does not respond, or not correctly.",
)
UNCLEAR = Reason(
    "unclear",
    f"The identity provider's response could not be read. {_TELL}",
    "The identity provider's response does not follow OpenID Connect.",
)
ISSUER = Reason(
    "issuer",
    f"The identity provider's name does not match the one configured here. {_TELL}",
    "The issuer in the provider's metadata does not match OIDC_ISSUER exactly. No one can sign in.",
)
INSECURE = Reason(
    "insecure",
    f"The connection to the identity provider is not secure. {_TELL}",
    "The provider's metadata contains addresses that do not start with https. No one can sign in.",
)
LOST = Reason(
    "lost",
    f"This sign-in was not started in this browser, was used already, or took longer than ten minutes. {_AGAIN}",
    "A response from the identity provider belongs to no sign-in started in that browser.",
    at_fault=False,
)
DECLINED = Reason(
    "declined",
    "The identity provider did not let you in. Try again. If it keeps happening, tell your site administrator.",
    "The identity provider did not let someone in.",
    at_fault=False,
)
NO_TOKEN = Reason(
    "no-token",
    f"The identity provider did not say who its response is for. {_TELL}",
    "The identity provider sends no identity token: is it OAuth without OpenID Connect?",
)
NONCE = Reason(
    "nonce",
    f"The identity provider's response does not belong to this sign-in. {_AGAIN}",
    "The identity token holds a different nonce from the one sent, or none.",
)
OTHERS = Reason(
    "others",
    f"The identity provider's response is about someone else, or for another site. {_TELL}",
    "The identity token has a different subject from the user's data, or was issued to another client.",
)
STRENGTH = Reason(
    "strength",
    "This site requires a stronger sign-in at the identity provider, for example with a second factor. Set it up "
    "there, then try again.",
    "The identity token does not name a sign-in strength that OIDC_ACR_VALUES or OIDC_AMR_VALUES requires.",
    at_fault=False,
)
AGE = Reason(
    "age",
    "You signed in at the identity provider too long ago. Sign out there, then try again.",
    "The identity token does not show a sign-in as recent as OIDC_MAX_AGE_MINUTES requires.",
    at_fault=False,
)


TAKEN = Reason(
    "taken",
    "An account already has your address, but Lineup cannot be sure that it is yours. Sign in with its password and "
    "connect single sign-on under “Your account”, or ask your site administrator.",
    "Someone has the address of an account that may not be theirs.",
    at_fault=False,
)


class Refused(PermissionDenied):
    """Single sign-on was refused."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


@contextmanager
def understood() -> Iterator[None]:
    """Takes what breaks while a foreign answer is read for what it is. Raises Refused."""
    try:
        yield
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise Refused(UNCLEAR) from error
