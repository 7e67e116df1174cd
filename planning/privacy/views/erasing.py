"""Erasing a person: what it would change, then the typed name."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.core.records import Person
from planning.erasing import people
from planning.erasing.people import NobodyOfThatKey, Terms
from planning.organisation import store
from planning.privacy import erasing_job, first_name, former
from planning.privacy.counting import told
from planning.privacy.former import Former
from planning.privacy.forms import EraseForm
from planning.privacy.models import rules_of
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Membership, Right
from portal.sent_once import once
from portal.toast import say


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
@once
def erase(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """GET, or POST of “preview”: what would change. POST: do it."""
    person, standing = who_or_404(access, key)
    previews = "preview" in request.POST
    form = EraseForm(request.POST or None, typed=person.name or person.key)
    is_filled = request.method == "POST" and form.is_valid()
    if is_filled and not previews:
        return _done(request, access, person, form)
    also = form.cleaned_data.get("also", ()) if form.is_bound else ()
    if previews:
        form.errors.pop("name", None), form.errors.pop("reason", None)
    too_many = erasing_job.is_large(access.organisation, erasing_job.COUNTED)
    context = {
        "access": access,
        "person": person,
        "standing": standing,
        "form": form,
        "too_many": too_many,
        "counted": [] if too_many else told(people.preview(access.organisation, person.key, also)),
        "alone": None if too_many else first_name.alone(access, person, also),
        "remembers": rules_of(access.organisation).remembers,
        **_besides(access, person),
    }
    return render(request, "planning/privacy/erase.html", context, status=422 if form.errors else 200)


def who_or_404(access: Access, key: str) -> Former:
    """Who is asked about, with a record (then nothing is said of where they stand) or without; whoever was erased is
    nobody."""
    person = store.org_at(access.organisation, access.today).people.get(key)
    found = Former(person, "") if person else former.find(access, key)
    if found is None or people.is_erased(access.organisation, key):
        raise Http404("No one has that key. They may have been erased already.")
    return found


def _besides(access: Access, person: Person) -> dict[str, Any]:
    """What an admin should know before: what they hold, who has the same name, and their own account."""
    org = store.org_at(access.organisation, access.today)
    same = [one for one in org.people.values() if one.name and one.name == person.name and one.key != person.key]
    members = Membership.objects.filter(organisation=access.organisation, user__email__iexact=person.email or "-")
    return {"positions": org.held.get(person.key, ()), "same": len(same), "has_account": members.exists()}


def _done(request: HttpRequest, access: Access, person: Person, form: EraseForm) -> HttpResponse:
    remember = rules_of(access.organisation).remembers
    terms = Terms(form.cleaned_data["reason"], form.cleaned_data["also"], remember)
    if erasing_job.is_large(access.organisation):
        erasing_job.start(access.organisation, person.key, terms, by=access.user)
        return to_page(access, "privacy")
    try:
        row = people.erase(access.organisation, person.key, terms, by=access.user, now=timezone.now(), request=request)
    except NobodyOfThatKey as nobody:
        raise Http404(str(nobody)) from nobody
    say(request, f"Erased. They now appear as “{row}”.")
    return to_page(access, "privacy")
