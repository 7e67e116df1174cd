"""Every page of an organisation as it is, whatever its rows say: each must answer, and not with an error of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch
from django.utils import timezone

from planning.models import (
    Band,
    Batch,
    Candidate,
    LineAnswer,
    LineReview,
    Notice,
    Person,
    Plan,
    Position,
    Product,
    Scorecard,
)
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation
from tests import samples
from tests.samples import Page

Values = Callable[[Organisation], list[Any]]
EACH = 2  # of the rows that a page is about, so many


def _of(model: type[Model], name: str) -> Values:
    return lambda organisation: list(
        model._default_manager.filter(organisation=organisation).values_list(name, flat=True)[:EACH]
    )


def _findings(organisation: Organisation) -> list[str]:
    return [finding.code for finding in Snapshot(organisation, timezone.localdate()).findings[:EACH]]


NUMBERS: dict[str, Values] = {
    "history-batch": _of(Batch, "pk"),
    "hiring-band": _of(Band, "pk"),
    "hiring-candidate": _of(Candidate, "pk"),
    "hiring-scorecard": lambda o: list(
        Scorecard.objects.filter(candidate__organisation=o).values_list("pk", flat=True)
    ),
    "lines-question": lambda o: list(LineAnswer.objects.filter(review__organisation=o).values_list("pk", flat=True)),
    "notices-one": _of(Notice, "pk"),
}
KEYS: dict[str, Values] = {
    "product": _of(Product, "key"),
    "coverage-band": _of(Product, "key"),
    "privacy-about": _of(Person, "key"),
    "privacy-erase": _of(Person, "key"),
}
OTHERS: dict[str, Values] = {
    "plan": _of(Plan, "slug"),
    "code": _findings,
    "role": lambda o: ["product-manager"],
    "action": lambda o: ["add"],
    "kind": lambda o: ["position"],
    "unit": lambda o: ["role/product-manager"],
    "section": lambda o: ["reportingline"],
    "slug": lambda o: ["product-manager"],
}
# The same for every organisation, or about what no archive brings.
ELSEWHERE = {"job", "import-result"}


def paths(organisation: Organisation) -> Iterator[str]:
    """The addresses of all that the organisation has, some of each kind. Raises `NoReverseMatch` where a row cannot be
    in one."""
    for page in samples.own_pages():
        if page.in_organisation and page.name not in ELSEWHERE and "GET" in page.view.needs:  # type: ignore[attr-defined]
            names = sorted(page.arguments - {"organisation", "draft", "pk"})
            if page.arguments & {"draft", "pk"}:
                continue
            for values in product(*(_values(page, name, organisation) for name in names)):
                yield page.path({"organisation": organisation.slug, **dict(zip(names, values, strict=True))})


def _values(page: Page, name: str, organisation: Organisation) -> list[Any]:
    if name == "number":
        return NUMBERS.get(page.name, _of(LineReview, "pk"))(organisation)
    if name == "key":
        return KEYS.get(page.name, _of(Position, "key"))(organisation)
    return OTHERS[name](organisation)


def broken(client: Client, organisation: Organisation, chance: Random | None = None, most: int = 0) -> list[str]:
    """What does not answer as it should, in words; with `chance` of so many pages that are drawn."""
    client.raise_request_exception = False
    try:
        every = list(paths(organisation))
    except NoReverseMatch as error:
        return [f"no address: {error}"]
    drawn = chance.sample(every, min(most, len(every))) if chance else every
    return [f"{path}: {status}" for path in drawn if (status := client.get(path).status_code) >= 500]
