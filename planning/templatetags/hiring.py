"""How the stages of a requisition look."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst, slugify

from portal.templatetags.lineup import icon

register = template.Library()

PICTURES = {
    "draft": "pencil",
    "submitted": "inbox",
    "approved by finance": "scale",
    "approved": "shield-check",
    "open": "megaphone",
    "interviewing": "users",
    "offer": "mail",
    "accepted": "handshake",
    "started": "user-check",
    "paused": "clock",
    "repurposed": "refresh-cw",
    "cancelled": "circle-x",
}


@register.simple_tag
@lru_cache(64)
def stage(name: str) -> SafeString:
    """A requisition's stage as icon, word and colour."""
    picture = PICTURES.get(name, "circle-dashed")
    return format_html(
        '<span class="tag hiring-stage hiring-stage-{}">{}{}</span>', slugify(name), icon(picture), capfirst(name)
    )


@register.simple_tag
def stage_icon(name: str) -> SafeString:
    return icon(PICTURES.get(name, "circle-dashed"))


@register.filter
def unlocalised(number: float) -> str:
    """A number as a drawing takes it: 12.5, whatever the language of the page."""
    return f"{number:g}"


@register.filter
def shifted(number: float, by: int) -> str:
    """The same, so many units further."""
    return unlocalised(number + by)
