"""What pages below say of closing gaps."""

from __future__ import annotations

import re

from django import template
from django.template.context import RequestContext

from planning.close_gaps.again import again_url
from planning.organisation.models import Plan

register = template.Library()
_DAY = re.compile(r"\b(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?=\d{4}\b)")


@register.filter
def whole_days(text: str) -> str:
    """A sentence whose days never part at the end of a line."""
    return _DAY.sub("\\1\u00a0\\2\u00a0", text)


@register.filter
def after(text: str, name: str) -> str:
    """What a sentence says after the name that it begins with; all of it where it begins otherwise."""
    return text.removeprefix(f"{name} ")


@register.simple_tag(takes_context=True)
def asked_again(context: RequestContext, plan: Plan) -> str:
    """Where the question that a plan answers is asked again; '' where it answers none."""
    return again_url(context["request"].access, plan)
