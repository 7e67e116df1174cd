"""A member's own account."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.forms import ProfileForm
from portal.guard import signed_in
from portal.models import User


@signed_in(post=True)
def profile(request: HttpRequest) -> HttpResponse:
    """The user's own name."""
    form = ProfileForm(request.POST or None, instance=cast(User, request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your name is saved.")
        return redirect("profile")
    return render(request, "portal/profile.html", {"form": form})
