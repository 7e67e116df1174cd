"""What pages of an organisation say of the plan and the day that are looked at."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from planning.coverage.over_time.days import known_days
from planning.organisation import plan_access
from portal.guard import Access

register = template.Library()


@register.filter
def may_change(access: Access) -> bool:
    """Whether the member may change the plan or else the organisation that is looked at."""
    return plan_access.may_change(access)


@register.simple_tag(takes_context=True)
def day_slider(context: RequestContext, field: str) -> SafeString:
    """A slider over the days that are known, for the date field of that id; the field is the way without script."""
    days = known_days(context["request"].access)
    if len(days) < 2:
        return mark_safe("")
    return format_html(
        '<input class="slider day-slider no-print" type="range" min="0" max="{}" step="1" value="0" data-slides="{}" '
        'data-days="{}" aria-label="Day looked at, over the days on which something changes" hidden>',
        len(days) - 1,
        field,
        " ".join(day.isoformat() for day in days),
    )


@register.simple_tag(takes_context=True)
def do_url(context: RequestContext, action: str, **asked: str) -> str:
    """The form of an edit, for the plan and the day that are looked at; it leads back to this page."""
    request = context["request"]
    access = request.access
    if access.plan:
        asked["plan"] = access.plan.slug
    if request.GET.get("on") or access.plan:
        asked["on"] = access.on.isoformat()
    query = urlencode({**asked, "next": request.get_full_path()})
    return f"{reverse('do', args=[access.organisation.slug, action])}?{query}"


@register.inclusion_tag("planning/plans/_tabs.html", takes_context=True)
def plan_bar(context: RequestContext, tab: str) -> dict[str, Any]:
    """The bar of the plan that is looked at."""
    request = context["request"]
    access = request.access
    return {
        "access": access,
        "plan": access.plan,
        "plan_access": plan_access.plan_access_of(access, access.plan.slug),
        "tab": tab,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
