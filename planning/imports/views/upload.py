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
from planning.imports.opening.read import MAX_BYTES
from planning.imports.pipeline import File
from planning.imports.problems import Unusable
from planning.organisation.live import may_bring_in, to_live
from portal.addresses import to_page
from portal.files.names import shown
from portal.files.uploads import TOGETHER as MOST_TOGETHER
from portal.files.uploads import takes_files
from portal.guard import Access, member
from portal.models import Right

KINDS = ("people", "products")
MAX_PASTED = 2_000_000  # said by the form: a limit of the text field itself would make browsers cut the table short
PASTED = "Pasted table"
TOO_LARGE = "The file is larger than 20 MB, the limit. Remove columns that are not needed, or split it."
TOO_LONG = "The table is longer than 2,000,000 characters, the limit. Save it as a CSV file and upload that."
TOGETHER = "The files are larger than 40 MB together, the limit. Import people first, then products."
_ACCEPT = {"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip"}


class SeveralFiles(forms.FileInput):
    """A field for one file or several, which can be dropped on it."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to the list of what was chosen."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in chosen]


class UploadForm(forms.Form):
    """Files of any kind, a table that was copied, and the date on which they hold. Who knows better than their contents
    what they are, says so by the fields for people and products."""

    files = FilesField(  # type: ignore[assignment]  # a form's own `files` is an attribute of its instances
        label="Files",
        required=False,
        widget=SeveralFiles(attrs={**_ACCEPT}),
        help_text="People, products and who covers them, in one file or several: CSV, Excel, OpenDocument or ZIP, up "
        "to 20 MB and 100,000 rows. Lineup recognises each table by its columns.",
    )
    pasted = forms.CharField(
        label="Or paste a table",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "ID\tName\tJob Title\tManager", "class": "pasted"}),
        help_text="Copy the cells from your spreadsheet, including the header row.",
    )
    people = forms.FileField(
        label="People",
        required=False,
        widget=forms.FileInput(attrs={**_ACCEPT}),
        help_text="One row per position: ID, name, job title, manager.",
    )
    products = forms.FileField(
        label="Products",
        required=False,
        widget=forms.FileInput(attrs={**_ACCEPT}),
        help_text="One row per product, with a column for each role that covers it, such as PM and PMM.",
    )
    on = DayField(
        label="Data as of",
        help_text="The date this data describes. Earlier dates stay as they were.",
    )

    def given(self) -> list[tuple[str, File]]:
        """What was given, each with its field."""
        data = self.cleaned_data
        found = [(kind, _file(kind, data[kind])) for kind in KINDS if data.get(kind) is not None]
        found += [("files", _file("", upload)) for upload in data["files"]]
        if data["pasted"].strip():
            found.append(("pasted", File("", PASTED, as_text_file(data["pasted"]))))
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        uploads = [(kind, data[kind]) for kind in KINDS if data.get(kind) is not None]
        uploads += [("files", upload) for upload in data.get("files", ())]
        for name, upload in uploads:
            if upload.size > MAX_BYTES:
                self.add_error(name, f"{upload.name}: {TOO_LARGE}" if name == "files" else TOO_LARGE)
        if len(data.get("pasted", "")) > MAX_PASTED:
            self.add_error("pasted", TOO_LONG)
        if not self.errors and sum(upload.size for _, upload in uploads) > MOST_TOGETHER:
            self.add_error("files", TOGETHER)
        if not self.errors and not uploads and not data.get("pasted", "").strip():
            self.add_error("files", "Choose a file, or paste a table.")
        return data


def _file(kind: str, upload: Any) -> File:
    return File(kind, shown(upload.name or "", f"{kind or 'file'}.csv"), upload.read())


def as_text_file(pasted: str) -> bytes:
    """A copied table as the file that it would be. Spreadsheets copy cells with tabs between them, whatever else the
    cells hold."""
    return (f"sep=\t\n{pasted}" if "\t" in pasted else pasted).encode("utf-8", "replace")


@takes_files
@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@to_live(may_bring_in, get=True)
def upload(request: HttpRequest, access: Access) -> HttpResponse:
    """Choose files; what was uploaded before and not applied can be gone on with."""
    form = (
        UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm(initial={"on": access.on})
    )
    if request.method == "POST" and form.is_valid():
        given = form.given()
        files, on = [file for _, file in given], form.cleaned_data["on"]
        try:
            draft = drafts.start(access.organisation, access.user, files, on, cost=access.sees_cost)
        except Unusable as error:
            field = next((name for name, file in given if error.file.startswith(file.name)), given[0][0])
            form.add_error(field, f"{error.file}: {error.message}")
        else:
            step = "import-columns" if drafts.has_columns(draft) else "import-preview"
            return redirect(step, access.organisation.slug, draft.pk)
    context = {"access": access, "form": form, **_waiting(access)}
    return render(request, "planning/imports/upload.html", context, status=422 if form.errors else 200)


@member(get=None, post=Right.PLANNER, live=True)
@to_live(may_bring_in)
def discard(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Drop uploaded files, unless they have been applied meanwhile; those of others only by an admin."""
    found = draft_of(access, draft, others=access.may(Right.ADMIN))
    gone, _ = ImportDraft.objects.filter(pk=found.pk, applied=None).delete()
    is_mine = found.author_id == access.user.pk
    if not gone and is_mine:
        return to_page(access, "import-preview", found.pk)
    if gone:
        what = str(found) if is_mine else f"The upload by {found.author}"
        messages.success(request, f"{what} was discarded. Nothing was changed.")
    return to_page(access, "import")


def _waiting(access: Access) -> dict[str, list[ImportDraft]]:
    """What was uploaded and not applied: the member's own; for admins also that others' waits, not what it is."""
    rows = ImportDraft.objects.filter(organisation=access.organisation, applied=None).defer("look")
    others = rows.exclude(author=access.user).select_related("author") if access.may(Right.ADMIN) else rows.none()
    return {"waiting": list(rows.filter(author=access.user)[:5]), "others": list(others[:5])}


def draft_of(access: Access, number: int, *, others: bool = False) -> ImportDraft:
    """A draft of the member's own, with `others` of anybody's in the organisation; or 404, as if there were none."""
    rows = ImportDraft.objects.filter(organisation=access.organisation, pk=number).defer("look")
    found = rows.first() if others else rows.filter(author=access.user).first()
    if found is None:
        raise Http404("This upload no longer exists. Upload the files again.")
    found.organisation = access.organisation
    return found
