from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.models import Organisation


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Straight to the organisation of a member of one; else the choice among theirs."""
    organisations = Organisation.objects.filter(memberships__user=request.user.pk)
    if len(organisations) == 1 and "choose" not in request.GET:
        return redirect("home", organisations[0].slug)
    return render(request, "portal/start.html", {"organisations": organisations})
