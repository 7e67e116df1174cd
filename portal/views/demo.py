"""Signing in with one click, in the demo alone."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal import demo
from portal.guard import anybody
from portal.models import Right, User


@anybody(get=False, post=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the demo's member with a right, without a password. Routed in the demo alone."""
    if request.POST.get("right") not in Right.values:
        raise Http404("This level of access does not exist.")
    user = User.objects.filter(email=demo.address(Right(request.POST["right"]))).first()
    if user is None:
        messages.error(request, "The demo has no members yet. Run “make demo”.")
        return redirect("account_login")
    login(request, user)
    return redirect("start")
