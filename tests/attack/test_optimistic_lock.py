"""Two people have the same form open: the second is told what the first saved, keeps what they typed, and overwrites
it only by saving again. A new form is one more line of `FORMS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from django.test import Client

from planning.models import (
    Band,
    CandidateRules,
    HiringRules,
    JobBrief,
    KitStep,
    LineAnswer,
    LineReview,
    MoneyRules,
    Plan,
    PlanRules,
    RetentionRules,
    RuleSetting,
)
from planning.organisation import writes
from planning.plans import editing
from planning.reporting_lines.reviews import starting
from portal.models import Membership, Organisation, Right, User
from tests.factories import MembershipFactory
from tests.typing_in import form_of

TODAY = date(2026, 9, 1)
LATER = date.today() + timedelta(days=30)


class Form(NamedTuple):
    """`made` prepares what is edited and gives the page below the organisation's address; `theirs` is what somebody
    else saves; `typed` what the second editor types over the form; `says` what they are told of the first. `part` is
    the prefix of the form's fields, `action` a part of its address."""

    made: Callable[[Organisation, User], str]
    theirs: Callable[[Organisation], object]
    typed: dict[str, Any]
    says: str
    part: str = ""
    action: str = ""


def _member(company: Organisation, user: User) -> str:
    # Of this name, so that theirs is the first form of the page.
    MembershipFactory.create(organisation=company, right=Right.VIEWER, user__name="A")
    return "members/"


def _settings(model: Any, page: str) -> Callable[[Organisation, User], str]:
    def make(company: Organisation, user: User) -> str:
        model.objects.create(organisation=company)
        return page

    return make


def _band(company: Organisation, user: User) -> str:
    band = Band.objects.create(
        organisation=company, role="product-manager", level=0, currency="GBP", low=1000, high=2000, since=TODAY
    )
    return f"hiring/bands/{band.pk}/"


def _plan(company: Organisation, user: User) -> str:
    plan = editing.create(company, name="Spring", target=TODAY, owner=user)
    return f"plans/{plan.slug}/settings/"


def _review(company: Organisation, user: User) -> LineReview:
    return starting.start(company, name="Lines", due=LATER, reviewers=[user], by=user, today=date.today())


def _review_settings(company: Organisation, user: User) -> str:
    return f"lines/reviews/{_review(company, user).pk}/settings/"


def _add_reviewer(company: Organisation) -> None:
    LineReview.objects.get().reviewers.add(MembershipFactory.create(organisation=company, user__name="Zoe").user)


def _question(company: Organisation, user: User) -> str:
    asked = LineAnswer.objects.create(
        review=_review(company, user), key="pm", kind="ask", text="Why?", facts="x", author=user, owner=user
    )
    return f"lines/questions/{asked.pk}/"


def _brief(company: Organisation, user: User) -> str:
    JobBrief.objects.create(organisation=company, position="pm", texts={"mission": "Ours."}, changed_by=user)
    return "hiring/pm/brief/edit/"


def _write_brief(company: Organisation) -> None:
    JobBrief.objects.update(texts={"mission": "Theirs."}, version=2)


def _kit(company: Organisation, user: User) -> str:
    KitStep.objects.create(organisation=company, position="pm", name="Talk")
    return "hiring/pm/kit/plan/"


def _switch_off(company: Organisation) -> None:
    RuleSetting.objects.create(organisation=company, rule="cov-pm", on=False, severity="", numbers={})
    writes.touch(company)


FORMS = {
    "the name of an organisation": Form(
        lambda company, user: "organisation/",
        lambda company: Organisation.objects.update(name="North"),
        {"name": "South"},
        "It is now North.",
    ),
    "what a member may do": Form(
        _member,
        lambda company: Membership.objects.filter(right="viewer").update(right="approver"),
        {"right": "planner"},
        "It is now Approver.",
        action="/members/",
    ),
    "approval of positions": Form(
        _settings(HiringRules, "hiring/rules/"),
        lambda company: HiringRules.objects.update(own_approval=True),
        {},
        "It is now selected.",
    ),
    "how long data is kept": Form(
        _settings(RetentionRules, "privacy/"),
        lambda company: RetentionRules.objects.update(notices=30),
        {"notices": "90"},
        "It is now 30.",
    ),
    "approval of plans": Form(
        _settings(PlanRules, "plans/rules/"),
        lambda company: PlanRules.objects.update(own_approval=True),
        {"gate": "none"},
        "It is now selected.",
    ),
    "how long candidates are kept": Form(
        _settings(CandidateRules, "hiring/candidates/rules/"),
        lambda company: CandidateRules.objects.update(months=12),
        {"months": "3"},
        "It is now 12.",
    ),
    "how long they are kept, before anyone has said so": Form(
        lambda company, user: "hiring/candidates/rules/",
        lambda company: CandidateRules.objects.create(organisation=company, months=12),
        {"months": "3"},
        "It is now 12.",
    ),
    "a band": Form(_band, lambda company: Band.objects.update(high=3000), {"low": "1100"}, "It is now 3000.00."),
    "the currency that is reported in": Form(
        _settings(MoneyRules, "hiring/terms/"),
        lambda company: MoneyRules.objects.update(currency="GBP"),
        {"rules-currency": "USD"},
        "It is now GBP",
        part="rules",
    ),
    "the settings of a plan": Form(
        _plan, lambda company: Plan.objects.update(name="Summer"), {"name": "Autumn"}, "It is now Summer."
    ),
    "the settings of a review": Form(
        _review_settings, lambda company: LineReview.objects.update(name="Trees"), {"name": "Bars"}, "It is now Trees."
    ),
    "the reviewers of a review": Form(_review_settings, _add_reviewer, {"name": "Bars"}, "Zoe."),
    "a reply to a question": Form(
        _question,
        lambda company: LineAnswer.objects.update(text="Since when?", version=2),
        {"text": "Because."},
        "Since when?",
    ),
    "a brief": Form(_brief, _write_brief, {"mission": "Mine."}, "It is now: Theirs."),
    "an interview plan": Form(
        _kit, lambda company: KitStep.objects.update(minutes=15), {"step-0-name": "Walk"}, "Talk, 15 min"
    ),
    "the rules": Form(
        lambda company, user: "findings/rules/", _switch_off, {"cov-pmm-severity": "info"}, "changed the rules"
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_somebody_else_saved_is_not_overwritten_in_silence(
    name: str, company: Organisation, admin: Client
) -> None:
    form = FORMS[name]
    company.memberships.update(sees_cost=True)
    page = f"/o/{company.slug}/{form.made(company, company.memberships.get().user)}"
    action, fields = form_of(admin.get(page), form.part, form.action)
    form.theirs(company)
    answer = admin.post(action or page, fields | form.typed)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Someone changed " in text or f"{company.memberships.get().user} changed " in text
    assert " meanwhile. " in text
    assert form.says in text
    action, again = form_of(answer, form.part, form.action)
    assert again | form.typed == again
    assert admin.post(action or page, again).status_code == 302


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_says_nothing_of_what_its_author_saw_overwrites_nothing(
    name: str, company: Organisation, admin: Client
) -> None:
    form = FORMS[name]
    company.memberships.update(sees_cost=True)
    page = f"/o/{company.slug}/{form.made(company, company.memberships.get().user)}"
    action, fields = form_of(admin.get(page), form.part, form.action)
    fields.pop(f"{form.part}-seen" if form.part else "seen")
    assert admin.post(action or page, fields | form.typed).status_code == 409
