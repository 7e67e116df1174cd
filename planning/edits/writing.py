"""Writing an edit down as one step, in the organisation or in a plan; where that cannot be, its form says why."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from planning.core.changes.change import Change
from planning.core.sentences import conflict_texts
from planning.edits.where import NewPlan
from planning.forms import toast
from planning.forms.actions import EditAction, Revision
from planning.organisation import writes
from planning.organisation.models import Batch, Plan
from planning.organisation.plan_access import PlanAccess
from planning.plans import editing
from portal.guard import Access
from portal.models import Organisation
from portal.optimistic_lock import SAVE_AGAIN, Overtaken, carried, check
from portal.request_values import whole_number
from portal.sent_once import form_of

Into = PlanAccess | NewPlan | None
UNDONE = "This was already done and then undone, so nothing was changed. Open the form again to repeat it."


@dataclass(frozen=True)
class Done:
    """What was written: into which plan (None: the organisation), and what takes it back."""

    plan: Plan | None = None
    undo: toast.Undo | None = None


def attempt(request: HttpRequest, access: Access, into: Into, form: EditAction, changes: list[Change]) -> Done | None:
    """Write the changes of a valid form down as one step and say so, with its undo. None where that cannot be: the
    form then says why, at the fields."""
    try:
        done = _write(access, into, form, changes, form_of(request))
    except editing.Locked as locked:
        form.add_error(None, str(locked))
    except writes.Refused as refused:
        _refused(form, refused)
    except writes.Stale as stale:
        _stale(form, stale, access.sees_cost)
    except Overtaken as meanwhile:
        form.add_error(None, str(meanwhile))
    else:
        if changes and not done.plan:
            form.after()
        told = toast.where_done(form.title(), done.plan)
        toast.say(request, told if changes else "There was nothing to change.", undo=done.undo)
        return done
    return None


def sent_before(request: HttpRequest, access: Access) -> Done | None:
    """What this form has written into the live organisation already, told again."""
    batch = writes.of_form(access.organisation, form_of(request))
    if batch is None:
        return None
    if batch.void:
        toast.say(request, UNDONE, level=messages.WARNING)
        return Done()
    done = Done(undo=toast.undo_batch(batch))
    toast.say(request, toast.where_done(batch.title, None), undo=done.undo)
    return done


def _write(access: Access, into: Into, form: EditAction, changes: list[Change], once: str) -> Done:
    if isinstance(into, NewPlan) and changes:
        # Where the step is refused there is no plan, either.
        with transaction.atomic():
            return _write(access, into.made(access, form.org.on), form, changes, once)
    if isinstance(into, PlanAccess):
        editing.edit(into.plan, changes, title=form.title(), author=access.user)
        step = editing.last_step(into.plan, access.user) if changes else None
        return Done(into.plan, toast.undo_step(into.plan, step) if step else None)
    return _write_live(access, form, changes, once) if changes else Done()


def _write_live(access: Access, form: EditAction, changes: list[Change], once: str) -> Done:
    source = Batch.Source.HIRING if form.is_event else Batch.Source.EDIT
    with transaction.atomic():
        if form.is_worked_out:
            _check_version(form.snapshot.organisation)
        batch = writes.commit(
            access.organisation,
            changes,
            title=form.title(),
            today=access.today,
            author=access.user,
            source=source,
            form=once,
        )
    return Done(undo=toast.undo_batch(batch))


def _check_version(seen: Organisation) -> None:
    """Two people who fix one finding in the same moment come one after the other. Raises `Overtaken`."""
    now = Organisation.objects.select_for_update().get(pk=seen.pk)
    check(now.version, seen.version, "the organisation", then="The preview is up to date again: confirm once more.")


def overtaken(request: HttpRequest, into: Into, form: EditAction) -> bool:
    """Whether the plan has moved since the preview that is being confirmed. An edit of fields compares those itself."""
    if not isinstance(into, PlanAccess):
        return False
    seen = whole_number(carried(request.POST))
    return seen not in (None, into.plan.version) and not form.at_once and not isinstance(form, Revision)


def _refused(form: EditAction, refused: writes.Refused) -> None:
    """Each problem at its field, where the form has one."""
    names = {field: name for name, field in getattr(form, "revised", {}).items()}
    for problem in dict.fromkeys((p.field, p.message) for p in refused.problems):
        field = names.get(problem[0], problem[0])
        form.add_error(field if field in form.fields else None, problem[1])


def _stale(form: EditAction, stale: writes.Stale, cost: bool) -> None:
    """Both values at the field that somebody else has changed meanwhile; what was typed stays."""
    names = {field: name for name, field in getattr(form, "revised", {}).items()}
    for c in stale.conflicts[:5]:
        base, current, _ = conflict_texts(form.org, c, cost=cost, content=form.snapshot.content)
        text = str(Overtaken(f"this from {base} to {current}", then=SAVE_AGAIN))
        field = names.get(c.field, c.field)
        if field in form.fields:
            form.add_error(field, text)
        else:
            form.add_error(None, text if c.field else str(Overtaken()))
    if isinstance(form, Revision):
        form.rebase({c.field: c.current for c in stale.conflicts if c.field})
