"""How what is known of a person is shown."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.text import capfirst

from planning.core.dates import day
from planning.core.field_words import LABELS

register = template.Library()


@register.filter
def field_label(name: str) -> str:
    """A field as people call it."""
    return str(capfirst(LABELS.get(name, name.replace("_", " "))))


@register.filter
def as_day(text: str) -> str:
    """A day that is kept as ISO text."""
    return day(date.fromisoformat(text))
