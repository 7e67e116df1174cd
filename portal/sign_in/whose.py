"""Whose account an address is.

Anybody can type anybody's address into an account. Whoever then proves that the address is theirs must not end in that
account, into which the other one has a way, too.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from portal.models import User


def is_theirs(user: User, email: str) -> bool:
    """The address is confirmed in the account; or it is the account's own, nothing else was ever confirmed, and no
    single sign-on leads there: accounts that were made by command or by a sign-up without confirmation."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    if confirmed.filter(email=email).exists():
        return True
    others = confirmed.exists() or SocialAccount.objects.filter(user=user).exists()
    return user.email == email and not others
