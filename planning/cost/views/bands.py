"""Compensation bands: the list, one of them, and bands from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from planning.cost.band_file import read_bands, save_bands
from planning.cost.forms import BandForm, level_choices
from planning.cost.ledgers import terms_of
from planning.cost.models import Band
from planning.imports.opening.read import MAX_BYTES
from planning.imports.problems import Problem, Unusable
from planning.organisation import writes
from planning.organisation.role_content import content_for
from portal.addresses import org_url, to_page
from portal.files.names import shown
from portal.files.uploads import takes_files
from portal.guard import Access, member
from portal.kept import as_sent, kept, not_kept, refused, settled
from portal.models import Right
from portal.optimistic_lock import Overtaken, carried, check, token
from portal.sent_once import once
from portal.toast import Undo

SHOWN_PROBLEMS, PER_PAGE = 200, 100


class FileForm(forms.Form):
    """A file of bands."""

    file = forms.FileField(
        label="Bands",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}),
        help_text="One row per band: role, level, location, currency, base from, base to, bonus %, equity, "
        "on-cost factor, valid from.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("The file is larger than 20 MB, the limit. Split it.")
        return file


@member(get=Right.PLANNER, cost=True, live=True)
def bands(request: HttpRequest, access: Access) -> HttpResponse:
    """Every band by role, those in force on the day marked."""
    names = {role.slug: role.name for role in content_for(access.organisation).roles.values()}
    levels = dict(level_choices())
    terms = terms_of(access.organisation)
    now = {band.id for role in names for band in terms.in_force(role, access.on)}
    every = sorted(
        terms.bands, key=lambda b: (names.get(b.role, b.role), b.level, b.location, b.currency, -b.since.toordinal())
    )
    asked = request.GET.get("role", "")
    chosen = [band for band in every if asked in ("", band.role)]
    rows = [
        (band, names.get(band.role, band.role), levels.get(band.level, str(band.level)), band.id in now)
        for band in chosen
    ]
    context = {
        "access": access,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "terms": terms,
        "roles": list(dict.fromkeys((band.role, names.get(band.role, band.role)) for band in every)),
        "asked": asked,
    }
    return render(request, "planning/cost/bands.html", context)


@member(get=Right.PLANNER, post=Right.PLANNER, cost=True, live=True)
@once
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """A new band; `?like=` starts from another."""
    like = request.GET.get("like", "")
    start = (
        Band.objects.filter(organisation=access.organisation, pk=int(like)).first()
        if like.isdecimal() and len(like) < 10
        else None
    )
    fields = (
        {name: getattr(start, name) for name in BandForm.Meta.fields}
        if start
        else {"role": request.GET.get("role", "")}
    )
    return _edit(request, access, Band(), {**fields, "since": access.on})


@member(get=Right.PLANNER, post=Right.PLANNER, cost=True, live=True)
def band(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Edit a band."""
    return _edit(request, access, _band(access, number), {})


@member(get=None, post=Right.PLANNER, cost=True, live=True)
def remove(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Take a band away, as it was looked at."""
    try:
        with transaction.atomic():
            there = _band(access, number, Band.objects.select_for_update())
            check(carried(request.POST), _values(there), BandForm.what)
            there.delete()
    except Overtaken as overtaken:
        return refused(request, overtaken, org_url(access, "hiring-band", number))
    writes.touch(access.organisation)
    undo = Undo(reverse("hiring-bands-new", args=[access.organisation.slug]), as_sent(_values(there)))
    return settled(request, "Band removed.", undo, org_url(access, "hiring-bands"))


def _values(band: Band) -> dict[str, Any]:
    return model_to_dict(band, BandForm.Meta.fields)


def _band(access: Access, number: int, rows: Any = Band.objects) -> Band:
    found: Band | None = rows.filter(organisation=access.organisation, pk=number).first()
    if found is None:
        raise Http404("Band not found.")
    return found


def _edit(request: HttpRequest, access: Access, stored: Band, initial: dict[str, Any]) -> HttpResponse:
    content = content_for(access.organisation)
    factor = terms_of(access.organisation).factor
    form = BandForm(
        request.POST or None,
        instance=stored,
        initial=initial,
        organisation=access.organisation,
        content=content,
        factor=factor,
    )
    if request.method == "POST" and form.is_valid() and form.keep():
        writes.touch(access.organisation)
        return _kept(request, access, form)
    if answer := not_kept(request, form):
        return answer
    context = {"access": access, "form": form, "stored": stored}
    return render(request, "planning/cost/band.html", context, status=form.status)


def _kept(request: HttpRequest, access: Access, form: BandForm) -> HttpResponse:
    there = org_url(access, "hiring-bands")
    if form.before is not None:
        return kept(request, form, "Band saved.", there)
    url = reverse("hiring-band-remove", args=[access.organisation.slug, form.instance.pk])
    undo = Undo(url, {"seen": token(_values(form.instance))})
    return settled(request, "Band added.", undo, there)


@takes_files
@member(get=Right.PLANNER, post=Right.PLANNER, cost=True, live=True)
def upload(request: HttpRequest, access: Access) -> HttpResponse:
    """Bands from a file: all of them, or none where a row cannot be understood."""
    form = FileForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = read_bands(shown(file.name), file.read(), content_for(access.organisation))
        except Unusable as unusable:
            form.add_error("file", unusable.message)
        else:
            problems = sheet.problems
            if not sheet.errors:
                new, changed = save_bands(access.organisation, sheet.bands)
                same = len(sheet.bands) - new - changed
                messages.success(request, f"Bands added: {new}, changed: {changed}, unchanged: {same}.")
                if not problems:
                    return to_page(access, "hiring-bands")
            else:
                form.add_error(
                    "file",
                    f"Rows that could not be read: {sheet.errors}. "
                    "Nothing was saved. Correct them, then upload the file again.",
                )
    context = {
        "access": access,
        "form": form,
        "problems": problems[:SHOWN_PROBLEMS],
        "more": max(0, len(problems) - SHOWN_PROBLEMS),
    }
    return render(request, "planning/cost/bands_import.html", context, status=422 if form.errors else 200)
