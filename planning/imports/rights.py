"""What a member may bring about in hiring by an import: no more than by moving positions one by one. While an
organisation is being set up, all that the files say."""

from __future__ import annotations

from functools import partial

from django.forms import model_to_dict
from django.utils import timezone

from planning.imports.held import Gate, open_gate
from planning.imports.models import ImportDraft
from planning.organisation.hiring_rights import rules_of
from planning.organisation.stages_brought import allowed
from portal.guard import Access


def gate_of(draft: ImportDraft) -> Gate:
    """What holds stages back that whoever uploaded it may not bring about."""
    if not draft.is_governed:
        return open_gate
    return partial(allowed, Access(draft.organisation, draft.member, timezone.localdate(), draft.on))


def stamp_of(draft: ImportDraft) -> tuple[object, ...]:
    """All that this rests on beside the organisation; equal while nothing of it has changed."""
    organisation = draft.organisation
    if not draft.is_governed:
        return ()
    rules, author = model_to_dict(rules_of(organisation), exclude=["id", "organisation"]), draft.member
    return (*rules.items(), author.right, author.sees_cost)
