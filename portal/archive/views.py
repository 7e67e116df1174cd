"""The pages on which an admin makes the archive of an organisation, and anybody signed in makes one of an archive."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from portal import audit, jobs
from portal.addresses import to_page
from portal.archive import keeping, work
from portal.files.names import shown
from portal.files.uploads import takes_files
from portal.guard import Access, member, signed_in
from portal.jobs import queue
from portal.models import Archive, Right, User
from portal.reauthentication import shown_again, shown_again_to_read
from portal.request_values import is_htmx


@member(get=Right.ADMIN, post=Right.ADMIN, cost=True, live=True)
@shown_again
def archive(request: HttpRequest, access: Access) -> HttpResponse:
    """Get: what an archive is, and the one that waits. Post: have one made."""
    if request.method == "POST":
        work.start_making(access.organisation, access.user)
        return to_page(access, "organisation-archive")
    job = work.making(access.organisation, access.user)
    status = jobs.status_of(job) if job and job.state != jobs.Job.State.DONE else None
    context = {"access": access, "made": keeping.kept(access.user, access.organisation), "status": status}
    return render(request, "portal/archive/archive.html", context)


@member(get=Right.ADMIN, cost=True, live=True)
@shown_again_to_read
def fetch(request: HttpRequest, access: Access) -> HttpResponseBase:
    """The file, for whoever asked for it; without one, to the page that makes it."""
    made = keeping.kept(access.user, access.organisation)
    if made is None:
        return to_page(access, "organisation-archive")
    if request.method == "GET":
        audit.record(audit.Kind.ARCHIVE_TAKEN, request=request, organisation=access.organisation, bytes=made.size)
    # Without this the file would be packed once more on its way.
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Content-Encoding": "identity"}
    headers |= {"Content-Length": str(made.size)}
    return StreamingHttpResponse(keeping.pieces(made), content_type="application/zip", headers=headers)


class ArchiveForm(forms.Form):
    """The file of an archive."""

    file = forms.FileField(
        label="Archive",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text="The ZIP file of an organisation, exactly as Lineup created it.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.ARCHIVE_MAX_BYTES:
            raise forms.ValidationError(
                f"The file is larger than {settings.ARCHIVE_MAX_BYTES // 1_000_000:,} MB, the limit here. "
                "The site administrator can raise it, or restore the archive from the command line."
            )
        return file


# Twice the limit, so that the form can say it of a file that is a little too large.
@partial(takes_files, together=2 * settings.ARCHIVE_MAX_BYTES)
@signed_in(post=True)
def restore(request: HttpRequest) -> HttpResponse:
    """Give an archive, and see how making an organisation of it goes. Post with `again`: start that once more; with
    `drop`: forget the archive."""
    user, form = cast(User, request.user), ArchiveForm()
    given = keeping.given(user)
    if request.method == "POST" and ("drop" in request.POST or "again" in request.POST):
        return _answered(request, given)
    if request.method == "POST":
        form = ArchiveForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            pieces, name = file.chunks(keeping.PIECE), shown(file.name or "", "archive.zip")
            work.start_restoring(keeping.keep(pieces, name=name, user=user, organisation=None))
            return redirect("archive-restore")
    return _page(request, form, given)


def _answered(request: HttpRequest, given: Archive | None) -> HttpResponse:
    if given and "drop" in request.POST:
        given.delete()
    elif given and (job := work.restored(given)):
        queue.again(job)
    return redirect("archive-restore")


def _page(request: HttpRequest, form: ArchiveForm, given: Archive | None) -> HttpResponse:
    job = work.restored(given) if given else None
    if given and given.organisation and job and job.state == jobs.Job.State.DONE:
        return _done(request, given)
    status = jobs.status_of(job) if job else None
    context = {"form": form, "given": given, "status": status, "page": request.path, "job_url": request.path}
    if is_htmx(request) and status:
        return _fragment(request, status, context)
    return render(request, "portal/archive/restore.html", context, status=422 if form.errors else 200)


def _fragment(request: HttpRequest, status: jobs.Status, context: dict[str, Any]) -> HttpResponse:
    """What is new; the whole page where it did not work, for that offers another file."""
    if request.GET.get("shown") == status.stamp:
        return HttpResponse(status=204)
    return HttpResponseClientRefresh() if status.may_start_again else render(request, "portal/jobs/_job.html", context)


def _done(request: HttpRequest, given: Archive) -> HttpResponse:
    """To the organisation that came of it, saying what to know of it; the archive is done with."""
    if is_htmx(request):
        return HttpResponseClientRefresh()
    organisation, told = given.organisation, given.told
    assert organisation is not None
    given.delete()
    messages.success(request, f"{organisation} was created, and you are its only admin. Invite the others below.")
    for note in told:
        messages.info(request, note)
    return redirect("members", organisation.slug)
