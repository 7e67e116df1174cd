"""What the pages of the sign-in ask for."""

from typing import NamedTuple

from django import template
from django.conf import settings

from portal import demo
from portal.models import Right

register = template.Library()


class DemoMember(NamedTuple):
    """A button of the one-click sign-in."""

    right: str
    label: str
    name: str


@register.simple_tag
def demo_members() -> list[DemoMember]:
    """Whom the demo lets a visitor be."""
    return [DemoMember(right.value, right.label, demo.NAMES[right]) for right in Right]


@register.simple_tag
def signup_open() -> bool:
    """Whether anybody may make an account."""
    return bool(settings.SIGNUP_OPEN)
