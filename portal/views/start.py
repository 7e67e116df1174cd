from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.guard import signed_in
from portal.models import Organisation


@signed_in()
def start(request: HttpRequest) -> HttpResponse:
    """Straight to the organisation of a member of one; else the choice among theirs."""
    organisations = Organisation.objects.filter(memberships__user=request.user.pk)
    if len(organisations) == 1 and "choose" not in request.GET:
        return redirect("home", organisations[0].slug)
    return render(request, "portal/start.html", {"organisations": organisations})
