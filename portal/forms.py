"""The forms of accounts, organisations, members and invitations."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from portal import members
from portal.accounts import pending_invitation
from portal.models import Membership, Organisation, Right, User
from portal.optimistic_lock import SharedForm
from portal.sign_in import attempts, used_codes


class LineField(forms.CharField):
    """Text of one line: blanks and line breaks within count as one blank."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What others see of a user."""

    name = LineField(label="Your name", max_length=200, required=False, help_text="Shown to other members.")

    class Meta:
        model = User
        fields = ("name",)


class OrganisationForm(SharedForm):
    """An organisation's name."""

    what = "the name"

    name = LineField(label="Name of the organisation", max_length=200)

    class Meta:
        model = Organisation
        fields = ("name",)


class MemberForm(SharedForm):
    """What a member may do. Without `grants` the cost right stays as it is: whoever fills it in may not see cost."""

    what = "this member’s access"
    asks_last = False  # whether it has to be confirmed that nobody is left who may see cost

    def __init__(self, *args: Any, grants: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_if(grants, self.fields["sees_cost"])

    class Meta:
        model = Membership
        fields = ("right", "sees_cost")

    def _locked(self) -> Membership:
        members.lock(self.instance.organisation)  # before the row, as every change of members does
        locked: Membership = super()._locked()
        return locked


class InvitationForm(forms.Form):
    """Whom to invite, and what for. Only with `grants`, those who may see cost invite others who may."""

    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    right = forms.ChoiceField(label="Access", choices=Right.choices, initial=Right.VIEWER)
    sees_cost = forms.BooleanField(label="Can see cost", required=False)

    def __init__(self, *args: Any, grants: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_if(grants, self.fields["sees_cost"])


def _only_if(grants: bool, field: forms.Field) -> None:
    field.disabled = not grants
    if not grants:
        field.widget.attrs["aria-describedby"] = "cost-reason"


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """Labels in the words of the other pages, and no placeholders that repeat them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, login="E-mail address", remember="Stay signed in")


class SignupForm(AllauthSignupForm):  # type: ignore[misc]
    """Asks for a name as well. Somebody who comes by an invitation signs up with the invited address."""

    field_order = ("email", "name", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = LineField(label="Your name", max_length=200, help_text="Shown to other members.")
        self.order_fields(self.field_order)
        _label(self, email="E-mail address")
        invitation = pending_invitation(context.request)
        if invitation:
            self.initial["email"] = invitation.email
            self.fields["email"].disabled = True

    def try_save(self, request: HttpRequest) -> Any:
        """An address that has an account takes as long as one that gets it."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class SetUpForm(ActivateTOTPForm):  # type: ignore[misc]
    """Sets an authenticator app up. The session, which is in the database, holds the app's secret sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret: str = get_adapter().decrypt(self.secret)
        context.request.session[SECRET_SESSION_KEY] = get_adapter().encrypt(self.secret)
        _label(self, code="Current code from the app")

    def clean_code(self) -> str:
        code: str = super().clean_code()
        used_codes.use(self.user, code)
        return code


class _CountedCode:
    """A code of the second factor, whose tries are counted."""

    user: User

    def clean_code(self) -> str:
        attempt = attempts.at_code(context.request, self.user)
        code: str = super().clean_code()  # type: ignore[misc]
        if not used_codes.use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        attempt.succeeded()
        return code


class SecondFactorForm(_CountedCode, AuthenticateForm):  # type: ignore[misc]
    """At the sign-in."""


class SecondFactorAgainForm(_CountedCode, ReauthenticateForm):  # type: ignore[misc]
    """Before something that needs certainty."""


def _label(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
