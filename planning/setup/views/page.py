"""Everything that an import could not know, on one page that can be left half done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from planning.core.headcount import people_in
from planning.edits.live_setting import form_of
from planning.organisation.live import may_edit_live, rule_of
from planning.organisation.snapshot import Snapshot
from planning.setup import managers, steps, titles
from planning.setup.grid.rows import grid_of
from planning.setup.inviting import InvitationsForm
from planning.setup.moving import MoveForm
from portal.addresses import asking, org_url
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import is_htmx, whole_number

SHOWN, PER_PAGE = 8, 100


@member(live=True)
def setup(request: HttpRequest, access: Access) -> HttpResponse:
    return show(request, access)


def live(access: Access) -> Snapshot:
    """The setup asks about the organisation as it is today, whatever plan or day somebody comes from."""
    return Snapshot(access.organisation, access.today)


def show(
    request: HttpRequest,
    access: Access,
    status: int = 200,
    *,
    moving: MoveForm | None = None,
    inviting: InvitationsForm | None = None,
) -> HttpResponse:
    """The whole page; to htmx its sections alone. `moving` and `inviting` are forms that have to be shown again."""
    snapshot = live(access)
    context = {"access": access, **_overview(request, snapshot), **_titles(request, snapshot)}
    context |= _managers(request, snapshot, moving) | {"listed": _listed(request)}
    context["inviting"] = (inviting or InvitationsForm()) if access.may(Right.ADMIN) else None
    context["who_edits"] = form_of(access.organisation) if access.may(Right.ADMIN) else None
    context |= {"rule": rule_of(access.organisation), "may_set_up": may_edit_live(access)}
    if is_htmx(request):
        return render(request, "planning/setup/_renewed.html", context, status=status)
    context["grid"] = grid_of(snapshot, request.GET.get("page"))
    return render(request, "planning/setup/page.html", context, status=status)


def known_found(request: HttpRequest) -> int | None:
    """How many products wait for a look, as a page says that renews a part of itself: each press makes a version, and
    looking through that for products would take longer than the press."""
    asked = request.POST if request.method == "POST" else request.GET
    return whole_number(asked.get("found", "")) if is_htmx(request) else None


def _overview(request: HttpRequest, snapshot: Snapshot) -> dict[str, Any]:
    made, org = steps.progress(snapshot, known_found(request)), snapshot.org
    return {
        "progress": made,
        "marked": {step.name: step.mark for step in made.steps},
        "products": len(org.products),
        "people": len(people_in(org, org.positions.values())),
    }


def _titles(request: HttpRequest, snapshot: Snapshot) -> dict[str, Any]:
    asked = titles.questions(snapshot)
    shown = PER_PAGE if request.GET.get("titles") == "all" else SHOWN
    return {
        "titles": asked[:shown],
        "titles_left": len(asked[shown:]),
        "titled": sum(question.people for question in asked),
        "roles": sorted(snapshot.content.roles.values(), key=lambda role: (not role.covers, role.name)),
    }


def _managers(request: HttpRequest, snapshot: Snapshot, sent: MoveForm | None) -> dict[str, Any]:
    """A row a cause; `sent` is the one that has to be shown again."""
    causes = managers.causes(snapshot)
    shown = PER_PAGE if request.GET.get("managers") == "all" else SHOWN
    again, every = sent.cause if sent else None, managers.everybody(snapshot)
    listed = causes[:shown] + [cause for cause in causes[shown:] if cause == again] + ([every] if every else [])
    return {
        "moves": [sent if sent and cause == again else MoveForm(snapshot, cause) for cause in listed],
        "causes_left": len(causes) - len(listed) + bool(every),
        "without": managers.people(snapshot),
    }


def back(request: HttpRequest, access: Access, section: str) -> HttpResponse:
    """To the section that was worked in; htmx gets it at once."""
    if is_htmx(request):
        return show(request, access)
    return HttpResponseRedirect(f"{asking(org_url(access, 'setup'), _listed(request))}#{section}")


def _listed(request: HttpRequest) -> str:
    """The part of the address that keeps long lists open."""
    whole = [name for name in ("titles", "managers") if request.GET.get(name) == "all"]
    return urlencode(dict.fromkeys(whole, "all"))
