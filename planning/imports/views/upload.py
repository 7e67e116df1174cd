"""The first page of an import: which files, and from when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning.forms.days import DayField
from planning.imports import drafts
from planning.imports.models import ImportDraft
from planning.imports.opening.read import MAX_BYTES, clean
from planning.imports.pipeline import File
from planning.imports.problems import Unusable
from portal.guard import Access, member
from portal.models import Right

KINDS = ("people", "products")


class UploadForm(forms.Form):
    """A people file, a products file or both, and the date on which they hold."""

    accept = {"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}
    people = forms.FileField(
        label="People",
        required=False,
        widget=forms.FileInput(attrs=accept),
        help_text="One row a position: id, name, job title, manager. CSV or Excel, up to 20 MB and 100,000 rows.",
    )
    products = forms.FileField(
        label="Products",
        required=False,
        widget=forms.FileInput(attrs=accept),
        help_text="One row a product, and a column for each role: PM, PMM and others. Its cells name positions.",
    )
    on = DayField(
        label="Holds from",
        help_text="The day on which the files are true. The chart shows earlier days as they were.",
    )

    def given(self) -> list[File]:
        """What was uploaded. An unusable file is an error at its field."""
        found = []
        for kind in KINDS:
            upload: Any | None = self.cleaned_data.get(kind)
            if upload is not None:
                found.append(File(kind, clean(upload.name or f"{kind}.csv")[-200:], upload.read()))
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for kind in KINDS:
            if data.get(kind) is not None and data[kind].size > MAX_BYTES:
                self.add_error(
                    kind, "The file is larger than 20 MB. Leave out columns that are not needed, or split it."
                )
        if not self.errors and not any(data.get(kind) for kind in KINDS):
            self.add_error("people", "Choose a people file, a products file or both.")
        return data


@member(get=Right.PLANNER, post=Right.PLANNER)
def upload(request: HttpRequest, access: Access) -> HttpResponse:
    """Choose files; what was uploaded before and not applied can be gone on with."""
    form = (
        UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm(initial={"on": access.on})
    )
    if request.method == "POST" and form.is_valid():
        files = form.given()
        try:
            draft = drafts.start(access.organisation, access.user, files, form.cleaned_data["on"])
        except Unusable as error:
            kind = next((file.kind for file in files if file.name == error.file), "people")
            form.add_error(kind, f"{error.file}: {error.message}")
        else:
            return redirect("import-columns", access.organisation.slug, draft.pk)
    open_drafts = ImportDraft.objects.filter(organisation=access.organisation, applied=None)
    waiting = (
        open_drafts.exclude(people=None, products=None).defer("people", "products", "look").select_related("author")
    )
    context = {"access": access, "form": form, "waiting": waiting[:5]}
    return render(request, "planning/imports/upload.html", context, status=422 if form.errors else 200)


@member(get=None, post=Right.PLANNER)
def discard(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Drop uploaded files, unless they have been applied meanwhile."""
    found = draft_of(access, draft)
    gone, _ = ImportDraft.objects.filter(pk=found.pk, applied=None).delete()
    if not gone:
        return redirect("import-preview", access.organisation.slug, found.pk)
    messages.success(request, f"{found} was discarded. Nothing was changed.")
    return redirect("import", access.organisation.slug)


def draft_of(access: Access, number: int) -> ImportDraft:
    """A draft of the organisation, or 404."""
    found = (
        ImportDraft.objects.filter(organisation=access.organisation, pk=number)
        .defer("people", "products", "look")
        .first()
    )
    if found is None:
        raise Http404("There is no such upload any more. Upload the files again.")
    found.organisation = access.organisation
    return found
