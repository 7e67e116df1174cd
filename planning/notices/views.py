"""News for a member: the latest under the bell, all of them by day, and what a member wants to hear."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from planning.notices.kinds import ABOUT, CHOSEN, About
from planning.notices.models import Muted, Notice
from planning.notices.notices import of_member
from planning.notices.preferences import PREFERENCES
from portal.addresses import keep, org_url, to_page
from portal.guard import Access, member
from portal.kept import put_by, settled, taken_up
from portal.models import Right
from portal.request_values import is_htmx, own_page

LATEST, PER_PAGE = 6, 50
Shown = tuple[Notice, About]


@member(live=True)
def notices(request: HttpRequest, access: Access) -> HttpResponse:
    """All news for this member that are kept, by day; with `?only=unread` those not read yet."""
    found = of_member(access)
    if unread := request.GET.get("only") == "unread":
        found = found.filter(read_at=None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    days = [(day, _shown(rows)) for day, rows in groupby(page, lambda row: timezone.localtime(row.made_at).date())]
    context = {"access": access, "page": page, "days": days, "only_unread": unread}
    return render(request, "planning/notices/notices.html", context)


@member(live=True)
def latest(request: HttpRequest, access: Access) -> HttpResponse:
    """What hangs under the bell; without a script, the whole page."""
    if not is_htmx(request):
        return to_page(access, "notices")
    return _under_the_bell(request, access)


@member(get=None, post=Right.VIEWER, live=True)
def read_all(request: HttpRequest, access: Access) -> HttpResponse:
    """Mark everything as read."""
    of_member(access).filter(read_at=None).update(read_at=timezone.now())
    access.organisation.forget_stamp(Notice.UNREAD)
    if is_htmx(request):
        return _under_the_bell(request, access)
    return redirect(own_page(request) or org_url(access, "notices"))


@member(live=True)
def follow(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Mark one as read and go where it leads; from somebody else's, to one's own."""
    get_object_or_404(Notice, pk=number, organisation=access.organisation)
    notice = of_member(access).filter(pk=number).first()
    if notice is None:
        return to_page(access, "notices")
    if notice.read_at is None:
        Notice.objects.filter(pk=number).update(read_at=timezone.now())
    if notice.hidden:  # type: ignore[attr-defined]
        messages.warning(request, "This plan is no longer shared with you. Ask its owner, or an admin.")
        return to_page(access, "notices")
    if notice.plan:
        return to_page(access, "plan", notice.plan.slug)
    return redirect(keep(access, notice.link))


@member(post=Right.VIEWER, live=True)
def settings(request: HttpRequest, access: Access) -> HttpResponse:
    """Which kinds of news this member wants, in the portal and by e-mail."""
    if request.method == "POST":
        back, undo = taken_up(request), put_by(request, _wanted(access))
        _want(access, _asked(request) if back is None else back)
        return settled(request, "Saved.", undo, request.get_full_path())
    muted = set(Muted.objects.filter(user=access.user).values_list("kind", "by_mail"))
    kinds = [(kind, label, (kind, False) not in muted, (kind, True) not in muted) for kind, label in CHOSEN]
    membership = access.membership
    switches = [(switch, switch.label(membership), switch.wants(membership)) for switch in PREFERENCES]
    context = {"access": access, "kinds": kinds, "switches": switches}
    return render(request, "planning/notices/settings.html", context)


def _wanted(access: Access) -> list[str]:
    """What the member wants to hear of, as the boxes of the page are called."""
    muted = set(Muted.objects.filter(user=access.user).values_list("kind", "by_mail"))
    kinds = [_box(kind, by_mail) for kind, by_mail in _every() if (kind, by_mail) not in muted]
    return kinds + [one.name for one in PREFERENCES if one.wants(access.membership)]


def _asked(request: HttpRequest) -> list[str]:
    return [*request.POST.getlist("want"), *(one.name for one in PREFERENCES if one.name in request.POST)]


def _want(access: Access, wanted: list[str]) -> None:
    """Tick these boxes and no others."""
    with transaction.atomic():
        Muted.objects.filter(user=access.user).delete()
        left = [(kind, by_mail) for kind, by_mail in _every() if _box(kind, by_mail) not in wanted]
        Muted.objects.bulk_create(Muted(user=access.user, kind=kind, by_mail=by_mail) for kind, by_mail in left)
        for preference in PREFERENCES:
            preference.want(access.membership, preference.name in wanted)


def _every() -> list[tuple[str, bool]]:
    return [(kind, by_mail) for kind, _ in CHOSEN for by_mail in (False, True)]


def _box(kind: str, by_mail: bool) -> str:
    return f"{kind}:{'mail' if by_mail else 'portal'}"


def _shown(rows: object) -> list[Shown]:
    return [(row, ABOUT[row.kind]) for row in rows]  # type: ignore[attr-defined]


def _under_the_bell(request: HttpRequest, access: Access) -> HttpResponse:
    context = {"access": access, "latest": _shown(of_member(access)[:LATEST])}
    return render(request, "planning/notices/_latest.html", context)
