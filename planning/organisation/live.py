"""Who may write into the live organisation, by the setting of each (`LiveRules`). It is asked here and nowhere else: a
view by `to_live`, a page and a dialog by `may_edit_live` and `may_bring_in`.

The setting governs edits, drags, fixes, the setup, and the undo of all these (`may_edit_live`). Where it is narrower
than planners, imports and reverts need an approver (`may_bring_in`). It does not govern applying an approved plan,
what happens in hiring, and findings that are accepted or assigned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from planning.organisation.models import Batch, LiveRules
from portal import whom_to_ask
from portal.guard import Access
from portal.models import Organisation, Right

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
Allowed = Callable[[Access], bool]
Who = LiveRules.Who

# With what the guard fetches: the setting and, where the history holds nothing beyond imports and the setup, “new”.
STAMP = "who edits live"
STAMP_SQL = """(
    SELECT r.who || CASE WHEN EXISTS (
        SELECT 1 FROM planning_batch b WHERE b.organisation_id = o.id AND b.source NOT IN ('import', 'setup', 'undo')
    ) THEN '' ELSE ' new' END
    FROM planning_liverules r WHERE r.organisation_id = o.id
)"""
LEAST: Mapping[str, Right | None] = {
    Who.PLANNERS: Right.PLANNER,
    Who.APPROVERS: Right.APPROVER,
    Who.ADMINS: Right.ADMIN,
    Who.NOBODY: None,
}
_ONLY = {
    Who.PLANNERS: "only planners, approvers and admins can edit live",
    Who.APPROVERS: "only approvers and admins can edit live",
    Who.ADMINS: "only admins can edit live",
    Who.NOBODY: "no one can edit live: changes go through plans",
}
SAYS = {
    Who.PLANNERS: "Planners, approvers and admins can edit live",
    Who.APPROVERS: "Approvers and admins can edit live",
    Who.ADMINS: "Only admins can edit live",
    Who.NOBODY: "No one can edit live: changes go through plans",
}


class Rule(NamedTuple):
    """The setting. `is_said`: somebody has chosen it. `is_new`: the organisation is still being set up."""

    who: str
    is_said: bool
    is_new: bool

    @property
    def says(self) -> str:
        """In words: “Approvers and admins edit live”."""
        return SAYS[Who(self.who)]


def rule_of(organisation: Organisation) -> Rule:
    """No query where the guard fetched the organisation; else one."""
    stamp = organisation.stamps.get(STAMP)
    who, _, new = (_fetched(organisation) if stamp is None else stamp).partition(" ")
    return Rule(who or Who.PLANNERS, bool(who), bool(new))


def _fetched(organisation: Organisation) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STAMP_SQL} FROM portal_organisation o WHERE o.id = %s", [organisation.pk])  # noqa: S608
        row = cursor.fetchone()
    return (row and row[0]) or ""


def has_begun(organisation: Organisation) -> bool:
    """Whether its history holds more than imports and the setup: it is not being set up any more."""
    setting_up = (Batch.Source.IMPORT, Batch.Source.SETUP, Batch.Source.UNDO)
    return Batch.objects.filter(organisation=organisation).exclude(source__in=setting_up).exists()


def set_rule(organisation: Organisation, who: str) -> None:
    """Let these edit live from now on."""
    LiveRules.objects.update_or_create(organisation=organisation, defaults={"who": who})
    organisation.forget_stamp(STAMP)


def may_edit_live(access: Access) -> bool:
    """Whether this member may write into the live organisation. Its admins may as long as it is being set up."""
    rule = rule_of(access.organisation)
    least = LEAST[rule.who]
    return bool(least and access.may(least)) or (rule.is_new and access.may(Right.ADMIN))


def may_bring_in(access: Access) -> bool:
    """Whether this member may import, and revert an import."""
    is_open = rule_of(access.organisation).who == Who.PLANNERS
    return access.may(Right.PLANNER if is_open else Right.APPROVER)


def may_undo(access: Access, batch: Batch) -> bool:
    """Whether this member may take the batch back, or bring it again."""
    is_open = rule_of(access.organisation).who == Who.PLANNERS
    if is_open and not access.may(Right.APPROVER):
        # An undo of an undo of a plan is refused when it is asked for: to know it here costs a query for each.
        return may_plan(access) and Batch.Source.PLAN not in (batch.source, batch.undoes and batch.undoes.source)
    return may_plan(access) if is_open else allowed_to_undo(batch)(access)


def allowed_to_undo(batch: Batch) -> Allowed:
    """Who may, by what the batch came from."""
    source = batch.root.source
    if source == Batch.Source.PLAN:
        return may_apply
    if source == Batch.Source.HIRING:
        return may_plan
    return may_bring_in if source == Batch.Source.IMPORT else may_edit_live


def may_apply(access: Access) -> bool:
    """Whether this member may apply an approved plan, and revert one."""
    return access.may(Right.APPROVER)


def may_plan(access: Access) -> bool:
    """What the setting does not govern."""
    return access.may(Right.PLANNER)


def why_not(access: Access, allowed: Allowed = may_edit_live) -> str:
    """Why somebody whom `allowed` refuses may not, and whom to ask, by name."""
    if not access.may(Right.PLANNER):
        return f"This needs planner access. {whom_to_ask.for_access(access.organisation)}"
    who = rule_of(access.organisation).who
    what, least = _ONLY[Who(who)], LEAST[who]
    if allowed is may_bring_in:
        what, least = "only approvers and admins can import and revert", Right.APPROVER
    if allowed is may_apply:
        what, least = "only approvers and admins can apply and revert plans", Right.APPROVER
    names = whom_to_ask.names(access.organisation, least) if least else []
    ask = f" Ask {' or '.join(names)}." if names else ""
    return f"At {access.organisation} {what}.{ask}"


def to_live(
    allowed: Allowed = may_edit_live, *, get: bool = False, of: Callable[..., Allowed] | None = None
) -> Callable[[V], V]:
    """Let a view below `portal.guard.member` be written to by those only whom the setting lets; with `get` be read by
    them only, too. `of`: who that is depends on what the address names. Raises PermissionDenied with the reason and
    whom to ask. `tests/portal/test_matrix.py` holds every such page to it."""

    def guard(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, access: Access, *args: Any, **kwargs: Any) -> HttpResponseBase:
            who = of(access, *args, **kwargs) if of else allowed
            if (get or request.method == "POST") and not who(access):
                raise PermissionDenied(why_not(access, who))
            return view(request, access, *args, **kwargs)

        guarded.allowed, guarded.allowed_get = allowed, get  # type: ignore[attr-defined]
        return cast(V, guarded)

    return guard
