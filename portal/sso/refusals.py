"""Why somebody does not get in by single sign-on: what the visitor is told, and what whoever runs the site is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

_TELL = "Tell whoever runs Lineup."
_AGAIN = "Go back to the sign-in and begin once more."


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
    "The identity provider could not be reached. Try again in a moment; if it goes on, tell whoever runs Lineup.",
    "The identity provider does not answer, or not as it should.",
)
UNCLEAR = Reason(
    "unclear",
    f"The identity provider's answer could not be understood. {_TELL}",
    "The identity provider's answer is not what OpenID Connect asks for.",
)
ISSUER = Reason(
    "issuer",
    f"The identity provider goes by another name than the one that is set up here. {_TELL}",
    "The issuer in the provider's metadata is not OIDC_ISSUER, letter by letter. No one is let in.",
)
INSECURE = Reason(
    "insecure",
    f"The identity provider would be asked over a line that others can read. {_TELL}",
    "The provider's metadata leads to addresses that do not begin with https. No one is let in.",
)
LOST = Reason(
    "lost",
    f"This sign-in was not begun in this browser, was used already, or took longer than ten minutes. {_AGAIN}",
    "An answer of the identity provider belongs to no sign-in that was begun in that browser.",
    at_fault=False,
)
DECLINED = Reason(
    "declined",
    "The identity provider did not let you in. Try once more; if it goes on, tell whoever runs Lineup.",
    "The identity provider did not let someone in.",
    at_fault=False,
)
NO_TOKEN = Reason(
    "no-token",
    f"The identity provider did not say for whom its answer is. {_TELL}",
    "The identity provider sends no identity token: is it OAuth without OpenID Connect?",
)
NONCE = Reason(
    "nonce",
    f"The identity provider's answer does not belong to this sign-in. {_AGAIN}",
    "The identity token holds another nonce than was sent, or none.",
)
OTHERS = Reason(
    "others",
    f"The identity provider's answer is about someone else, or for another site. {_TELL}",
    "The identity token is of another subject than the user's data, or was made out to another client.",
)
STRENGTH = Reason(
    "strength",
    "Lineup asks for a stronger sign-in at the identity provider, for example with a second factor. Set it up there, "
    "then begin once more.",
    "The identity token does not name a strength of sign-in that OIDC_ACR_VALUES or OIDC_AMR_VALUES demands.",
    at_fault=False,
)
AGE = Reason(
    "age",
    "Your sign-in at the identity provider is too long ago. Sign out there, then begin once more.",
    "The identity token does not say that the sign-in is as recent as OIDC_MAX_AGE_MINUTES demands.",
    at_fault=False,
)


TAKEN = Reason(
    "taken",
    "An account has your address already, but it is not certain that it is yours. Sign in to it with its password and "
    "connect single sign-on under “Your account”, or ask whoever runs Lineup.",
    "Someone has the address of an account that is not certain to be theirs.",
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
