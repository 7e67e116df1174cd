"""Middleware: who has to have a second factor, where the site asks for it (REQUIRE_SECOND_FACTOR)."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from portal import toast
from portal.middleware import Answer
from portal.models import Membership, Right, User
from portal.request_values import is_htmx

OFF, STAFF, ADMINS, EVERYBODY = "off", "staff", "admins", "everybody"
SETUP = "mfa_activate_totp"
# What somebody needs to get one, and what is not about an account.
OPEN_TO_ALL = ("account_", "mfa_", "health", "favicon", "digest-off", "profile", "sessions")
_GO_ON = "Set one up to continue. It takes a minute."
SAID = f"Admins need a second factor here. {_GO_ON}"
SAID_TO_ALL = f"Everyone needs a second factor here. {_GO_ON}"
# Where the session keeps the page that was asked for, to which the page of recovery codes leads on.
WANTED, LONGEST = "wanted", 2_000


class SecondFactor:
    """Leads to the set-up whoever has none and needs one. Asks the database nothing where the site does not ask for it,
    or the factor was given at the sign-in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        page = request.resolver_match.view_name if request.resolver_match else ""
        if settings.REQUIRE_SECOND_FACTOR == OFF or page.startswith(OPEN_TO_ALL):
            return None
        if not _lacks_one(request):
            _forget(request)
            return None
        said = SAID_TO_ALL if settings.REQUIRE_SECOND_FACTOR == EVERYBODY else SAID
        messages.info(request, said, extra_tags=toast.NOTE)
        _remember(request)
        return HttpResponseClientRedirect(reverse(SETUP)) if is_htmx(request) else redirect(SETUP)


def _remember(request: HttpRequest) -> None:
    page = request.get_full_path()
    if request.method == "GET" and not is_htmx(request) and len(page) <= LONGEST:
        request.session[WANTED] = page


def _forget(request: HttpRequest) -> None:
    """Once they are there."""
    if request.session.get(WANTED) == request.get_full_path():
        del request.session[WANTED]


def _lacks_one(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) or _was_given(request, user):
        return False
    return _needs_one(user) and not is_mfa_enabled(user)


def _was_given(request: HttpRequest, user: User) -> bool:
    enough = {"mfa", "socialaccount"} if settings.OIDC_TRUST_SECOND_FACTOR else {"mfa"}
    return any(step.get("method") in enough for step in get_authentication_records(request, user))


def _needs_one(user: User) -> bool:
    if settings.REQUIRE_SECOND_FACTOR == EVERYBODY:
        return True
    is_admin = settings.REQUIRE_SECOND_FACTOR == ADMINS and Membership.objects.filter(user=user, right=Right.ADMIN)
    return user.is_staff or bool(is_admin and is_admin.exists())
