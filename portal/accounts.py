"""How accounts come about: by invitation, or by anybody's own wish where SIGNUP_OPEN is set. `sso` makes others."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from portal import account_letters, invitations
from portal.addresses import absolute
from portal.models import Invitation, User
from portal.sign_in import attempts, sealing

IN_SESSION = "invitation"


def remember_invitation(request: HttpRequest, token: str, invitation: Invitation) -> None:
    """Let this browser sign up for the invitation. The link came by e-mail, so the address counts as confirmed."""
    request.session[IN_SESSION] = sealing.seal(token)
    AccountAdapter(request).stash_verified_email(request, invitation.email)


def pending_invitation(request: HttpRequest) -> Invitation | None:
    """The invitation that this browser followed, while it can still be accepted."""
    token = sealing.opened(request.session.get(IN_SESSION, ""))
    invitation = invitations.find(token) if token else None
    if invitation is None or invitations.why_not(invitation, None, timezone.now()):
        return None
    return invitation


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is for the invited, unless SIGNUP_OPEN is set."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Wrong e-mail address or password.",
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Counts the try. Raises `ValidationError` where there were too many."""
        attempt = attempts.at_password(request, credentials.get("email", ""))
        user: User | None = super().authenticate(request, **credentials)
        attempts.after_password(attempt, user)
        return user

    def is_safe_url(self, url: str) -> bool:
        """Only a page of ours, named by its path: the host that a visitor sends is nobody's word."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

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
