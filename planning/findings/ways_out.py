"""Where a person does what no fix can, and where it is said that there is nothing to fix: the address of each form, in
one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from planning.core.fixes import Decision, DecisionKind, Form, Hint
from planning.core.records import Org
from planning.core.rules import Finding
from planning.core.rules.base import POSITION, PRODUCT
from planning.organisation.live import may_bring_in, may_edit_live
from planning.organisation.plan_access import may_change
from portal.addresses import org_url
from portal.guard import Access
from portal.models import Right


class WayOut(NamedTuple):
    """What somebody can do by hand, in words. `url` is the form where it is done, '' where there is none or the member
    may not; `is_dialog` whether it opens over the page."""

    text: str
    url: str = ""
    is_dialog: bool = False


class Here(NamedTuple):
    """What is looked at: whose rights count, the records there, and the page that forms lead back to."""

    access: Access
    org: Org
    page: str


def of_hint(here: Here, hint: Hint) -> WayOut:
    """What only a person can do, with the form where it is done."""
    if hint.form is None or not _may(here.access, hint.form):
        return WayOut(hint.text)
    url, is_dialog = _form(here, hint)
    return WayOut(hint.text, url, is_dialog)


def _may(access: Access, form: Form) -> bool:
    """An import and the setup write into the live organisation; anything else goes into a plan, too."""
    if form == Form.IMPORT:
        return may_bring_in(access)
    return may_edit_live(access) if form == Form.SETUP else may_change(access)


def of_decisions(here: Here, finding: Finding, decisions: Iterable[Decision]) -> list[WayOut]:
    """What says that there is nothing to fix. Empty for members who may not decide it."""
    if not may_change(here.access):
        return []
    decisions = list(decisions)
    made = [_decision(here, finding, decision) for decision in decisions]
    confirms = any(decision.kind == DecisionKind.CONFIRM and decision.changes for decision in decisions)
    return made if confirms else [*made, *_assumptions(here, finding)]


def rule_page(access: Access, rule: str) -> str:
    """Where a rule is explained, and where admins switch it off."""
    return f"{org_url(access, 'findings-rules')}#rule-{rule}"


def of_rule(here: Here, finding: Finding) -> WayOut | None:
    """Switching the rule off, for those who may."""
    may = here.access.may(Right.ADMIN)
    return WayOut("Turn this rule off", rule_page(here.access, finding.rule)) if may else None


def _decision(here: Here, finding: Finding, decision: Decision) -> WayOut:
    if decision.changes:
        rule, subject, of, about = finding.identity
        named = {"rule": rule, "subject": subject, "of": of, "about": about, "which": decision.title}
        return WayOut(decision.title, _edit(here, "decide", **named), True)
    if decision.kind == DecisionKind.CONFIRM and finding.subject.kind == POSITION:
        return WayOut(decision.title, _edit(here, "settle-title", of=finding.subject.key), True)
    return WayOut(decision.title, _page(here, "setup") if may_edit_live(here.access) else "")


def _assumptions(here: Here, finding: Finding) -> list[WayOut]:
    """Confirming what an import assumed: of a product at once, of several in the setup."""
    if not finding.assumed:
        return []
    if finding.subject.kind == PRODUCT:
        return [WayOut("Confirm what is assumed", _edit(here, "confirm-product", of=finding.subject.key), True)]
    return [WayOut("Confirm what is assumed", f"{_page(here, 'setup')}#products")] if may_edit_live(here.access) else []


def _form(here: Here, hint: Hint) -> tuple[str, bool]:
    """The form of a hint, and whether it opens over the page."""
    assert hint.form
    if hint.form == Form.OPENING:
        return _edit(here, "add", **({"key": hint.key} if hint.key else {}), **dict(hint.filled)), True
    return _FORMS[hint.form](here, hint.key)


def _cover(here: Here, key: str) -> tuple[str, bool]:
    """A product gets somebody, or a position gets a product."""
    action, field = ("assign", "key") if key in here.org.positions else ("cover", "of")
    return _edit(here, action, **{field: key}), True


def _requisition(here: Here, key: str) -> tuple[str, bool]:
    return org_url(here.access, "hiring-requisition", key), False


_FORMS: dict[Form, Callable[[Here, str], tuple[str, bool]]] = {
    Form.PRODUCT: lambda here, key: (_edit(here, "edit-product", of=key), True),
    Form.POSITION: lambda here, key: (_edit(here, "edit", of=key), True),
    Form.PERSON: lambda here, key: (_edit(here, "edit-person", of=key), True),
    Form.LEAVE: lambda here, key: (_edit(here, "leave", of=key), True),
    Form.REQUISITION: _requisition,
    Form.MANAGER: lambda here, key: (_edit(here, "move", key=key), True),
    Form.ASSIGN: _cover,
    Form.PAIR: lambda here, key: (_edit(here, "pair", of=key), True),
    Form.ACCOUNTABLE: lambda here, key: (_edit(here, "account", of=key), True),
    Form.IMPORT: lambda here, key: (_page(here, "import"), False),
    Form.SETUP: lambda here, key: (_page(here, "setup"), False),
}


def _edit(here: Here, action: str, **asked: str) -> str:
    """The form of an edit, in the plan and on the day that are looked at; it leads back to the page."""
    query = urlencode({**asked, **_place(here), "next": here.page})
    return f"{reverse('do', args=[here.access.organisation.slug, action])}?{query}"


def _page(here: Here, name: str) -> str:
    return org_url(here.access, name)


def _place(here: Here) -> dict[str, Any]:
    access = here.access
    plan = {"plan": access.plan.slug} if access.plan else {}
    return plan | ({"on": access.on.isoformat()} if access.plan or access.on != access.today else {})
