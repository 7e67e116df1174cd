"""The link by which somebody sets a new password."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from allauth.account import app_settings
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from portal import account_letters
from portal.addresses import absolute
from portal.audit import accounts
from portal.jobs import delivering, mail
from portal.models import User
from portal.sign_in import limits, tries
from portal.sign_in.tries import TooMany
from portal.sign_in.whose import is_theirs

WRITER = "password-link"


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]
    """Asks for the link. Whether the address has an account is looked up when the e-mail is written, after the answer:
    so neither the answer nor the time that it takes tells."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The last of many goes nowhere: the links before it are in the mailbox."""
        email: str = self.cleaned_data["email"]
        accounts.asked_for_a_password(request, email)
        with suppress(TooMany):
            tries.count(limits.RESET_MAILS, limits.normal(email))
            mail.post_later(WRITER, email, account_letters.ABOUT["password_reset_key"].subject)
        return email


def write(email: str) -> EmailMessage | None:
    """The e-mail with the link; None where no account has the address for certain."""
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    if not users or not is_theirs(users[0], email.lower()):
        return None
    context = {"password_reset_url": absolute(_path(users[0]))}
    return account_letters.mail_of("password_reset_key", email, context, settings.DEFAULT_FROM_EMAIL)


def _path(user: User) -> str:
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    given = {"uidb36": user_pk_to_url_str(user), "key": token}
    return reverse("account_reset_password_from_key", kwargs=given)


delivering.WRITERS[WRITER] = write
