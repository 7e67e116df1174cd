"""Sample arguments for every address that takes any: one home for the access matrix and the browser's rounds.

A page with arguments needs an entry in `SAMPLES`: the URL's name, and a function that makes in `organisation` what
the address points at and returns the arguments (without `organisation`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from planning.close_gaps.job import Asked
from planning.core.changes.change import add
from planning.core.close_gaps.question import Question
from planning.core.records import Person, Position, Product
from planning.core.rules.base import code_of
from planning.digests import sending
from planning.imports import drafts as imports
from planning.imports.pipeline import File
from planning.models import Band, Batch, Candidate, JobBrief, KitStep, LineAnswer, LineReview, Notice, Scorecard
from planning.organisation import writes
from planning.plans import editing
from planning.reporting_lines.reviews import answering, signing, starting
from planning.reporting_lines.reviews.items import Items
from portal.models import Job, Organisation
from tests.factories import InvitationFactory, MembershipFactory, UserFactory

Arguments = dict[str, Any]


def member(organisation: Organisation) -> Arguments:
    return {"pk": MembershipFactory.create(organisation=organisation).pk}


def invitation(organisation: Organisation) -> Arguments:
    return {"pk": InvitationFactory.create(organisation=organisation).pk}


def invitation_link(organisation: Organisation) -> Arguments:
    InvitationFactory.create(organisation=organisation, token="a-token")
    return {"token": "a-token"}


def confirmation_link(organisation: Organisation) -> Arguments:
    address = EmailAddress.objects.create(user=UserFactory.create(), email="new@example.com")
    return {"key": EmailConfirmationHMAC(address).key}


def batch(organisation: Organisation) -> Arguments:
    today = date.today()
    changes = [add(today, Position("sampled", title="Software Engineer"))]
    return {"number": writes.commit(organisation, changes, title="Add an engineer", today=today).pk}


def position(organisation: Organisation) -> Arguments:
    batch(organisation)
    return {"key": "sampled"}


def brief(organisation: Organisation) -> Arguments:
    batch(organisation)
    JobBrief.objects.create(
        organisation=organisation, position="sampled", texts={"mission": "Build.", "first": "- One"}
    )
    return {"key": "sampled"}


def kit(organisation: Organisation) -> Arguments:
    batch(organisation)
    KitStep.objects.create(organisation=organisation, position="sampled", name="Talk")
    return {"key": "sampled"}


def scorecard(organisation: Organisation) -> Scorecard:
    """One of the member's own, so that only rights tell members apart."""
    kit(organisation)
    memberships = organisation.memberships.all() or [MembershipFactory.create(organisation=organisation)]
    candidate = Candidate.objects.create(
        organisation=organisation, position="sampled", name="Bo Lind", added_on=date.today()
    )
    step = KitStep.objects.get(organisation=organisation)
    return Scorecard.objects.create(candidate=candidate, step=step, interviewer=memberships[0].user)


def plan(organisation: Organisation) -> Arguments:
    """A plan of the member's own, so that only rights tell members apart."""
    memberships = organisation.memberships.all() or [MembershipFactory.create(organisation=organisation)]
    made = editing.create(organisation, name="Spring launch", target=date.today(), owner=memberships[0].user)
    return {"plan": made.slug}


def review(organisation: Organisation) -> Arguments:
    """A review by every member; the question about its one line is asked of the first."""
    batch(organisation)
    users = [membership.user for membership in organisation.memberships.all()] or [UserFactory.create()]
    today = date.today()
    made = starting.start(
        organisation, name="Autumn", reviewers=users, by=users[0], scope="branch", of="sampled", due=today, today=today
    )
    return {"number": made.pk, "key": "sampled"}


def question(organisation: Organisation) -> Arguments:
    made = review(organisation)
    asked = LineAnswer.objects.create(
        review_id=made["number"], key="sampled", kind="ask", text="Is this right?", owner=UserFactory.create(), facts=""
    )
    return {"number": asked.pk}


def record(organisation: Organisation) -> Arguments:
    made = review(organisation)
    of = LineReview.objects.get(pk=made["number"])
    item = Items(of, date.today()).by_key["sampled"]
    answering.answer(of, item.line, answering.NewAnswer("right", of.reviewers.all()[0], 0, item.line.facts))
    signing.sign(of, by=of.reviewers.all()[0], now=timezone.now())
    return made


def upload(organisation: Organisation) -> Arguments:
    """One of the member's own, so that only rights tell members apart."""
    memberships = organisation.memberships.all() or [MembershipFactory.create(organisation=organisation)]
    files = [File("people", "people.csv", b"Position ID,Job Title\n1,Engineer\n")]
    return {"draft": imports.start(organisation, memberships[0].user, files, date.today()).pk}


def imported(organisation: Organisation) -> Arguments:
    today = date.today()
    made = writes.commit(
        organisation, [add(today, Position("sampled"))], title="Import", today=today, source=Batch.Source.IMPORT
    )
    return {"number": made.pk}


def product(organisation: Organisation) -> Arguments:
    today = date.today()
    writes.commit(organisation, [add(today, Product("sampled", "Payments"))], title="Add a product", today=today)
    return {"key": "sampled"}


def band(organisation: Organisation) -> Arguments:
    made = Band.objects.create(
        organisation=organisation, role="product-manager", currency="GBP", low=1, high=2, since=date.today()
    )
    return {"number": made.pk}


def digest(organisation: Organisation) -> Arguments:
    return {"token": sending.token(MembershipFactory.create(organisation=organisation).pk)}


def job(organisation: Organisation) -> Arguments:
    terms = {"right": "viewer", "state": Job.State.FAILED, "error": "The file is empty.", "asked_at": timezone.now()}
    return {"number": Job.objects.create(organisation=organisation, kind="sampled", key="1", **terms).pk}


def person(organisation: Organisation) -> Arguments:
    today = date.today()
    writes.commit(organisation, [add(today, Person("sampled", "Bo Lind"))], title="Add a person", today=today)
    return {"key": "sampled"}


def finding(organisation: Organisation) -> Arguments:
    """A product that nobody covers."""
    product(organisation)
    return {"code": code_of(("cov-pm", "product", "sampled", ""))}


def notice(organisation: Organisation) -> Arguments:
    link = reverse("people", args=[organisation.slug])
    made = Notice.objects.create(organisation=organisation, user=UserFactory.create(), kind="lines", link=link)
    return {"number": made.pk}


def gap_answer(organisation: Organisation) -> Arguments:
    question = Question(date.today(), date.today() + timedelta(days=365))
    organisation.refresh_from_db()
    row = Asked(organisation, question, sees_cost=True).work_out()
    assert row is not None
    return {"digest": row.digest}


SAMPLES: dict[str, Callable[[Organisation], Arguments]] = {
    "member-change": member,
    "member-remove": member,
    "invitation-resend": invitation,
    "invitation-withdraw": invitation,
    "invitation": invitation_link,
    "account_confirm_email": confirmation_link,
    "history-batch": batch,
    **dict.fromkeys(("hiring-band", "hiring-band-remove"), band),
    **dict.fromkeys(("import-preview", "import-columns", "import-apply", "import-discard"), upload),
    "import-result": imported,
    "product": product,
    "digest-off": digest,
    "job": job,
    **dict.fromkeys(("privacy-about", "privacy-erase"), person),
    "findings-one": finding,
    **dict.fromkeys(("close-gaps-chart", "close-gaps-chart-cards"), gap_answer),
    "close-gaps-chart-position": lambda organisation: {**gap_answer(organisation), "key": "sampled"},
    "coverage-band": lambda organisation: {**product(organisation), "role": "product-manager"},
    **dict.fromkeys(
        ("plan", "plan-settings", "plan-undo", "plan-redo", "plan-changes", "plan-state", "plan-apply", "plan-revert"),
        plan,
    ),
    "plan-comment": plan,
    "plan-version": plan,
    "plan-effect": plan,
    "do": lambda organisation: {"action": "add"},
    "choose": lambda organisation: {"kind": "position"},
    "plan-share": plan,
    "history-undo": batch,
    "position": position,
    **dict.fromkeys(("lines-review", "lines-review-settings", "lines-review-line", "lines-review-sign"), review),
    "lines-question": question,
    "notices-one": notice,
    "lines-record": record,
    **dict.fromkeys(("roles-role", "guide-role"), lambda organisation: {"slug": "product-manager"}),
    **dict.fromkeys(("content-edit", "content-remove"), lambda organisation: {"unit": "function/legal"}),
    **dict.fromkeys(
        ("content-section", "adapting-section"),
        lambda organisation: {"unit": "role/product-marketing-manager", "section": "reportingline"},
    ),
    "adapting-unit": lambda organisation: {"unit": "function/legal"},
    "adapting-new": lambda organisation: {"kind": "function"},
    "content-preview": lambda organisation: {"slug": "product-manager"},
    "content-restore": lambda organisation: {"number": 1},
    "content-new": lambda organisation: {"kind": "function"},
    "hiring-requisition": position,
    **dict.fromkeys(("hiring-brief", "hiring-brief-edit"), brief),
    **dict.fromkeys(("hiring-kit", "hiring-kit-plan", "hiring-candidates-of"), kit),
    "hiring-candidate": lambda organisation: {"number": scorecard(organisation).candidate_id},
    "hiring-scorecard": lambda organisation: {"number": scorecard(organisation).pk},
}
# Names whose arguments mean the same in every organisation (a format, a role), so nothing of another can show.
SHARED: set[str] = {"adapting-unit", "adapting-section", "adapting-new", "choose", "do", "roles-role", "guide-role"}


@dataclass(frozen=True)
class Page:
    """One address of the project: its route as written, its name and its view."""

    route: str
    name: str
    view: Callable[..., Any]
    arguments: frozenset[str]

    @property
    def in_organisation(self) -> bool:
        return self.route.startswith("o/<")

    def path(self, given: Arguments) -> str:
        """The address with these arguments; the route may have more than the arguments that it takes."""
        return reverse(self.name, kwargs={name: given[name] for name in self.arguments})


def pages() -> list[Page]:
    """Every address that the URL resolver knows."""
    return list(_walk(get_resolver(), "", "", frozenset()))


def own_pages() -> list[Page]:
    """Those of them whose views are this project's own, not a library's. The way to the identity provider leads
    nowhere without one: `tests/portal/test_sso.py`."""
    own = [page for page in pages() if page.view.__module__.split(".")[0] in {"portal", "roles", "planning"}]
    return [page for page in own if not page.view.__module__.startswith("portal.sso")]


def arguments(page: Page, organisation: Organisation) -> Arguments:
    """What to put into a page's address so that it shows something of `organisation`."""
    if page.arguments <= {"organisation"}:
        return {"organisation": organisation.slug}
    assert page.name in SAMPLES, (
        f"The page “{page.name}” ({page.route}) has no sample arguments. Add SAMPLES[{page.name!r}] in "
        f"tests/samples.py: a function of the organisation that returns {sorted(page.arguments - {'organisation'})}."
    )
    return {"organisation": organisation.slug, **SAMPLES[page.name](organisation)}


def _walk(resolver: URLResolver, route: str, namespace: str, taken: frozenset[str]) -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        names = taken | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield Page(here, namespace + (pattern.name or ""), pattern.callback, names)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, here, inner, names)
