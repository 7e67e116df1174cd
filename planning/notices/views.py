"""The page of notifications: what is new, and what a member wants to hear."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.notices.models import Muted, Notice
from planning.notices.notices import of_member
from planning.notices.preferences import PREFERENCES
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right


@member(post=Right.VIEWER, live=True)
def notices(request: HttpRequest, access: Access) -> HttpResponse:
    """News for this member, and which kinds this member wants, in the portal and by e-mail."""
    if request.method == "POST":
        wanted = set(request.POST.getlist("want"))
        Muted.objects.filter(user=access.user).delete()
        Muted.objects.bulk_create(
            Muted(user=access.user, kind=kind, by_mail=by_mail)
            for kind in Notice.Kind.values
            for by_mail in (False, True)
            if f"{kind}:{'mail' if by_mail else 'portal'}" not in wanted
        )
        for preference in PREFERENCES:
            preference.want(access.membership, preference.name in request.POST)
        messages.success(request, "Saved.")
        return to_page(access, "notices")
    mine = of_member(access.user, access.organisation)
    shown = list(mine[:100])
    mine.filter(read_at=None).update(read_at=timezone.now())
    muted = set(Muted.objects.filter(user=access.user).values_list("kind", "by_mail"))
    kinds = [
        (kind, label, (kind, False) not in muted, (kind, True) not in muted) for kind, label in Notice.Kind.choices
    ]
    membership = access.membership
    switches = [(switch, switch.label(membership), switch.wants(membership)) for switch in PREFERENCES]
    context = {"access": access, "notices": shown, "kinds": kinds, "switches": switches}
    return render(request, "planning/notices/notices.html", context)
