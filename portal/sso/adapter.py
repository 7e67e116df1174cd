"""Who gets in by single sign-on, as which account, and what becomes of those who do not."""

from __future__ import annotations

import logging
from math import inf
from typing import Any, NoReturn

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import render
from requests import RequestException, Session

from planning.core.cell_text import one_line
from portal.audit import accounts
from portal.models import User
from portal.sign_in.whose import is_theirs
from portal.sso import checks
from portal.sso.refusals import DECLINED, DOWN, LOST, STRENGTH, TAKEN, UNCLEAR, Reason, Refused

log = logging.getLogger(__name__)
# What a provider answers that cannot sign in as strongly as it is asked to.
UNMET = "unmet_authentication_requirements"


class SsoAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the organisation's own identity provider lets in has an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def get_requests_session(self) -> Session:
        """The provider is asked where it said it is, and nowhere else."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The identity is known; whether that is enough depends on how somebody has signed in there."""
        if refused := _weakness(sociallogin):
            _turn_away(request, refused.reason, refused, sociallogin.user if sociallogin.is_existing else None)

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account that has the address for certain. Whoever has only typed it into theirs would get its owner into
        an account that is not the owner's alone; there it goes, now that it is known whose it is."""
        if not _weakness(sociallogin):
            _take_from_others([address.email for address in sociallogin.email_addresses if address.verified])
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        return found if found and is_theirs(*found) else None

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """The library would ask for another address, and let somebody type any."""
        if any(filter_users_by_email(address.email) for address in sociallogin.email_addresses):
            _turn_away(request, TAKEN, None)
        return bool(super().is_auto_signup_allowed(request, sociallogin))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = one_line(str(data.get("name") or " ".join(part for part in parts if part)))[:200]
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Whoever gave up at the provider is led back by the library."""
        if error != AuthError.CANCELLED:
            _turn_away(request, _reason(request, exception, extra_context or {}), exception)


def _weakness(sociallogin: SocialLogin) -> Refused | None:
    """Why the sign-in at the provider is not enough."""
    token, demanded = sociallogin.account.extra_data["id_token"], sociallogin.provider.app.settings
    try:
        checks.strength(token, demanded, sociallogin.state.get("begun", inf))
    except Refused as refused:
        return refused
    return None


def _take_from_others(emails: list[str]) -> None:
    EmailAddress.objects.filter(email__in=emails, verified=False).exclude(user__email=F("email")).delete()


def _reason(request: HttpRequest, exception: Exception | None, context: dict[str, Any]) -> Reason:
    if isinstance(exception, Refused):
        return exception.reason
    if exception is None and "state" not in context:
        return LOST
    if exception is None:
        return STRENGTH if request.GET.get("error") == UNMET else DECLINED
    return DOWN if isinstance(exception, RequestException) else UNCLEAR


def _turn_away(request: HttpRequest, reason: Reason, error: Exception | None, about: User | None = None) -> NoReturn:
    """Raises ImmediateHttpResponse, with the page that says why."""
    log.log(
        logging.ERROR if reason.at_fault else logging.INFO, reason.logged, exc_info=error if reason.at_fault else None
    )
    accounts.turned_away(request, reason.name, about)
    page = "socialaccount/authentication_error.html"
    raise ImmediateHttpResponse(render(request, page, {"reason": reason}, status=503 if reason is DOWN else 401))
