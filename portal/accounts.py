"""How accounts come about: by invitation, by single sign-on, or by anybody's own wish where SIGNUP_OPEN is set."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import timezone

from portal import account_letters, invitations
from portal.models import Invitation, User

IN_SESSION = "invitation"


def remember_invitation(request: HttpRequest, token: str, invitation: Invitation) -> None:
    """Let this browser sign up for the invitation. The link came by e-mail, so the address counts as confirmed."""
    request.session[IN_SESSION] = token
    AccountAdapter(request).stash_verified_email(request, invitation.email)


def pending_invitation(request: HttpRequest) -> Invitation | None:
    """The invitation that this browser followed, while it can still be accepted."""
    token = request.session.get(IN_SESSION)
    invitation = invitations.find(token) if token else None
    if invitation is None or invitations.why_not(invitation, None, timezone.now()):
        return None
    return invitation


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is for the invited, unless SIGNUP_OPEN is set."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN) or pending_invitation(request) is not None

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """In the look and the words of all other e-mails."""
        kind = template_prefix.rpartition("/")[2]
        ours = account_letters.mail_of(kind, email, context, self.get_from_email())
        return ours or super().render_mail(template_prefix, email, context, headers)


class SsoAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the organisation's own identity provider lets in has an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = str(data.get("name") or " ".join(part for part in parts if part))[:200]
        return user
