"""One plan: what it changes, what that does, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from planning.core.changes.merge import Clash
from planning.core.coverage.coverage import STATES, Cell
from planning.core.field_words import label_of
from planning.core.records import Product
from planning.core.sentences import conflict_texts, sentence
from planning.organisation import store
from planning.organisation.effect import PlanEffect, ratios
from planning.organisation.models import Plan
from planning.organisation.plan_access import PlanAccess, on_plan
from planning.organisation.role_content import content_for
from planning.plans import hindrances
from planning.plans.change_rows import listed
from planning.plans.cost import plan_cost
from planning.plans.drift import drift
from planning.plans.forms import CommentForm, PlanForm, SettingsForm, ShareForm
from planning.plans.partial import NOTHING, Ticked
from portal.addresses import to_page
from portal.models import Right, User
from portal.request_values import is_htmx

STRIP = 40  # products beside the chart
CLASHES = 100  # that are shown one by one
MORE = "more-changes"  # what a script asks to be replaced by the next changes


@on_plan()
def overview(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """What the plan is for, what it does, its changes, its review; to a script the next of its changes."""
    if is_htmx(request) and request.htmx.target == MORE:  # type: ignore[attr-defined]
        return _more(request, plan_access)
    return shown(request, plan_access)


def _more(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    approves = hindrances.decides(plan_access)[0] and not hindrances.withheld(plan_access)
    context = {
        "access": plan_access.access,
        "plan_access": plan_access,
        "plan": plan_access.plan,
        "approves": approves,
        "ticked": NOTHING,
        "changes": listed(plan_access, request.GET.get("page"), needs=approves),
        "follows": True,
    }
    return render(request, "planning/plans/_change_rows.html", context)


def shown(request: HttpRequest, plan_access: PlanAccess, ticked: Ticked = NOTHING, status: int = 200) -> HttpResponse:
    """The page of a plan, with what an approver has ticked so far."""
    plan, access = plan_access.plan, plan_access.access
    on = access.on if "on" in request.GET else last_day(plan_access)
    moved = drift(plan, access.today)
    decides, own = hindrances.decides(plan_access)
    withheld = hindrances.withheld(plan_access) if decides else ""
    approves = decides and not withheld
    context = {
        "access": access,
        "plan_access": plan_access,
        "plan": plan,
        **numbers(PlanEffect(access.organisation, on, plan)),
        "changes": listed(plan_access, request.GET.get("page"), needs=approves, ticked=ticked.rows),
        "decides": decides,
        "approves": approves,
        "withheld": withheld,
        "follows": False,
        "own": own,
        "ticked": ticked,
        "comments": plan.comments.filter(change="").select_related("author"),
        "events": plan.events.select_related("author"),
        "shares": plan.shares.select_related("user"),
        "share_form": ShareForm(plan=plan),
        "comment_form": CommentForm(),
        "money": plan_cost(access, plan, on),
        **(hindrances.to_approval(plan_access) if decides else {}),
        "pay_kept": hindrances.to_reverting(plan_access),
        "drift": moved,
        "clash_rows": clash_rows(plan_access, moved.clashes[:CLASHES]),
        "more_clashes": max(0, len(moved.clashes) - CLASHES),
        "clashes": moved.clashes,
    }
    return render(request, "planning/plans/overview.html", context, status=status)


@on_plan()
def effect(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """What the plan does by a date, as the panel beside its chart; by itself, the plan's page."""
    if not is_htmx(request):
        return to_page(plan_access.access, "plan", plan_access.plan.slug)
    on = plan_access.access.on if "on" in request.GET else last_day(plan_access)
    plan, access = plan_access.plan, plan_access.access
    context = {"access": access, "plan": plan, "money": plan_cost(access, plan, on)}
    context |= numbers(PlanEffect(access.organisation, on, plan))
    return render(request, "planning/plans/_effect.html", context)


def numbers(effect: PlanEffect) -> dict[str, Any]:
    """Findings and numbers of a plan beside those of the current organisation."""
    before, after = effect.metrics
    snapshot = effect.after
    return {
        "on": snapshot.org.on,
        "effect": effect,
        "before": before,
        "after": after,
        "ratios": [(label, *both) for label, both in ratios(snapshot.content, effect.metrics)],
        "states": [(state, before.coverage.get(state, 0), after.coverage.get(state, 0)) for state in STATES],
        "functions": functions(effect),
        "strip": strip(effect),
        "more": max(0, len(snapshot.org.products) - STRIP),
        "roles": snapshot.content.covering,
    }


def functions(effect: PlanEffect) -> list[tuple[str, int, int, float, float]]:
    """Each function with its people and its FTE, now and then; those that change first."""
    before, after = effect.metrics
    names = effect.after.content.functions
    rows = [
        (names.get(n, n), a, b, before.fte_by_function.get(n, 0.0), after.fte_by_function.get(n, 0.0))
        for n, a, b in pairs(before.by_function, after.by_function)
    ]
    return sorted(rows, key=lambda row: (row[1], row[3]) == (row[2], row[4]))


def strip(effect: PlanEffect) -> list[tuple[Product, list[tuple[Cell, str]]]]:
    """The coverage of products in the plan, and each state that was another before; those that change first."""
    was = {(cell.product, cell.role): cell.state for cell in effect.before.coverage}
    products = effect.after.org.products
    rows = [
        (products[key], [(cell, _moved(was.get((key, cell.role), ""), cell.state)) for cell in cells])
        for key, cells in groupby(effect.after.coverage, lambda cell: cell.product)
    ]
    return sorted(rows, key=lambda row: not any(before for _, before in row[1]))[:STRIP]


def _moved(before: str, after: str) -> str:
    return before if before != after else ""


def pairs(left: Mapping[str, int], right: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return [(name, left.get(name, 0), right.get(name, 0)) for name in dict.fromkeys([*left, *right])]


def clash_rows(plan_access: PlanAccess, clashes: list[Clash]) -> list[tuple[Clash, str, *tuple[str, ...]]]:
    """Each clash with its sentence and the three values as text."""
    organisation, cost = plan_access.access.organisation, plan_access.access.sees_cost
    org, content = store.org_at(organisation, plan_access.access.today), content_for(organisation)
    rows: list[tuple[Clash, str, *tuple[str, ...]]] = []
    for clash in clashes:
        c = clash.conflict
        there = ["exists" if v else "does not exist" for v in (c.base, c.current, c.planned)]
        texts = conflict_texts(org, c, cost=cost, content=content) if c.field else there
        told = sentence(org, c.change, cost=cost, content=content)
        rows.append((clash, f"{capfirst(label_of(c.field, c.change.kind))}: {told}" if c.field else told, *texts))
    return rows


def last_day(plan_access: PlanAccess) -> date:
    """The end of the plan's time: by then every change has taken effect."""
    dates = [planned.change.on for planned in store.planned(plan_access.plan).values()]
    return max([plan_access.plan.target, plan_access.access.today, *dates])


@on_plan(get=Right.PLANNER, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def settings(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Rename, say the purpose, move the target date; its owner may give it to somebody else."""
    before = plan_access.plan.owner
    kind = SettingsForm if plan_access.is_owner else PlanForm
    form = kind(request.POST or None, instance=plan_access.plan)

    def write() -> None:
        form.write()
        if before and before != plan_access.plan.owner:
            hand_over(plan_access.plan, before)

    if request.method == "POST" and form.is_valid() and form.keep(write):
        messages.success(request, "Saved.")
        return to_page(plan_access.access, "plan", plan_access.plan.slug)
    context = {"access": plan_access.access, "plan_access": plan_access, "plan": plan_access.plan, "form": form}
    return render(request, "planning/plans/settings.html", context, status=form.status)


def hand_over(plan: Plan, before: User) -> None:
    """Whose plan it was stays an editor of it."""
    plan.shares.filter(user=plan.owner).delete()
    plan.shares.update_or_create(user=before, defaults={"may_edit": True})
