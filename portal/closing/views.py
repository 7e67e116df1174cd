"""The page on which an admin deletes an organisation, and the press that brings it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html

from portal.addresses import to_page
from portal.closing import closing
from portal.forms import LineField
from portal.guard import Access, member
from portal.models import Organisation, Right
from portal.reauthentication import ask_again


class DeleteForm(forms.Form):
    """The organisation's name, typed by whoever means it."""

    name = LineField(label="The organisation’s name", max_length=200, required=True)

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data)
        self._name = " ".join(organisation.name.split())
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["name"].help_text = format_html("Type <strong>{}</strong> to confirm.", self._name)

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"])
        if typed != self._name:
            raise ValidationError(f"This is not the organisation's name. Type: {self._name}")
        return typed


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def delete(request: HttpRequest, access: Access) -> HttpResponse:
    """Get: what goes, and the archive first. Post: close the organisation until it is deleted."""
    form = DeleteForm(access.organisation, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask_again(request)
        closing.close(access.organisation, access.user, timezone.now(), request)
        return redirect("home", access.organisation.slug)
    context = {
        "form": form,
        "contents": closing.contents(access.organisation),
        "days": closing.grace().days,
        "until": timezone.now() + closing.grace(),
    }
    return render(request, "portal/organisation_delete.html", context, status=422 if form.errors else 200)


@member(get=None, post=Right.ADMIN, live=True, closed=True)
def bring_back(request: HttpRequest, access: Access) -> HttpResponse:
    """Open a closed organisation again, as it was."""
    try:
        if closing.bring_back(access.organisation, access.user, request):
            messages.success(request, f"{access.organisation} is open again, as it was.")
    except closing.TooLate as late:
        messages.error(request, str(late))
    return to_page(access, "home")
