"""The form field of each field of a row; one that names other records offers those that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from planning.core import content
from planning.core.records import STAGES
from roles.editing.helps import help_of
from roles.guide.reading import Guide
from roles.models import Competency

MOST = 32_767  # that a column holds
Choices = list[tuple[Any, str]]
LEVELS = tuple(name.partition(" ")[2] for name in content.LEVELS)
LABELS = {
    "order": "Order",
    "slug": "Name in the address",
    "source": "Source",
    "point.text": "Statement",
    "pairpoint.text": "Statement",
    "pairing.one": "Role on the left",
    "pairing.other": "Role on the right",
    "pairing.works": "They work on products as a pair",
    "role.code": "Abbreviation",
    "role.leads": "Leads these roles",
    "level.name": "Usual title",
    "nextstep.level": "From level",
    "nextstep.to": "To role",
    "nextstep.at": "At level",
    "number": "Level",
    "point.weight": "Weight in the quiz",
    "responsibility.roles": "Responsible role",
    "responsibility.either": "Shared: needs one owner",
    "responsibility.text": "What it means",
    "competency.text": "What it means",
    "question.text": "Question",
    "interviewstep.text": "Purpose",
    "reportingline.text": "In a sentence",
    "reportingline.functions": "Reports to a leader of",
    "reportingline.lighter": "Information only under",
    "reportingline.level": "Leader from level",
    "reportingline.severity": "Severity of reporting elsewhere",
    "reportingline.leader": "Severity of having no leader",
    "reportingline.short": "Check long reporting lines",
    "need.text": "In a sentence",
    "need.stages": "Needed in these stages",
    "need.audience": "Needed for",
    "need.severity": "Severity of a gap",
    "need.urgent": "Severity of an urgent gap",
    "need.urgent_stages": "Urgent in these stages",
    "need.window": "Days before a launch",
    "partner.text": "In a sentence",
    "partner.functions": "Partners from",
    "partner.any_of": "One of them is enough",
    "partner.stages": "Needed in these stages",
    "partner.market_only": "Only for products in the market",
    "partner.name": "Name of the rule",
    "norm.text": "In a sentence",
    "norm.counts": "What is counted",
    "norm.of": "Compared with",
    "norm.name": "Name of the rule",
    "norm.severity": "Severity above the upper limit",
    "norm.low": "Lower limit",
    "norm.high": "Upper limit",
    "norm.market_only": "Only people on products in the market",
    "titlepattern.text": "Words in the title",
    "titlepattern.whole": "Only as the whole title",
    "titlepattern.yields": "Only if nothing else fits",
    "titlepattern.level": "Level",
    "titlepattern.confidence": "Confidence",
    "ask": "Roles to choose from",
    "function.aliases": "Other names",
    "translation.means": "Means",
}


class Around(NamedTuple):
    """Where a row stands: the content, the slug of the page, what the row names already, and the usual source."""

    guide: Guide
    page: str = ""
    named: tuple[str, ...] = ()
    source: str = "lineup"


class Ticks(forms.CheckboxSelectMultiple):
    """The same boxes as the library's, drawn without four templates for each: a page has hundreds."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        place = (attrs or {}).get("id", name)
        chosen = {str(item) for item in value or ()}
        boxes = (
            (place, number, name, key, mark_safe(" checked") if str(key) in chosen else "", label)
            for number, (key, label) in enumerate(self.choices)
        )
        box = (
            '<div><label for="{0}_{1}"><input type="checkbox" id="{0}_{1}" name="{2}" value="{3}"{4}> {5}</label></div>'
        )
        return format_html('<div id="{}">{}</div>', place, format_html_join("", box, boxes))


class LinesField(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (" ".join(line.split()) for line in str(super().to_python(value) or "").replace("\0", "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class TextField(forms.CharField):
    """Text in which line breaks and repeated blanks count as one blank, as the documents keep it."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class WordsField(forms.CharField):
    """Words of a title as titles are read: in small letters."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").casefold().split())


def make_field(model: type[Model], name: str, around: Around) -> forms.Field:
    """The form field of a model's field."""
    table = model.__name__.lower()
    make = MAKERS.get(f"{table}.{name}") or MAKERS.get(name)
    field = make(around) if make else _plain(model, name)
    field.label = label_of(model, name)
    field.help_text = help_of(table, name)
    return field


def label_of(model: type[Model], name: str) -> str:
    """What a field is called, in forms and where versions are compared."""
    own = LABELS.get(f"{model.__name__.lower()}.{name}") or LABELS.get(name)
    return own or str(capfirst(str(model._meta.get_field(name).verbose_name)))  # type: ignore[union-attr]


def _plain(model: type[Model], name: str) -> forms.Field:
    made: forms.Field = model._meta.get_field(name).formfield()  # type: ignore[union-attr,assignment]
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 2
    if isinstance(made, forms.IntegerField):
        made.validators.append(MaxValueValidator(MOST))
    return made


def _several(choices: Choices, required: bool = False) -> forms.Field:
    return forms.MultipleChoiceField(choices=choices, required=required, widget=Ticks)


def _functions(around: Around) -> Choices:
    return [(slug, function.name) for slug, function in around.guide.functions.items()]


def _roles(around: Around) -> Choices:
    return [(slug, role.name) for slug, role in around.guide.roles.items()]


def _owners(around: Around) -> forms.Field:
    """The roles that cover products, the page's own, and those that are named already."""
    named = {around.page, *around.named}
    return _several([(slug, role.name) for slug, role in around.guide.roles.items() if role.covers or slug in named])


def _role(around: Around) -> forms.Field:
    return forms.ChoiceField(choices=[("", "Choose…"), *_roles(around)])


def _step(around: Around) -> forms.Field:
    return forms.TypedChoiceField(choices=STEPS, coerce=int)


def _step_if_any(around: Around) -> forms.Field:
    steps = [("", "As the title says"), *STEPS]
    return forms.TypedChoiceField(choices=steps, coerce=int, empty_value=None, required=False)


def _source(around: Around) -> forms.Field:
    return forms.ChoiceField(choices=[(slug, source.title) for slug, source in around.guide.sources.items()])


def _anybody(around: Around) -> forms.Field:
    """A function or a role."""
    groups = [("", "None"), ("Functions", _functions(around)), ("Roles", _roles(around))]
    return forms.ChoiceField(choices=groups, required=False)


def _competencies(around: Around) -> Choices:
    """Those of the role that are saved, by their anchors."""
    return [(row.anchor, row.name) for row in around.guide.of(Competency, around.page)] if around.page else []


def _confidence(around: Around) -> forms.Field:
    return forms.FloatField(min_value=0, max_value=1, widget=forms.NumberInput(attrs={"step": "0.01"}))


STEPS: Choices = [(number, f"{number} · {word}") for number, word in enumerate(LEVELS, 1)]
IN_STAGES: Choices = [(stage, capfirst(stage)) for stage in STAGES]
MAKERS: dict[str, Callable[[Around], forms.Field]] = {
    "text": lambda around: TextField(max_length=2000),
    "titlepattern.text": lambda around: WordsField(max_length=80),
    "functions": lambda around: _several(_functions(around), required=True),
    "lighter": lambda around: _several(_functions(around)),
    "need.stages": lambda around: _several(IN_STAGES, required=True),
    "stages": lambda around: _several(IN_STAGES),
    "urgent_stages": lambda around: _several(IN_STAGES),
    "leads": lambda around: _several(_roles(around)),
    "ask": lambda around: _several(_roles(around)),
    "roles": _owners,
    "source": _source,
    "role.function": lambda around: forms.ChoiceField(choices=_functions(around)),
    "titlepattern.function": lambda around: forms.ChoiceField(
        choices=[("", "Same as the role"), *_functions(around)], required=False
    ),
    "to": _role,
    "one": _role,
    "other": _role,
    "number": _step,
    "at": _step,
    "level": _step,
    "titlepattern.level": _step_if_any,
    "translation.means": lambda around: WordsField(max_length=80),
    "words": lambda around: LinesField(),
    "aliases": lambda around: LinesField(required=False),
    "address": lambda around: forms.URLField(required=False, assume_scheme="https"),
    "competency": lambda around: forms.ChoiceField(choices=[("", "Choose…"), *_competencies(around)]),
    "competencies": lambda around: _several(_competencies(around)),
    "strong": lambda around: TextField(max_length=2000),
    "weak": lambda around: TextField(max_length=2000),
    "of": _anybody,
    "confidence": _confidence,
}
