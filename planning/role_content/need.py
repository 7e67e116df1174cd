"""A product described on the page “Which role do we need?”: the form, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from planning.core.advice import (
    KEY,
    NOBODY,
    OPEN,
    STANDS_IN,
    THERE,
    Advice,
    Description,
    Verdict,
    advise,
    described,
)
from planning.core.content import Content
from planning.core.dates import day
from planning.core.fixes import remedies
from planning.core.records import STAGES, Product
from planning.core.rules import Context, Finding, findings_for
from planning.core.words import an, listed
from planning.findings.presentation import Quote, ShownPosition, product_name, quote_of, show_cell, show_findings
from planning.forms.days import DayField
from planning.organisation.snapshot import Snapshot

NAME = "your product"
WHO = [
    (NOBODY, "No one"),
    (STANDS_IN, "Someone from another role stands in"),
    (OPEN, "A position is open"),
    (THERE, "Someone in this role"),
]
MARKET, INTERNAL = "market", "internal"


class DescriptionForm(forms.Form):
    """Reads and asks: it is filled in from the address, and nothing of it is stored."""

    stage = forms.ChoiceField(choices=[(stage, capfirst(stage)) for stage in STAGES], initial="beta", label="Stage")
    audience = forms.ChoiceField(
        choices=[(MARKET, "The market"), (INTERNAL, "Inside the organisation")], initial=MARKET, label="Made for"
    )
    launch = DayField(required=False, label="Launch date")
    partners = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Who else works on it"
    )
    same = forms.BooleanField(
        required=False, label="One person does it all", help_text="The same person in each of these roles."
    )
    small = forms.BooleanField(
        required=False, label="We are ten people or fewer", help_text="One person in two roles is then normal."
    )

    def __init__(self, content: Content, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="need-%s")
        self.covering = content.covering
        wanted = dict.fromkeys(f for role in content.covering for partner in role.partners for f in partner.functions)
        partners = [(f, content.function_name(f)) for f in wanted]
        self.fields["partners"].choices = partners  # type: ignore[attr-defined]
        for role in content.covering:
            self.fields[f"there-{role.slug}"] = forms.ChoiceField(
                choices=WHO, required=False, initial=NOBODY, label=role.name
            )

    @property
    def covering_fields(self) -> list[forms.BoundField]:
        """The question for each covering role."""
        return [self[f"there-{role.slug}"] for role in self.covering]

    def description(self) -> Description:
        """Asked for once the form is valid."""
        data = self.cleaned_data
        return Description(
            NAME,
            data["stage"],
            data["audience"] == MARKET,
            data["launch"],
            {role.slug: data[f"there-{role.slug}"] or NOBODY for role in self.covering},
            data["same"],
            tuple(data["partners"]),
            data["small"],
        )


class ShownVerdict(NamedTuple):
    """A verdict with the role content that it rests on, and who it is by."""

    verdict: Verdict
    quotes: list[Quote]
    positions: Sequence[ShownPosition] = ()


class Beside(NamedTuple):
    """Another finding about the product, with its quotes and what would close it."""

    finding: Finding
    quotes: list[Quote]
    fixes: list[str]


def answer(on: date, content: Content, asked: QueryDict) -> dict[str, Any]:
    """What the page needs: the form, and the advice where the address describes a product."""
    form = DescriptionForm(content, asked if "stage" in asked else None)
    if not form.is_valid():
        return {"form": form}
    org = described(on, content, form.description())
    ctx = Context(org, content)
    found = findings_for(org, content, "product", KEY)
    advice = advise(ctx, KEY, found)
    beside = [Beside(f, _quotes(content, f.because), _titles(ctx, found, f)) for f in advice.others]
    return {"form": form, "beside": beside, **shown(content, advice, NAME)}


def _titles(ctx: Context, known: list[Finding], finding: Finding) -> list[str]:
    return [one.fix.title for one in remedies(ctx, known, finding).fixes]


def chosen(snapshot: Snapshot, product: Product) -> dict[str, Any]:
    """What the page needs for a product of the organisation."""
    advice = advise(snapshot.context, product.key, snapshot.findings)
    about = shown(snapshot.content, advice, product_name(product))
    verdicts = [s._replace(positions=_positions(snapshot, s.verdict)) for s in about["verdicts"]]
    return about | {"verdicts": verdicts, "others": show_findings(snapshot, advice.others), "beside": []}


def _positions(snapshot: Snapshot, verdict: Verdict) -> list[ShownPosition]:
    """Who covers or stands in, and the positions that are open."""
    keys = dict.fromkeys((*verdict.cell.by, *verdict.open))
    return show_cell(snapshot, verdict.cell._replace(by=tuple(keys))).positions


def shown(content: Content, advice: Advice, name: str) -> dict[str, Any]:
    """The advice about a product of that name as the page shows it."""
    verdicts = [ShownVerdict(verdict, _quotes(content, _because(verdict))) for verdict in advice.verdicts]
    return {"advice": advice, "verdicts": verdicts, "headline": _headline(advice, name), "name": name}


def _because(verdict: Verdict) -> tuple[str, ...]:
    if verdict.finding:
        return verdict.finding.because
    return (verdict.role.need.id,) if verdict.role.need else ()


def _quotes(content: Content, ids: Iterable[str]) -> list[Quote]:
    return [quote_of(content, id) for id in ids if id in content.quotes]


def _headline(advice: Advice, name: str) -> str:
    """The answer in a sentence."""
    start = capfirst(name)
    if advice.gaps:
        return f"{start} needs {listed([an(verdict.role.name) for verdict in advice.gaps])} now."
    later = [f"{an(v.role.name)} from {day(v.begins)}" for v in advice.verdicts if v.begins and not v.cell.is_covered]
    return (
        f"No one is missing today. {start} needs {listed(later)}."
        if later
        else f"{start} has the roles it needs today."
    )
