"""What the organisation asks of a requisition, as a page for admins."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.organisation.models import HiringRules
from portal.guard import Access, member
from portal.kept import kept, not_kept
from portal.models import Right
from portal.optimistic_lock import SharedForm


class HiringRulesForm(SharedForm):
    what = "these settings"

    class Meta:
        model = HiringRules
        fields = ("finance", "finance_sees_cost", "approval", "own_approval")
        labels: ClassVar = {
            "finance": "Finance approves each open position",
            "approval": "An approver approves each open position",
            "own_approval": "Members may approve positions that they submitted themselves",
        }


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """Which approvals this organisation asks for before a requisition is open for hiring."""
    row, _ = HiringRules.objects.get_or_create(organisation=access.organisation)
    form = HiringRulesForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.keep():
        return kept(request, form, "Saved.")
    if answer := not_kept(request, form):
        return answer
    context = {"access": access, "form": form}
    return render(request, "planning/hiring/rules.html", context, status=form.status)
