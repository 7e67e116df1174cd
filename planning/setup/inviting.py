"""Several addresses at once, each with its own word where it cannot be invited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from portal import invitations
from portal.models import Invitation, Organisation, Right, User

MOST = 50
RIGHTS = (Right.VIEWER, Right.PLANNER, Right.APPROVER)
BETWEEN = re.compile(r"[,;\s]+")
# As long as the table holds.
_ADDRESS = forms.EmailField(max_length=Invitation._meta.get_field("email").max_length)
# “Ada Byron <ada@example.com>”, as mail programs copy it.
NAMED = re.compile(r"(^|[,;\n])[^,;<>@\n]*<([^<>]*)>")


class InvitationsForm(forms.Form):
    """Addresses separated by commas, blanks or lines, and what all of them may do."""

    emails = forms.CharField(
        label="E-mail addresses",
        max_length=10_000,
        error_messages={"required": "Enter at least one e-mail address."},
        widget=forms.Textarea(
            attrs={"rows": 1, "placeholder": "E-mail addresses, separated by commas", "autocomplete": "off"}
        ),
    )
    right = forms.ChoiceField(
        label="Access", choices=[(right.value, right.label) for right in RIGHTS], initial=Right.PLANNER
    )

    def clean_emails(self) -> list[str]:
        emails = list(dict.fromkeys(_split(self.cleaned_data["emails"])))
        if not emails:
            raise ValidationError("Enter at least one e-mail address.")
        if len(emails) > MOST:
            raise ValidationError(f"Enter at most {MOST} addresses at a time.")
        return emails


def _split(text: str) -> Iterator[str]:
    return filter(None, BETWEEN.split(NAMED.sub(r"\1 \2 ", text).lower()))


def invite_all(
    organisation: Organisation, emails: list[str], right: Right, *, by: User, now: datetime
) -> tuple[list[Invitation], dict[str, str]]:
    """Those who get an e-mail, and why the others do not, by address."""
    invited, refused = [], {}
    for email in emails:
        try:
            _ADDRESS.clean(email)
            made, token = invitations.invite(organisation, email, right, False, by=by, now=now)
        except ValidationError:
            refused[email] = f"{email[:80]} is not an e-mail address."
        except invitations.Declined as declined:
            refused[email] = str(declined)
        else:
            invitations.send(made, token)
            invited.append(made)
    return invited, refused
