"""What if hires slip, or somebody leaves: bands before and after, and the findings that open and close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString

from planning.core.content import Role
from planning.core.coverage.coverage import STATES
from planning.core.over_time.timeline import Band
from planning.core.over_time.what_if import GapDifference
from planning.core.records import Product
from planning.coverage.over_time.drawing import Moments, axis, lanes
from planning.coverage.over_time.trial import Supposed, Trial
from planning.coverage.over_time.trial_form import TrialForm
from planning.coverage.over_time.window import Window
from planning.coverage.views.over_time import named
from planning.findings.presentation import product_name
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member

PER_PAGE = 30
MOST_TOLD = 60


class ComparedLane(NamedTuple):
    """A lane that differs: where its gaps do, and both sides drawn one above the other."""

    product: Product
    name: str
    role: Role
    differences: list[GapDifference]
    drawing: SafeString


@member()
def what_if(request: HttpRequest, access: Access) -> HttpResponse:
    """The trial is the address: nothing is kept."""
    window = Window.read(request.GET, access.on)
    snapshot = Snapshot.of(access)
    form = TrialForm(_asked(request), snapshot.org, access.on)
    trial = _trial(access, snapshot, form, window)
    page = Paginator(_differing(trial) if trial else [], PER_PAGE).get_page(request.GET.get("page"))
    effects = trial.effects if trial else []
    context = {
        "access": access,
        "asked": request.GET,
        "window": window,
        "axis": axis(window),
        "form": form,
        "trial": trial,
        "page": page,
        "rows": [_show(trial, window, access, group) for group in page] if trial else [],
        "effects": effects[:MOST_TOLD],
        "more": max(0, len(effects) - MOST_TOLD),
        "counts": Counter(effect.what for effect in effects),
        "states": STATES,
    }
    return render(
        request, "planning/coverage/what_if.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _asked(request: HttpRequest) -> QueryDict | None:
    """What the form asks; None for an address that asks nothing."""
    return request.GET if request.GET.keys() & TrialForm.base_fields.keys() else None


def _trial(access: Access, snapshot: Snapshot, form: TrialForm, window: Window) -> Trial | None:
    """None where nothing is supposed, or it cannot be read."""
    if not form.is_valid():
        return None
    supposed = Supposed(*(form.cleaned_data[name] for name in ("slip", "person", "leaves")))
    if supposed.is_nothing:
        return None
    dated = store.dated(access.organisation, min(window.first, access.on), access.plan)
    return Trial(snapshot, dated, supposed, window.first, window.last)


def _differing(trial: Trial) -> list[list[GapDifference]]:
    """The differences of each lane together, the lane whose first comes first at the head."""
    by_lane = sorted(trial.differences, key=lambda d: (d.product, d.role, d.first))
    groups = [list(group) for _, group in groupby(by_lane, key=lambda d: (d.product, d.role))]
    return sorted(groups, key=lambda group: (group[0].first, group[0].product))


def _show(trial: Trial, window: Window, access: Access, differences: list[GapDifference]) -> ComparedLane:
    key, role = differences[0].product, trial.content.roles[differences[0].role]
    product = trial.after.line.products[key]
    name = product_name(product)
    sides = [scene.line.lanes.get((key, role.slug), ()) for scene in (trial.before, trial.after)]
    labels = [f"{role.code}, {name}, {side}" for side in ("now", "then")]
    at = Moments(product.launch, access.today, access.on)
    drawing = lanes(window, sides, labels, _names(trial, sides), lambda band: "", at)
    return ComparedLane(product, name, role, differences, drawing)


def _names(trial: Trial, sides: Sequence[Sequence[Band]]) -> partial[str]:
    return partial(_name, trial, {id(band) for band in sides[0]})


def _name(trial: Trial, before: set[int], band: Band) -> str:
    return named(trial.before if id(band) in before else trial.after, band)
