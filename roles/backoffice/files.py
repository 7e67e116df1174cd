"""The whole content as one readable file: to keep in git, to carry to another site, to edit by hand."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning.core.words import count
from portal.files.names import shown
from portal.files.uploads import takes_files
from portal.files.yaml_text import MAX_BYTES
from portal.guard import staff
from roles.backoffice.differences import UnitChange, unit_changes
from roles.documents import BadContent, Document, from_file, tables, to_text
from roles.publishing import versions


class FileForm(forms.Form):
    file = forms.FileField(label="File", help_text="As downloaded here or written by manage.py dump_roles, up to 5 MB.")

    def clean_file(self) -> Document:
        """The document that the file holds, checked for contradictions."""
        sent = self.cleaned_data["file"]
        try:
            found = from_file(shown(sent.name), sent.read(MAX_BYTES + 1))
            versions.check(found)
        except BadContent as error:
            raise forms.ValidationError(list(error.problems[:20])) from error
        return found


@takes_files
@staff(get="roles.view_role", post="roles.change_role")
def file(request: HttpRequest) -> HttpResponse:
    """GET: both ways. POST with `file`: what it would change of the draft; with `take`, too: the draft is as it
    says."""
    form = FileForm(request.POST or None, request.FILES or None)
    changes: list[UnitChange] = []
    if request.method == "POST" and form.is_valid():
        document: Document = form.cleaned_data["file"]
        changes = unit_changes(tables.draft(), document)
        if "take" in request.POST and changes:
            tables.write(document, request.user)
            parts = count(len(changes), "part")
            messages.success(request, f"Draft replaced: {parts} changed. Publish it to apply the change.")
            return redirect("content-waiting")
        if not changes:
            messages.info(request, "The draft already matches the file.")
    about = {"form": form, "changes": changes}
    return render(request, "roles/backoffice/file.html", about, status=422 if form.is_bound and form.errors else 200)


@staff(get="roles.view_role")
def download(request: HttpRequest) -> HttpResponse:
    """What is published, or with `?draft` the draft."""
    draft = "draft" in request.GET
    text = to_text(tables.draft() if draft else versions.published())
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    version = versions.latest()
    name = "draft" if draft or version is None else f"version-{version.number}"
    answer["Content-Disposition"] = f'attachment; filename="role-content-{name}.yaml"'
    return answer
