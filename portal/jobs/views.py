"""How a job goes, for the page that shows it, starting it again and cancelling it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from portal.guard import Access, member
from portal.jobs import queue
from portal.jobs.models import Job
from portal.jobs.status import Condition, Status, status_of
from portal.jobs.work import is_own, may_cancel
from portal.models import Right
from portal.request_values import is_htmx, own_page, page_of


@member(get=Right.VIEWER, post=Right.VIEWER, live=True)
def job(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Get: how the job goes, as a page, or what a page shows of it. Post: start it again; with `cancel`,
    cancel it, as whoever asked for it may."""
    found = _find(access, number)
    if request.method == "POST":
        if "cancel" not in request.POST:
            queue.again(found)
        elif may_cancel(found.kind) and found.asked_by_id == access.user.pk:
            queue.cancel(found)
        return redirect(own_page(request) or request.get_full_path())
    status = status_of(found)
    context = {"access": access, "status": status}
    if not is_htmx(request):
        return render(request, "portal/jobs/job.html", context)
    return _fragment(request, status, context)


def _fragment(request: HttpRequest, status: Status, context: dict[str, Any]) -> HttpResponse:
    """What is new; the whole page anew where the job has ended, nothing where the page shows all of this already."""
    if status.condition == Condition.DONE:
        return HttpResponseClientRefresh()
    if request.GET.get("shown") == status.stamp:
        return HttpResponse(status=204)
    page = page_of(request) or request.path
    return render(request, "portal/jobs/_job.html", {**context, "page": page})


def _find(access: Access, number: int) -> Job:
    found = Job.objects.filter(organisation=access.organisation, pk=number).first()
    mine = found is not None and (found.asked_by_id == access.user.pk or not is_own(found.kind))
    if found is None or not mine or not access.may(Right(found.right)):
        raise Http404("Job not found.")
    return found
