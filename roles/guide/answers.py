"""The pages of the role guide for given content: the same outside and inside an organisation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.content import Content
from planning.core.coverage.coverage import STATES
from planning.core.rules import SEVERITIES
from portal import glossary
from roles.guide import pages, searching
from roles.guide.comparing import comparison
from roles.guide.reading import Guide
from roles.guide.suits import ANSWERS, questions, result
from roles.models import Role

# What is looked for has at most so many letters.
LONGEST = 100


def index(request: HttpRequest, guide: Guide, **more: Any) -> HttpResponse:
    """Every role, by function."""
    about = {
        "groups": pages.functions_with_roles(guide),
        "covering": pages.covering_roles(guide),
        "pairings": list(guide.pairings.values()),
    }
    return render(request, "roles/index.html", about | more)


def is_pairing(guide: Guide, slug: str) -> bool:
    """Whether a page is of two roles side by side. Raises Http404 where there is no such page."""
    if slug not in guide.roles and slug not in guide.pairings:
        raise Http404("Role not found.")
    return slug not in guide.roles


def role(request: HttpRequest, guide: Guide, slug: str, **more: Any) -> HttpResponse:
    about = {"page": pages.role_page(guide, slug), "role": guide.roles[slug], "others": others(guide, slug)}
    return render(request, "roles/role.html", about | more)


def pairing(request: HttpRequest, guide: Guide, slug: str) -> HttpResponse:
    """The two roles of a pairing, at the address that its statements are quoted by."""
    pair = guide.pairings[slug]
    return _compare(request, guide, pair.one_id, pair.other_id)


def compare(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The two roles that the address names; where it names none, the first two that cover products."""
    usual = [role.slug for role in guide.roles.values() if role.covers] + list(guide.roles)
    asked = [request.GET.get(name, "") for name in ("one", "other")]
    one = asked[0] if asked[0] in guide.roles else usual[0]
    other = asked[1] if asked[1] in guide.roles else next((slug for slug in usual if slug != one), one)
    return _compare(request, guide, one, other, [slug for slug in asked if slug and slug not in guide.roles])


def _compare(
    request: HttpRequest, guide: Guide, one: str, other: str, unknown: list[str] | None = None
) -> HttpResponse:
    about = {"found": comparison(guide, one, other), "groups": pages.functions_with_roles(guide), "unknown": unknown}
    return render(request, "roles/compare.html", about)


def suits(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The questionnaire, and what follows from the answers that the address gives."""
    asked = questions(guide)
    given = {question.name: request.GET.get(question.name, "") for question in asked}
    about = {
        "questions": [(question, given[question.name]) for question in asked],
        "answers": ANSWERS,
        "result": result(guide, asked, given),
        "is_sent": "show" in request.GET,
    }
    return render(request, "roles/suits.html", about)


def search(request: HttpRequest, guide: Guide, content: Content) -> HttpResponse:
    """What the guide says that holds the words asked for; and how they are read as a job title."""
    q = " ".join(request.GET.get("q", "").split())[:LONGEST]
    reading = content.read_title(q) if q else None
    read = content.roles.get(reading.role) if reading else None
    return render(request, "roles/search.html", {"q": q, "found": searching.search(guide, q), "read": read})


def words(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    about = {"groups": glossary.groups(), "states": STATES, "severities": SEVERITIES}
    return render(request, "roles/glossary.html", about)


def others(guide: Guide, slug: str) -> list[Role]:
    """The roles that one may be compared with: the pairings first, then those that cover, then the rest."""
    paired = [p.other_id if p.one_id == slug else p.one_id for p in guide.pairings_of(slug)]
    order = {name: at for at, name in enumerate(paired)}
    rest = [role for role in guide.roles.values() if role.slug != slug]
    return sorted(rest, key=lambda role: (order.get(role.slug, len(order)), not role.covers, role.name))
