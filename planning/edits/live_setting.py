"""The page on which admins say who edits the live organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.organisation import live
from planning.organisation.models import LiveRules
from portal.guard import Access, member
from portal.kept import kept, not_kept, refused, settled
from portal.models import Organisation, Right
from portal.optimistic_lock import FIELD, Overtaken, SharedForm, carried, check, token
from portal.toast import Undo

Who = LiveRules.Who
MEANS: Mapping[str, str] = {
    Who.PLANNERS: "Planners can change the live organisation directly. Each change can be undone.",
    Who.APPROVERS: "Planners work in plans. Imports and reverts need an approver.",
    Who.ADMINS: "Planners and approvers work in plans. Imports and reverts need an approver.",
    Who.NOBODY: "Every edit goes through a plan. Imports and reverts need an approver.",
}
# Posted to ask again: nobody has chosen yet.
UNSAID = "unsaid"


class LiveForm(SharedForm):
    """Who edits live, each choice with what it means."""

    what = "this setting"

    who = forms.ChoiceField(label="Who edits live", choices=Who.choices, widget=forms.RadioSelect)

    class Meta:
        model = LiveRules
        fields: ClassVar = ("who",)

    @property
    def choices(self) -> list[tuple[BoundWidget, str]]:
        """A button and its meaning each."""
        return [(button, MEANS[str(button.data["value"])]) for button in self["who"]]


def form_of(organisation: Organisation, request: HttpRequest | None = None) -> LiveForm:
    """The form, filled with what was sent. That it was asked is stored with the first answer."""
    rows = LiveRules.objects.filter(organisation=organisation)
    row = rows.first() or LiveRules(organisation=organisation)
    sent = request.POST if request and request.method == "POST" else None
    return LiveForm(sent, instance=row, auto_id="live-%s")


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def setting(request: HttpRequest, access: Access) -> HttpResponse:
    """Who edits live, and what that means."""
    if request.method == "POST" and UNSAID in request.POST:
        return _unsaid(request, access)
    form = form_of(access.organisation, request)
    if request.method == "POST" and form.is_valid():
        is_first = form.instance.pk is None
        if form.keep():
            access.organisation.forget_stamp(live.STAMP)
            return _kept(request, form, is_first)
    if answer := not_kept(request, form):
        return answer
    return render(request, "planning/edits/live_setting.html", {"access": access, "form": form}, status=form.status)


def _kept(request: HttpRequest, form: LiveForm, is_first: bool) -> HttpResponse:
    text = f"{live.SAYS[live.Who(form.instance.who)]}."
    if not is_first:
        return kept(request, form, text)
    undo = Undo(request.path, {UNSAID: "1", FIELD: token(form.instance.who)})
    return settled(request, text, undo, request.get_full_path())


def _unsaid(request: HttpRequest, access: Access) -> HttpResponse:
    """Take the first answer back, so that the setup asks again; unless somebody has chosen otherwise since."""
    rows = LiveRules.objects.filter(organisation=access.organisation)
    try:
        with transaction.atomic():
            row = rows.select_for_update().first()
            check(carried(request.POST), row and row.who, LiveForm.what)
            rows.delete()
    except Overtaken as overtaken:
        return refused(request, overtaken, request.get_full_path())
    access.organisation.forget_stamp(live.STAMP)
    undo = Undo(request.path, {"who": row.who}) if row else None
    return settled(request, "Undone.", undo, request.get_full_path())
