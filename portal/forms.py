"""The forms of accounts, organisations, members and invitations."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from django import forms

from portal.accounts import pending_invitation
from portal.models import Membership, Organisation, Right, User


class LineField(forms.CharField):
    """Text of one line: blanks and line breaks within count as one blank."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class SharedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a record that several people may have open. It carries a sign of what its author saw; where somebody
    else has saved since, each field that they would overwrite says what it is now, and saving again means it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [str(self.initial.get(name)) for name in self.fields if name != "seen"]
        self._there = sha256(repr(there).encode()).hexdigest()[:16] if self.instance.pk else ""
        self.initial["seen"] = self._there

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen = data.pop("seen", "")
        if seen and seen != self._there:
            self._tell_moved()
        return data

    def _tell_moved(self) -> None:
        self.add_error(None, "Somebody changed this meanwhile. Save again to have yours instead.")
        for name in (set(self.changed_data) & set(self.cleaned_data)) - {"seen"}:
            now = self.initial.get(name)
            self.add_error(name, f"It is {'empty' if now in (None, '') else now} now.")
        self.data = {**{name: self.data[name] for name in self.data}, self.add_prefix("seen"): self._there}


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What others see of a user."""

    name = LineField(label="Your name", max_length=200, required=False, help_text="What other members see of you.")

    class Meta:
        model = User
        fields = ("name",)


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """An organisation's name."""

    name = LineField(label="Name of the organisation", max_length=200)

    class Meta:
        model = Organisation
        fields = ("name",)


class MemberForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a member may do."""

    class Meta:
        model = Membership
        fields = ("right", "sees_cost")


class InvitationForm(forms.Form):
    """Whom to invite, and what for."""

    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    right = forms.ChoiceField(label="Right", choices=Right.choices, initial=Right.VIEWER)
    sees_cost = forms.BooleanField(label="May see cost", required=False)


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
        self.fields["name"] = LineField(label="Your name", max_length=200, help_text="What other members see of you.")
        self.order_fields(self.field_order)
        _label(self, email="E-mail address")
        invitation = pending_invitation(context.request)
        if invitation:
            self.initial["email"] = invitation.email
            self.fields["email"].disabled = True


def _label(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
