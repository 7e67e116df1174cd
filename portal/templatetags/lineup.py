"""The words, marks and icons of the pages: one home for how a state, a severity or a role looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal import addresses
from portal.days import day_text, read_day
from portal.guard import Access
from portal.models import Right
from portal.sent_once import FIELD
from portal.toast import Undo, undo_of
from portal.wording import lowfirst

register = template.Library()
register.filter(lowfirst)
register.filter(addresses.asking)

NAVIGATION = (
    ("home", "Home"),
    ("chart", "Chart"),
    ("coverage", "Coverage"),
    ("findings", "Findings"),
    ("lines", "Reporting lines"),
    ("people", "People"),
    ("plans", "Plans"),
    ("hiring", "Hiring"),
    ("history", "History"),
    ("guide", "Role guide"),
)
SECTION_ICONS = {
    "home": "home",
    "chart": "network",
    "coverage": "shield-check",
    "findings": "flag",
    "lines": "git-branch",
    "people": "users",
    "plans": "layers",
    "hiring": "briefcase",
    "history": "history",
    "guide": "book-open",
}
# Pages that are a part of another one, for where one is.
PART_OF = {"setup": "home", "plan": "plans", "compare": "plans", "close": "plans"}
STATES = {
    "covered": ("check", "covered"),
    "stand-in": ("user-check", "standing in"),
    "hire-due": ("clock", "hire due"),
    "ending": ("arrow-down-right", "ending"),
    "missing": ("x", "missing"),
    "not-needed": ("minus", "not needed"),
}
SEVERITIES = {
    "critical": ("octagon-alert", "Critical"),
    "warning": ("triangle-alert", "Warning"),
    "info": ("info", "Info"),
}


@cache
def _svg(name: str) -> str:
    text = (settings.BASE_DIR / "static/vendor/lucide/icons" / f"{name}.svg").read_text()
    body = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if body is None:
        raise ValueError(f"{name}.svg is not an icon")
    return re.sub(r"\s*\n\s*", "", body[1])


@register.simple_tag
@lru_cache(1024)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the Lucide set, hidden from screen readers unless it has a label of its own."""
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        says,
        mark_safe(_svg(name)),  # noqa: S308 (a vendored file)
    )


@register.simple_tag
@lru_cache(1024)
def state(name: str, text: str = "") -> SafeString:
    """A coverage state as icon, word and colour; with `text` in these words."""
    picture, word = STATES[name]
    return format_html('<span class="state state-{}">{}<span>{}</span></span>', name, icon(picture), text or word)


@register.simple_tag
@lru_cache(1024)
def severity(name: str, word: bool = True) -> SafeString:
    """A finding's severity as icon, word and colour; without `word` the icon carries the label."""
    picture, text = SEVERITIES[name]
    if word:
        return format_html('<span class="sev sev-{}">{}<span>{}</span></span>', name, icon(picture), text)
    return format_html('<span class="sev sev-{}">{}</span>', name, icon(picture, text))


@register.simple_tag
def severity_icon(name: str) -> SafeString:
    """A severity's icon alone, for where its word stands elsewhere."""
    return icon(SEVERITIES[name][0])


@register.simple_tag
def mark_icon(name: str) -> SafeString:
    """The icon of what happened to a record: added, moved, changed, ended."""
    return icon({"added": "plus", "moved": "move-right", "changed": "pencil", "ended": "circle-minus"}[name])


@register.simple_tag
@lru_cache(1024)
def badge(code: str, name: str = "") -> SafeString:
    """A role's short name. The colours of PM and PMM mean only that."""
    title = format_html(' title="{}"', name) if name else ""
    return format_html('<span class="badge badge-{}"{}>{}</span>', code.lower(), title, code)


@register.inclusion_tag("portal/_toast.html", takes_context=True)
def toast(context: RequestContext, message: Message | None = None) -> dict[str, Any]:
    """A message as a toast; without one the pattern for those that a script makes."""
    return {
        "level": message.level_tag if message else "",
        "said": message or "",
        "undo": undo_of(message) if message else Undo(""),
        "next": context["request"].get_full_path() if message else "",
        "csrf_token": context.get("csrf_token"),
    }


def section_of(page: str) -> str:
    """The main page that a page (its URL name) belongs to; '' for none."""
    page = PART_OF.get(page.split("-")[0], page)
    return next((name for name, _ in NAVIGATION if page == name or page.startswith(f"{name}-")), "")


@register.inclusion_tag("portal/_day_picker.html")
def day_picker() -> dict[str, Any]:
    """What opens a calendar for the field before it."""
    return {}


@register.inclusion_tag("django/forms/day.html")
def day_field(field: str, name: str, day: date | None, **attrs: Any) -> dict[str, Any]:
    """A field of a day outside of a form class: its id, its name, the day it shows, further attributes."""
    value = day_text(day) if day else None
    return {"widget": {"name": name, "value": value, "attrs": {"id": field, **attrs}}}


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext, counts: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The main pages of the organisation that the request looks at, which one this is, and what is counted in each."""
    request = context["request"]
    access = getattr(request, "access", None)
    if access is None:
        return []
    view = request.resolver_match.view_name if request.resolver_match else ""
    here = section_of(request.GET.get("of", "") if view == "home-sections" else view)
    links: list[dict[str, Any]] = []
    for name, label in NAVIGATION:
        try:
            url = addresses.org_url(access, name)
        except NoReverseMatch:
            continue
        counted = (counts or {}).get(name)
        links.append({"url": url, "label": label, "name": name, "count": counted, "here": here == name})
    return links


@register.simple_tag
def section_icon(name: str) -> SafeString:
    """The icon of a section of the menu."""
    return icon(SECTION_ICONS[name])


@register.filter
def thousands(number: object) -> object:
    """10,000. What is no number stays as it is."""
    return f"{number:,}" if isinstance(number, int | float | Decimal) else number


@register.filter
def day_written(text: str) -> str:
    """A day as the pages write it, whatever form it comes in; what is none as it is."""
    return day_text(day) if (day := read_day(text)) else text


@register.filter
def initials(name: object) -> str:
    """The first letters of the first and the last word, for an avatar."""
    words = re.findall(r"\w+", str(name).split("@")[0])
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


@register.filter
def may(access: Access, right: str) -> bool:
    """Whether the member has that right, for showing what they can do."""
    return access.may(Right(right))


@register.filter
def cut_dashes(slug: str) -> str:
    """A slug as words."""
    return slug.replace("-", " ")


@register.filter
def pairs(asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Names and values of an address. A template that says `asked.items` gets what `?items=` asks instead."""
    return asked.items()


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """What a mapping has under a key; the key itself where it has nothing."""
    return mapping.get(key, key)


@register.simple_tag(takes_context=True)
def org_url(context: RequestContext, of_page: str, *args: object, **asked: object) -> str:
    """A page of the organisation that the request looks at, keeping the plan one is in and the day that was chosen;
    '' where this installation has no such page."""
    try:
        return addresses.org_url(context["request"].access, of_page, *args, **asked)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def beside(context: RequestContext, page: str, *filters: str, **asked: object) -> str:
    """Another page of the same section, keeping also those filters of this one that mean the same there."""
    given = context["request"].GET
    return org_url(context, page, **{name: given.get(name, "") for name in filters} | asked)


@register.simple_tag(takes_context=True)
def keep(context: RequestContext, address: str) -> str:
    """An address that was made elsewhere, keeping the plan one is in and the day."""
    return addresses.keep(context["request"].access, address)


@register.simple_tag(takes_context=True)
def same_page(context: RequestContext, **asked: object) -> str:
    """This page, keeping of its address the plan and the day alone; what `asked` says is added to that."""
    said = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"?{urlencode(context['request'].access.kept | said)}"


@register.simple_tag(takes_context=True)
def kept_fields(context: RequestContext, *but: str) -> SafeString:
    """For a form that asks by its address: what keeps the plan one is in and the day, but for those the form has."""
    access = getattr(context["request"], "access", None)
    kept = [pair for pair in access.kept.items() if pair[0] not in but] if access else []
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag
def sent_once() -> SafeString:
    """For a form that makes something: sent twice, it makes it once (`portal/sent_once.py`)."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token_hex(12))


@register.simple_tag(takes_context=True)
def guide_url(context: RequestContext, page: str = "", *given: str, anchor: str = "", **asked: str) -> str:
    """A page of the role guide: inside the organisation that the request looks at, with its plan and day, else
    outside of any. `page` is '' for its start, else role, compare, suits, need, search or glossary."""
    access = getattr(context["request"], "access", None)
    name = "-".join(filter(None, ("guide" if access else "roles", page)))
    url = reverse(name, args=[access.organisation.slug, *given] if access else given)
    query = urlencode((access.kept if access else {}) | asked)
    return f"{url}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


@register.simple_tag
def guide_is_public() -> bool:
    """Whether the role guide may be read without signing in."""
    return bool(settings.ROLE_GUIDE_PUBLIC)


@register.simple_tag
def stacked(counts: list[tuple[str, int, int]]) -> SafeString:
    """Bars beside each other in a drawing of width 100: (state, count, per cent)."""
    bars, at = [], 0.0
    total = sum(count for _, count, _ in counts) or 1
    for name, count, _ in counts:
        width = 100 * count / total
        bars.append(
            format_html('<rect class="fill-{}" x="{}" width="{}" height="6"/>', name, f"{at:.2f}", f"{width:.2f}")
        )
        at += width
    return mark_safe("".join(bars))  # noqa: S308 (parts escaped above)
