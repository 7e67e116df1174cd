"""How what is known of a person is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.text import capfirst

from planning.core.field_words import LABELS

register = template.Library()


@register.filter
def field_label(name: str) -> str:
    """A field as people call it."""
    return str(capfirst(LABELS.get(name, name.replace("_", " "))))


@register.filter
def shown_value(value: Any) -> str:
    """A list as a line; anything else as it is."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@register.filter
def said_values(values: Mapping[str, Any] | None) -> str:
    """The values of a record in one line; “–” where there was none."""
    if not values:
        return "–"
    return "; ".join(f"{field_label(name)}: {shown_value(value)}" for name, value in values.items())
