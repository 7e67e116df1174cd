"""What a request asks: the form with its ground, and the address that asks the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect

from planning.close_gaps.address import Pairs, asked_in, is_asked, pairs_of
from planning.close_gaps.forms import Ground, QuestionForm
from planning.close_gaps.labels import Called
from planning.close_gaps.lead_times import lead_times
from planning.close_gaps.questions import Unaskable
from planning.core.close_gaps.question import Question
from planning.core.rules.load import most_products, products_norm
from planning.cost.ledgers import terms_of
from planning.organisation.snapshot import Snapshot
from portal.addresses import org_url
from portal.guard import Access
from portal.models import Right
from portal.request_values import is_htmx

Onward = Callable[[HttpRequest, Access, Question], HttpResponse]
Asking = Callable[[HttpRequest, Access], HttpResponse]
# What an address may say where it only tells where to begin.
BEGINS = ("products", "pin", "forbid")


class Chip(NamedTuple):
    """What stays as it is, or a move that is pinned or forbidden: `name` of its field, and what it is called."""

    name: str
    key: str
    label: str

    @property
    def icon(self) -> str:
        return "ban" if self.name == "forbid" else "pin"

    @property
    def says(self) -> str:
        return f"{'Forbidden' if self.name == 'forbid' else 'Pinned'}: {self.label}"


def from_today(access: Access) -> Access:
    """The same, looking at the day that was asked for, else at today: a plan's own day is its last. Nothing can be done
    about days that have passed."""
    return replace(access, on=max(access.asked_on or access.today, access.today))


def ground_of(access: Access) -> Ground:
    """What questions of this member are asked about, on the day and in the plan that are looked at."""
    snapshot = Snapshot.of(access)
    normed = [role for role in snapshot.content.covering if most_products(snapshot.context, role) is not None]
    return Ground(
        snapshot.org,
        snapshot.content,
        access.sees_cost,
        access.may(Right.ADMIN),
        terms_of(access.organisation).currency if access.sees_cost else "",
        {role.slug: products_norm(snapshot.context, role) for role in normed},
        lead_times(access.organisation, access.today),
    )


def form_of(request: HttpRequest, access: Access) -> QuestionForm:
    """The form as the address fills it in; unbound where it asks nothing yet."""
    data = request.GET if is_asked(request.GET) else None
    first = {name: request.GET.getlist(name) for name in BEGINS if name in request.GET}
    return QuestionForm(data, access.on, ground_of(access), first)


def elsewhere(request: HttpRequest, access: Access, question: Question) -> HttpResponseRedirect | None:
    """A redirect to the address that asks just this; None where that is the one that was asked."""
    pairs = pairs_of(question)
    if sorted(asked_in(request.GET)) == sorted(pairs):
        return None
    return HttpResponseRedirect(way(access, "close-gaps", pairs))


def way(access: Access, page: str, pairs: Pairs, **more: Any) -> str:
    """A page about a question, keeping plan and day."""
    said: dict[str, list[str]] = {}
    for name, value in pairs:
        said.setdefault(name, []).append(value)
    return org_url(access, page, **(said | more))


def called_of(access: Access, question: Question | None) -> Called:
    """Names on the day looked at, else on the last day asked about."""
    here = Snapshot.of(access)
    later = Snapshot(access.organisation, question.by, access.plan).org if question else here.org
    return Called(here.org, later, here.content)


def chips(form: QuestionForm, called: Called) -> list[Chip]:
    """What the form says stays as it is, as it stands after what was pressed."""
    return [Chip(name, key, called.of(key)) for name in ("pin", "forbid") for key in _keys(form, name)]


def in_scope(form: QuestionForm, called: Called) -> list[tuple[str, str]]:
    """Key and name of each product that the form names."""
    return [(key, called.product(key)) for key in _keys(form, "products")]


def _keys(form: QuestionForm, name: str) -> list[str]:
    return list(dict.fromkeys(key for key in form[name].value() or () if key.strip()))


def leave(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page, as a whole also where a part of one was asked for."""
    return HttpResponseClientRedirect(address) if is_htmx(request) else HttpResponseRedirect(address)


def asking(view: Onward) -> Asking:
    """Give a view that goes on from an answer the question of its address; where that asks none that can be answered,
    or that is refused once it is asked, the page of the question says so."""

    @wraps(view)
    def asked(request: HttpRequest, access: Access) -> HttpResponse:
        access = from_today(access)
        form, back = form_of(request, access), way(access, "close-gaps", asked_in(request.GET))
        if not form.is_bound or not form.is_valid():
            return leave(request, back)
        try:
            return view(request, access, form.question)
        except Unaskable:
            return leave(request, back)

    return asked
