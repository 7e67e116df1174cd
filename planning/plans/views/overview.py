"""One plan: what it changes, what that does, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.changes.merge import Clash
from planning.core.coverage.coverage import STATES, Cell
from planning.core.records import Product
from planning.core.sentences import conflict_texts, sentence
from planning.organisation import store
from planning.organisation.effect import PlanEffect, ratios
from planning.organisation.models import Plan
from planning.organisation.plan_access import PlanAccess, on_plan
from planning.organisation.role_content import content_for
from planning.organisation.told_changes import ToldChange, told
from planning.plans import approval_rules, review
from planning.plans.cost import plan_cost
from planning.plans.drift import drift
from planning.plans.forms import CommentForm, PlanForm, SettingsForm, ShareForm
from planning.plans.partial import NOTHING, Parts, Ticked
from portal.addresses import to_page
from portal.models import Right, User
from portal.request_values import is_htmx

STRIP = 40  # products beside the chart


@on_plan()
def overview(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """What the plan is for, what it does, its changes, its review."""
    return shown(request, plan_access)


def shown(request: HttpRequest, plan_access: PlanAccess, ticked: Ticked = NOTHING, status: int = 200) -> HttpResponse:
    """The page of a plan, with what an approver has ticked so far."""
    plan, access = plan_access.plan, plan_access.access
    on = access.on if "on" in request.GET else last_day(plan_access)
    moved = drift(plan, access.today)
    is_asked = plan_access.may_decide and plan.state == Plan.State.REVIEW
    own = review.why_not_own(plan, access.user) if is_asked else ""
    decides = is_asked and not own
    context = {
        "access": access,
        "plan_access": plan_access,
        "plan": plan,
        **numbers(PlanEffect(access.organisation, on, plan)),
        "changes": _with_needs(plan, changes(plan_access)) if decides else changes(plan_access),
        "decides": decides,
        "own": own,
        "ticked": ticked,
        "comments": plan.comments.filter(change="").select_related("author"),
        "events": plan.events.select_related("author"),
        "shares": plan.shares.select_related("user"),
        "share_form": ShareForm(plan=plan),
        "comment_form": CommentForm(),
        "money": plan_cost(access, plan, on),
        "over_budget": approval_rules.over_budget_text(plan, access.today, cost=access.sees_cost)
        if plan.state == Plan.State.REVIEW
        else "",
        "blocking_findings": approval_rules.blocking_findings(plan, access.today)
        if plan.state == Plan.State.REVIEW
        else [],
        "drift": moved,
        "clash_rows": clash_rows(plan_access, moved.clashes),
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


class ChangeRow(NamedTuple):
    """A change of the plan as its pages list it, with what was said about it. `needs` are the ids of the rows that it
    cannot be approved without, with bars between, `needed` the same in words."""

    change: ToldChange
    said: list[object]
    needs: str = ""
    needed: str = ""

    @property
    def id(self) -> str:
        return self.change.id

    @property
    def on(self) -> date:
        return self.change.on

    @property
    def text(self) -> str:
        return self.change.text

    @property
    def note(self) -> str:
        return self.change.note


def changes(plan_access: PlanAccess) -> list[ChangeRow]:
    """The changes as they stand, in order of date, with what was said about each."""
    said: dict[str, list[object]] = {}
    for comment in plan_access.plan.comments.exclude(change="").select_related("author"):
        said.setdefault(comment.change, []).append(comment)
    rows = told(plan_access.plan, cost=plan_access.access.sees_cost)
    return [ChangeRow(row, [one for id in row.id.split() for one in said.get(id, [])]) for row in rows]


def _with_needs(plan: Plan, rows: list[ChangeRow]) -> list[ChangeRow]:
    parts = Parts(plan, [row.change for row in rows])
    return [
        row._replace(needs="|".join(direct), needed=parts.named(direct))
        for row, direct in ((row, parts.direct[row.id]) for row in rows)
    ]


def pairs(left: Mapping[str, int], right: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return [(name, left.get(name, 0), right.get(name, 0)) for name in dict.fromkeys([*left, *right])]


def clash_rows(plan_access: PlanAccess, clashes: list[Clash]) -> list[tuple[Clash, str, *tuple[str, ...]]]:
    """Each clash with its sentence and the three values as text."""
    organisation, cost = plan_access.access.organisation, plan_access.access.sees_cost
    org, content = store.org_at(organisation, plan_access.access.today), content_for(organisation)
    rows: list[tuple[Clash, str, *tuple[str, ...]]] = []
    for clash in clashes:
        c = clash.conflict
        there = ["there" if v else "gone" for v in (c.base, c.current, c.planned)]
        texts = conflict_texts(org, c, cost=cost, content=content) if c.field else there
        rows.append((clash, sentence(org, c.change, cost=cost, content=content), *texts))
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
