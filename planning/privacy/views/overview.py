"""Personal data: whom to erase or to inform, how long things are kept, who was erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.erasing.models import ErasedPerson
from planning.organisation import store
from planning.privacy import erasing_job, former
from planning.privacy.former import Former
from planning.privacy.forms import RetentionForm
from planning.privacy.models import RetentionRules, rules_of
from planning.privacy.retention import leavers_going, period
from portal import jobs, retention
from portal.guard import Access, member
from portal.kept import kept, not_kept
from portal.models import Right

MOST = 20


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def overview(request: HttpRequest, access: Access) -> HttpResponse:
    """All of it on one page; POST saves how long things are kept."""
    row = rules_of(access.organisation)
    if request.method == "POST":  # a row that others cannot save meanwhile
        row, _ = RetentionRules.objects.get_or_create(organisation=access.organisation)
    form = RetentionForm(request.POST or None, instance=row)
    going = _going(access, form)
    is_sure = not going or request.POST.get("sure") == str(going)
    if request.method == "POST" and form.is_valid() and is_sure and form.keep():
        before = (form.before or {}).get("leavers")
        return kept(request, form, "Saved.", sure=str(leavers_going(access.organisation, before)))
    if answer := not_kept(request, form):
        return answer
    now, asked = timezone.now(), request.GET.get("q", "").strip()
    erased = list(ErasedPerson.objects.filter(organisation=access.organisation).select_related("by"))
    context = {
        "access": access,
        "form": form,
        "going": going,
        "q": asked,
        "found": _found(access, asked, {one.key for one in erased})[:MOST] if asked else [],
        "coming": _coming(access, now),
        "doubted": retention.is_doubted(),
        "erased": erased,
        "statuses": [jobs.status_of(job) for job in erasing_job.unfinished(access.organisation)[:MOST]],
    }
    return render(request, "planning/privacy/overview.html", context, status=form.status)


def _going(access: Access, form: RetentionForm) -> int:
    """How many people would be erased once the form is saved; nobody who would be without it."""
    if not form.is_bound or not form.is_valid() or "leavers" not in form.changed_data:
        return 0
    return leavers_going(access.organisation, form.cleaned_data["leavers"])


def _coming(access: Access, now: datetime) -> Iterator[tuple[retention.Coming, str]]:
    """What goes next of each kind, and how long that is kept."""
    for kept_ in (one for one in retention.KEPT if not one.of_site):
        coming = retention.coming(kept_, access.organisation, now)
        yield coming, period(kept_.name, access.organisation, coming.days)


def _found(access: Access, asked: str, erased: Collection[str]) -> list[Former]:
    """Those with a record first; those without are looked for only where there is room for them."""
    words = asked.casefold().split()
    people = store.org_at(access.organisation, access.today).people
    hits = (Former(one, "") for key, one in people.items() if key not in erased and former.fits(one, words))
    found = list(islice(hits, MOST))
    return found if len(found) == MOST else [*found, *former.search(access, words, people.keys() | erased)]
