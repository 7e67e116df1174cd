"""The audit log as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.audit_log import entries
from planning.audit_log.people import People
from planning.audit_log.sentences import sentence
from planning.exports import csv_file
from portal import audit
from portal.days import read_day
from portal.guard import Access, member
from portal.models import AuditEntry, Right

PER_PAGE = 50
MOST = 50_000  # rows of an export
COLUMNS = ("at", "kind", "what happened", "address", "request")


@member(Right.ADMIN, live=True)
def audit_log(request: HttpRequest, access: Access) -> HttpResponse:
    """Entries, newest first, filtered by the address; with `?format=csv` as a file."""
    people = People(access.organisation)
    found = entries.filtered(entries.of(access.organisation), request.GET)
    if request.GET.get("format") == "csv":
        return csv_file.download(f"audit-log-{access.organisation.slug}", COLUMNS, _cells(found, people))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "access": access,
        "page": page,
        "rows": [(entry, sentence(entry, people)) for entry in page],
        "kinds": sorted(audit.Kind.choices, key=lambda choice: str(choice[1])),
        "people": sorted(people.members, key=lambda user: str(user).casefold()),
        "asked": request.GET,
        "since": read_day(request.GET.get("since")),
        "until": read_day(request.GET.get("until")),
    }
    return render(request, "planning/audit_log/index.html", context)


def _cells(found: QuerySet[AuditEntry], people: People) -> Iterator[tuple[object, ...]]:
    for entry in found[:MOST].iterator(2000):
        at = timezone.localtime(entry.at).isoformat(timespec="seconds")
        yield at, audit.label_of(entry.kind), sentence(entry, people), entry.address, entry.request
