"""The role guide inside an organisation: its content, and beside each role who holds it here."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.cost.ledgers import bands_of
from planning.findings.presentation import product_name
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.role_content import content_for, guide_for
from planning.organisation.snapshot import Snapshot
from planning.role_content import need as describing
from planning.role_content.role_usage import in_organisation
from portal.guard import Access, member
from portal.models import Right
from roles.guide import answers

PER_PAGE, PLANS = 12, 8


@member()
def index(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.index(request, guide_for(access.organisation))


@member()
def page(request: HttpRequest, access: Access, slug: str) -> HttpResponse:
    """A role, or two roles side by side: what the first half of a record's key names."""
    guide = guide_for(access.organisation)
    if answers.is_pairing(guide, slug):
        return answers.pairing(request, guide, slug)
    here = in_organisation(Snapshot.of(access), slug)
    more = {
        "here": here,
        "holders": Paginator(here.held, PER_PAGE).get_page(request.GET.get("page")),
        "bands": bands_of(access.organisation, slug, access.on) if access.sees_cost else None,
    }
    return answers.role(request, guide, slug, **more)


@member()
def compare(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.compare(request, guide_for(access.organisation))


@member()
def suits(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.suits(request, guide_for(access.organisation))


@member()
def need(request: HttpRequest, access: Access) -> HttpResponse:
    """Which roles a product needs: one of the organisation, or one that the address describes."""
    snapshot = Snapshot.of(access)
    key = request.GET.get("product", "")
    product = snapshot.org.products.get(key)
    about = describing.answer(access.on, snapshot.content, request.GET)
    if product:
        about |= describing.chosen(snapshot, product)
    about |= {
        "access": access,
        "products": snapshot.remember("product names", lambda: _names(snapshot)),
        "product": product,
        "unknown": key if key and not product else "",
        "plans": _plans(access) if "advice" in about else [],
    }
    return render(request, "roles/need.html", about, status=422 if about["form"].errors else 200)


@member()
def search(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.search(request, guide_for(access.organisation), content_for(access.organisation))


@member()
def glossary(request: HttpRequest, access: Access) -> HttpResponse:
    return answers.words(request)


def _names(snapshot: Snapshot) -> list[tuple[str, str]]:
    return sorted(
        ((p.key, product_name(p)) for p in snapshot.org.products.values()), key=lambda pair: pair[1].casefold()
    )


def _plans(access: Access) -> list[Plan]:
    """The plans in which this member may open a seat, where none is looked at already."""
    if access.plan or not access.may(Right.PLANNER):
        return []
    plans = visible(access).filter(state__in=(Plan.State.DRAFT, Plan.State.SENT_BACK))
    return [plan for plan in plans if plan.owner_id == access.user.pk or getattr(plan, "shared_to_edit", False)][:PLANS]
