"""The interview kit of a position: its plan, the questions, a scorecard to print."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from planning.exports.formats import FORMATS, download
from planning.hiring.interviews import kit as kits
from planning.hiring.interviews.forms import BaseSteps, steps_form
from planning.hiring.models import KitStep
from planning.hiring.views.brief import current_position_or_404
from planning.organisation.role_content import guide_for
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Organisation, Right
from portal.optimistic_lock import CONFLICT, SAVE_AGAIN, Overtaken, carried, token


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def kit(request: HttpRequest, access: Access, key: str) -> HttpResponseBase:
    """`?format=` pdf, docx or md for the file. Posting makes the plan from the role's."""
    position, guide = current_position_or_404(access, key), guide_for(access.organisation)
    if request.method == "POST":
        kits.make(access, guide, key, position.role)
        return to_page(access, "hiring-kit", key)
    steps, banks = kits.steps_of(access.organisation, key), kits.bank(guide, position.role)
    title = position.title or position.key
    ending = request.GET.get("format", "")
    if steps and ending in FORMATS:
        return download(kits.document(title, steps, banks), ending)
    context = {
        "access": access,
        "position": position,
        "title": title,
        "role": guide.roles.get(position.role),
        "steps": kits.by_step(steps, banks),
        "minutes": sum(step.minutes for step in steps),
        "banks": banks,
        "unseen": _unseen(steps, banks),
        "formats": FORMATS,
    }
    return render(request, "planning/hiring/kit.html", context)


def _unseen(steps: list[KitStep], banks: list[kits.Bank]) -> list[str]:
    """The competencies that no step looks at."""
    looked_at = {name for step in steps for name in step.competencies}
    return [one.competency.name for one in banks if one.competency.anchor not in looked_at]


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def plan(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """The steps as one form. Who edits an older plan than there is sees the plan there is, and keeps what they
    typed."""
    position, guide = current_position_or_404(access, key), guide_for(access.organisation)
    rows = KitStep.objects.filter(organisation=access.organisation, position=key)
    steps = list(rows)
    if not steps:
        return _gone(request, access, key)
    # Rows of the form's own: what is typed is put into them.
    form = steps_form(request.POST or None, rows.all(), kits.names(guide, position.role))
    theirs: list[KitStep] | None = None
    if request.method == "POST" and form.is_valid():
        theirs = _saved(access, key, form, carried(request.POST))
        if theirs is None:
            messages.success(request, "Saved.")
            return to_page(access, "hiring-kit", key)
        if not theirs:
            return _gone(request, access, key)
    context = {"access": access, "position": position, "title": position.title or key, "form": form}
    context |= {"seen": token(kits.state(theirs or steps)), "theirs": theirs}
    context["overtaken"] = Overtaken("the plan", then=SAVE_AGAIN)
    status = CONFLICT if theirs else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "planning/hiring/kit_plan.html", context, status=status)


def _gone(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """To the kit, where there are no steps; whoever was editing some hears why."""
    if request.method == "POST":
        messages.error(request, str(Overtaken("the plan", then="It no longer has any steps.")))
    return to_page(access, "hiring-kit", key)


def _saved(access: Access, key: str, form: BaseSteps, seen: str) -> list[KitStep] | None:
    """Keep the plan as typed, and None; or the plan there is, where it is another one than was `seen`."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        there = kits.steps_of(access.organisation, key)
        if token(kits.state(there)) != seen:
            return there
        _save(access, key, form)
        return None


def _save(access: Access, key: str, form: BaseSteps) -> None:
    """New order from the fields, those without a number last."""
    for gone in form.deleted_forms:
        if gone.instance.pk:
            gone.instance.delete()
    kept = [one for one in form.forms if one not in form.deleted_forms and one.cleaned_data.get("name")]
    kept.sort(key=lambda one: one.cleaned_data.get("ORDER") or 999)
    for order, one in enumerate(kept):
        step = one.save(commit=False)
        step.organisation, step.position, step.order = access.organisation, key, order
        step.save()
