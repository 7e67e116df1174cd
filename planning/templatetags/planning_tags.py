"""What pages of an organisation say of the plan and the day that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from planning.core import dates
from planning.core.fixes import Decision, Hint
from planning.core.occasions import launch_text, leave_text
from planning.core.records import ASSUMABLE, Person, Product
from planning.core.rules import Finding
from planning.coverage.over_time.days import known_days
from planning.findings import ways_out
from planning.findings.presentation import ShownFinding, fact_of
from planning.findings.shown_fixes import ShownFix
from planning.findings.ways_out import Here, WayOut
from planning.organisation import live, plan_access
from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from planning.plans.bar import PlanBar
from portal.guard import Access
from portal.templatetags.lineup import org_url

register = template.Library()


@register.filter
def may_change(access: Access) -> bool:
    """Whether the member may change the plan or else the organisation that is looked at."""
    return plan_access.may_change(access)


@register.filter
def may_write(access: Access) -> bool:
    """Whether the member may change that at once, without being asked where."""
    return plan_access.may_write(access)


@register.filter
def may_edit_live(access: Access) -> bool:
    """Whether the member may write into the live organisation."""
    return live.may_edit_live(access)


@register.filter
def why_not_live(access: Access) -> str:
    """Why the member may not, and whom to ask."""
    return live.why_not(access)


@register.filter
def why_no_import(access: Access) -> str:
    """Why the member may not import, and whom to ask."""
    return live.why_not(access, live.may_bring_in)


@register.filter
def may_bring_in(access: Access) -> bool:
    """Whether the member may import, and revert."""
    return live.may_bring_in(access)


@register.filter
def may_undo(access: Access, batch: Batch) -> bool:
    """Whether the member may take the batch back."""
    return live.may_undo(access, batch)


@register.filter
def ago(then: datetime) -> str:
    """How long ago it was, in words."""
    return dates.ago(timezone.localtime(then), timezone.localtime())


@register.filter
def leave(person: Person | None, on: date) -> str:
    """A known leave in words; '' for none."""
    return leave_text(person, on) if person else ""


@register.filter
def launch(product: Product, on: date) -> str:
    """When a product launches, or launched; '' where that is not known."""
    return launch_text(product, on)


@register.simple_tag(takes_context=True)
def day_slider(context: RequestContext, field: str) -> SafeString:
    """A slider over the days that are known, for the date field of that id; the field is the way without script."""
    days = known_days(context["request"].access)
    if len(days) < 2:
        return mark_safe("")
    return format_html(
        '<input class="slider day-slider no-print" type="range" min="0" max="{}" step="1" value="0" data-slides="{}" '
        'data-days="{}" aria-label="Date shown, among the dates on which something changes" hidden>',
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


@register.simple_tag(takes_context=True)
def transfer_url(context: RequestContext) -> str:
    """From the preview of a move onto an open position: the form that lets the holder take it instead."""
    form, where, plan = context["form"], context["where"], context.get("plan")
    asked = {"key": form.keys[0], "position": form.vacant, "on": form.org.on.isoformat(), "next": context["next"]}
    asked |= {"look": "1", "from": where.opened_at} | ({"plan": plan.slug} if plan else {})
    return f"{reverse('do', args=[where.access.organisation.slug, 'seat'])}?{urlencode(asked)}"


ASSUMED = "assumed at import; confirm"


@register.simple_tag(takes_context=True)
def product_fact(context: RequestContext, product: Product, name: str, link: bool = True) -> SafeString:
    """A product's stage or audience, marked where it was assumed; with `link` a press confirms it, if one may."""
    text = fact_of(product, name)
    return _assumed(context, product.key, text, link) if name in product.assumed else escape(text)


@register.simple_tag(takes_context=True)
def product_facts(context: RequestContext, product: Product, link: bool = True) -> SafeString:
    """Stage and audience in one line, what was assumed of them as one mark. That a product is for the market goes
    without saying, unless nobody has said it."""
    shown = [name for name in ASSUMABLE if name == "stage" or name in product.assumed or not product.market_facing]
    if set(shown) <= set(product.assumed):
        return _assumed(context, product.key, " · ".join(fact_of(product, name) for name in shown), link)
    return format_html_join(" · ", "{}", ((product_fact(context, product, name, link),) for name in shown))


@register.simple_tag(takes_context=True)
def way_to_finding(context: RequestContext, finding: Finding) -> str:
    """The page of a finding; where the template includes with `in_list`, its row in the list, opened: there one goes on
    from one to the next."""
    if context.get("in_list"):
        return f"{org_url(context, 'findings', open=finding.code)}#row-{finding.code}"
    return org_url(context, "findings-one", finding.code)


@register.simple_tag(takes_context=True)
def rests_on(context: RequestContext, shown: ShownFinding) -> SafeString:
    """What a finding rests on that nobody has said: assumed growth, market-facing."""
    if not shown.assumed:
        return mark_safe("")
    subject = shown.finding.subject
    text = f"assumed {', '.join(shown.assumed)}"
    return _assumed(context, subject.key, text, subject.kind == "product", is_said=True)


def _assumed(context: RequestContext, key: str, text: str, link: bool, *, is_said: bool = False) -> SafeString:
    """The one look of what was assumed; `is_said`: the text says so itself."""
    hidden = "" if is_said else mark_safe('<span class="sr"> (assumed)</span>')
    if link and may_change(context["request"].access):
        there = do_url(context, "confirm-product", of=key)
        return format_html('<a class="assumed" data-do href="{}" title="{}">{}{}</a>', there, ASSUMED, text, hidden)
    return format_html('<span class="assumed" title="assumed at import">{}{}</span>', text, hidden)


@register.inclusion_tag("planning/plans/_menu.html", takes_context=True)
def plan_menu(context: RequestContext) -> dict[str, Any]:
    """What the bar offers, for the menu that narrow windows have."""
    request = context["request"]
    return {"bar": PlanBar(request), "request": request}


@register.inclusion_tag("planning/plans/_bar.html", takes_context=True)
def plan_bar(context: RequestContext) -> dict[str, Any]:
    """The bar of the plan one is in."""
    request = context["request"]
    return {"bar": PlanBar(request), "request": request, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def fix_url(context: RequestContext, fix: ShownFix) -> str:
    """The form of a fix that was tried, for the plan and the day of `access` in the context; it leads back here."""
    access = context["access"]
    plan = {"plan": access.plan.slug} if access.plan else {}
    asked = fix.asked | {"on": access.on.isoformat()} | plan | {"next": context["request"].get_full_path()}
    return f"{reverse('do', args=[access.organisation.slug, 'fix'])}?{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def hint_way(context: RequestContext, hint: Hint) -> WayOut:
    """What only a person can do, with the form where it is done."""
    return ways_out.of_hint(_here(context), hint)


@register.simple_tag(takes_context=True)
def decision_ways(context: RequestContext, finding: Finding, decisions: Sequence[Decision]) -> list[WayOut]:
    """What says of a finding that there is nothing to fix."""
    return ways_out.of_decisions(_here(context), finding, decisions)


@register.simple_tag(takes_context=True)
def rule_off(context: RequestContext, finding: Finding) -> WayOut | None:
    """Switching the rule of a finding off, for those who may."""
    return ways_out.of_rule(_here(context), finding)


@register.simple_tag(takes_context=True)
def rule_url(context: RequestContext, rule: str) -> str:
    """Where a rule is explained."""
    return ways_out.rule_page(context["request"].access, rule)


def _here(context: RequestContext) -> Here:
    request = context["request"]
    return Here(request.access, Snapshot.of(request.access).org, request.get_full_path())
