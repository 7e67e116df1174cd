"""Whether a plan has changed since a page was shown."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from planning.organisation.plan_access import PlanAccess, on_plan


@on_plan()
def version(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """The plan's version and the organisation's, for pages that watch whether somebody else edits."""
    last = plan_access.plan.steps.filter(undone=False).select_related("author").last()
    return JsonResponse(
        {
            "plan": plan_access.plan.version,
            "ground": plan_access.access.organisation.version,
            "by": str(last.author) if last and last.author else "",
            "what": last.title if last else "",
        }
    )
