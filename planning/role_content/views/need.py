"""Which roles a product needs: of an organisation, or one that the address describes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.findings.presentation import product_name
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.snapshot import Snapshot
from planning.role_content.need import answer, chosen
from portal.guard import Access, member, signed_in
from portal.models import Right
from roles.content_values import site

PAGE, PLANS = "planning/role_content/need.html", 8


@signed_in(unless="ROLE_GUIDE_PUBLIC")
def of_site(request: HttpRequest) -> HttpResponse:
    """Outside of any organisation: by the site's content."""
    about = answer(timezone.localdate(), site().content, request.GET)
    return render(request, PAGE, about, status=422 if about["form"].errors else 200)


@member()
def need(request: HttpRequest, access: Access) -> HttpResponse:
    snapshot = Snapshot.of(access)
    key = request.GET.get("product", "")
    product = snapshot.org.products.get(key)
    about = answer(access.on, snapshot.content, request.GET)
    if product:
        about |= chosen(snapshot, product)
    about |= {
        "access": access,
        "products": snapshot.remember("product names", lambda: _names(snapshot)),
        "product": product,
        "unknown": key if key and not product else "",
        "plans": _plans(access) if "advice" in about else [],
    }
    return render(request, PAGE, about, status=422 if about["form"].errors else 200)


def _names(snapshot: Snapshot) -> list[tuple[str, str]]:
    names = ((product.key, product_name(product)) for product in snapshot.org.products.values())
    return sorted(names, key=lambda pair: pair[1].casefold())


def _plans(access: Access) -> list[Plan]:
    """The plans in which this member may open a position, where none is looked at already."""
    if access.plan or not access.may(Right.PLANNER):
        return []
    plans = visible(access).filter(state__in=(Plan.State.DRAFT, Plan.State.SENT_BACK))
    return [plan for plan in plans if plan.owner_id == access.user.pk or getattr(plan, "shared_to_edit", False)][:PLANS]
