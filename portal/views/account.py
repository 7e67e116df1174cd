"""The end of one's own account, and what is known of it."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import audit, erasing
from portal.guard import signed_in
from portal.models import AuditEntry, Membership, User
from portal.reauthentication import ask_again


class DeleteForm(forms.Form):
    """What is typed, so that nobody deletes their account by a slip."""

    email = forms.CharField(label="Type your e-mail address to confirm", max_length=254)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"]).strip().lower()
        if typed != self.user.email.lower():
            raise forms.ValidationError(f"Type {self.user.email}, the address you sign in with.")
        return typed


@signed_in(post=True)
def delete(request: HttpRequest) -> HttpResponse:
    """GET: what goes and what stays. POST: delete it, once who signed in has shown again that it is them."""
    user = cast(User, request.user)
    form = DeleteForm(request.POST or None, user=user)
    alone = erasing.led_alone(user)
    if request.method == "POST" and form.is_valid() and not alone:
        ask_again(request)
        try:
            erasing.erase(user, by=user, request=request)
        except erasing.OnlyAdmin as only:
            alone = only.organisations
        else:
            logout(request)
            messages.success(request, "Your account was deleted.")
            return redirect("account_login")
    status = 422 if form.errors or (request.method == "POST" and alone) else 200
    return render(request, "portal/account_delete.html", {"form": form, "alone": alone}, status=status)


@signed_in()
def data(request: HttpRequest) -> HttpResponse:
    """Everything that the site itself knows of the account, as a file."""
    user = cast(User, request.user)
    audit.record(audit.Kind.TOLD_ALL, request=request, about=user, format="json")
    answer = JsonResponse(known_of(user), json_dumps_params={"indent": 2, "ensure_ascii": False, "default": str})
    answer["Content-Disposition"] = 'attachment; filename="account.json"'
    return answer


def known_of(user: User) -> dict[str, Any]:
    """As JSON can hold it; no secrets."""
    mine = AuditEntry.objects.filter(actor=user)
    about = AuditEntry.objects.filter(about=user).exclude(actor=user)
    return {
        "made_at": timezone.now(),
        "account": {"email": user.email, "name": user.name, "since": user.date_joined, "last_sign_in": user.last_login},
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
        "single_sign_on": list(SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")),
        "organisations": list(
            Membership.objects.filter(user=user).values("organisation__name", "right", "sees_cost", "created_at")
        ),
        "done": list(mine.values("at", "kind", "organisation__name", "address")),
        "done_to_you": list(about.values("at", "kind", "organisation__name")),
        "notifications": [{name: getattr(row, name) for name in ("made_at", "kind", "text")} for row in _notices(user)],
    }


def _notices(user: User) -> Any:
    """The table is another app's; the account knows it by its own end of the key."""
    return user.notices.all() if hasattr(user, "notices") else ()
