"""What pages below say of closing gaps."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext

from planning.close_gaps.again import again_url
from planning.organisation.models import Plan

register = template.Library()


@register.simple_tag(takes_context=True)
def asked_again(context: RequestContext, plan: Plan) -> str:
    """Where the question that a plan answers is asked again; '' where it answers none."""
    return again_url(context["request"].access, plan)
