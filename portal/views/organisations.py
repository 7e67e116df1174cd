"""A new organisation, and renaming one."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal import organisations
from portal.forms import OrganisationForm
from portal.guard import Access, member, signed_in
from portal.kept import kept, not_kept
from portal.models import Right, User
from portal.sent_once import once


@signed_in(post=True)
@once
def new(request: HttpRequest) -> HttpResponse:
    """Make an organisation; whoever does is its first admin."""
    form = OrganisationForm(request.POST or None)
    form.fields["name"].widget.attrs["autofocus"] = True  # the page asks for nothing else
    if request.method == "POST" and form.is_valid() and not _has_one(request, form):
        assert isinstance(request.user, User)
        organisation = organisations.found(form.cleaned_data["name"], request.user)
        messages.success(request, f"{organisation} is ready, and you are its admin.")
        return redirect("home", organisation.slug)
    return render(request, "portal/organisation_new.html", {"form": form}, status=422 if form.errors else 200)


def _has_one(request: HttpRequest, form: OrganisationForm) -> bool:
    """Whether they belong to one of that name, which the form then says."""
    assert isinstance(request.user, User)
    if request.user.memberships.filter(organisation__name__iexact=form.cleaned_data["name"]).exists():
        form.add_error("name", "You are already a member of an organisation with this name. Choose another name.")
    return bool(form.errors)


@member(Right.ADMIN, post=Right.ADMIN, live=True)
def rename(request: HttpRequest, access: Access) -> HttpResponse:
    """Change an organisation's name. Its address stays, so links keep working."""
    # A copy: what is typed is put into it, and the page around the form shows the organisation as it is.
    form = OrganisationForm(request.POST or None, instance=copy(access.organisation))

    def rename_it() -> None:
        organisations.rename(access.organisation, form.cleaned_data["name"])

    if request.method == "POST" and form.is_valid() and form.keep(rename_it):
        return kept(request, form, "The new name is saved.")
    if answer := not_kept(request, form):
        return answer
    return render(request, "portal/organisation.html", {"form": form}, status=form.status)
