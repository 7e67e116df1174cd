"""How a job goes, for the page that shows it, and starting it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from portal.guard import Access, member
from portal.jobs import queue
from portal.jobs.models import Job
from portal.jobs.status import status_of
from portal.models import Right
from portal.request_values import own_page


@member(get=Right.VIEWER, post=Right.VIEWER)
def job(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Get: what the page shows of the job; the page anew where it has ended, nothing where the page shows it already.
    Post: start it again."""
    found = _find(access, number)
    if request.method == "POST":
        queue.again(found)
        return redirect(own_page(request) or "start")
    status = status_of(found)
    if found.state == Job.State.DONE:
        return HttpResponseClientRefresh()
    if request.GET.get("shown") == status.stamp:
        return HttpResponse(status=204)
    page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    return render(request, "portal/jobs/_job.html", {"access": access, "status": status, "page": page})


def _find(access: Access, number: int) -> Job:
    found = Job.objects.filter(organisation=access.organisation, pk=number).first()
    if found is None or not access.may(Right(found.right)):
        raise Http404("There is no such job.")
    return found
