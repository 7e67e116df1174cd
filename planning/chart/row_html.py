"""Rows of the list and the table as text: the template engine takes half a millisecond for such a row, this takes
some microseconds. Whatever a file or a person gave goes through `format_html`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from planning.core.differences import MARKS
from portal.converters import KeyConverter
from portal.templatetags.lineup import badge, icon, mark_icon, severity

if TYPE_CHECKING:
    from planning.chart.cards import Face
    from planning.chart.rows import ListRow, TableRow

Address = Callable[[str], str]

NOTHING = mark_safe("")
UP, DOWN, TRAY_ICON = icon("chevron-right"), icon("chevron-down"), icon("inbox")
VACANT, LEAVING, UNKNOWN = icon("circle-dashed"), icon("arrow-down-right"), icon("triangle-alert")
PLANNED = {mark: format_html(' <span class="mark mark-{0}">{1}{0}</span>', mark, mark_icon(mark)) for mark in MARKS}
WORST = {name: severity(name, word=False) for name in ("critical", "warning", "info")}


def addresses(slug: str, query: str) -> Address:
    """Gives the address of a position in an organisation by its key; `query` follows each."""
    before, _, after = reverse("position", args=[slug, "KEY"]).rpartition("KEY")
    write = KeyConverter().to_url
    return lambda key: f"{before}{quote(write(key))}{after}{query}"


def line(face: Face) -> SafeString:
    """Badge, holder or what is awaited, and the date to keep in mind."""
    code = badge(face.code) if face.code else NOTHING
    who = format_html('<span class="row-vacant">{}{}</span>', VACANT, face.who) if face.vacant else face.who
    note = format_html(' <span class="row-note">{}{}</span>', LEAVING, face.note) if face.note else NOTHING
    planned = PLANNED.get(face.mark, NOTHING)
    return format_html("{} {}{}{}", code, who, note, planned) if code else format_html("{}{}{}", who, note, planned)


def chips(face: Face) -> SafeString:
    """The product names that fit, and how many more there are."""
    names, more = face.chips
    shown = format_html_join("", '<span class="chip">{}</span>', ((name,) for name in names))
    title = " · ".join(face.products)
    return format_html('{}<span class="chip" title="{}">+{}</span>', shown, title, more) if more else shown


def tick(key: str, title: str) -> SafeString:
    """What chooses a position, to do something to several together (templates/planning/chart/_picks.html)."""
    text = '<input type="checkbox" class="pick" form="picks" name="key" value="{}" aria-label="Select {}"> '
    return format_html(text, key, title)


def list_row(row: ListRow, address: Address, ticks: bool = False) -> SafeString:
    """One line of the indented list."""
    face = row.face
    kinds = f"depth-{min(row.depth, 12)}{' dim' if row.hit is False else ''}{'' if row.key else ' tray'}"
    return format_html(
        '<li class="{}">{}<div class="what"><span class="sr">Level {}: </span>{}<span class="who">{}</span></div>'
        '<span class="chips">{}</span><span class="worst">{}</span><span class="counts">{}</span></li>',
        kinds,
        _fold(row),
        row.depth + 1,
        _tick(row.key, face, ticks) + _title(row, address),
        face.line + dotted(row.dotted),
        face.chip_list,
        WORST.get(face.worst, NOTHING),
        _counts(face),
    )


def _fold(row: ListRow) -> SafeString:
    if not row.toggle:
        return mark_safe('<span class="fold"></span>')
    verb, picture = ("Collapse", DOWN) if row.opened else ("Expand", UP)
    text = '<a class="fold" href="{}" aria-label="{} {}">{}</a>'
    return format_html(text, row.toggle, verb, row.face.title, picture)


def _title(row: ListRow, address: Address) -> SafeString:
    if not row.key:
        return format_html('<span class="title">{} {}</span>', TRAY_ICON, row.face.title)
    return format_html('<a class="title" href="{}">{}</a>', address(row.key), row.face.title)


def _tick(key: str, face: Face, ticks: bool) -> SafeString:
    return tick(key, face.title) if ticks and key else NOTHING


def _counts(face: Face) -> SafeString:
    if not face.direct:
        return NOTHING
    text = '<span title="{0} direct, {1} in total">{0} | {1}</span>'
    return format_html(text, face.direct, face.total)


def table_row(row: TableRow, address: Address, ticks: bool = False) -> SafeString:
    """One row of the table."""
    face, position = row.face, row.position
    findings = format_html('<span class="row">{}{}</span>', WORST[face.worst], face.findings) if face.worst else NOTHING
    return format_html(
        '<tr><th scope="row">{}<a href="{}">{}</a></th><td data-label="Holder"><span>{}</span></td>'
        '<td data-label="Products"><span class="chips">{}</span></td><td data-label="Team">{}</td>'
        '<td data-label="Location">{}</td><td data-label="Manager">{}</td><td class="num" data-label="Direct">{}</td>'
        '<td class="num" data-label="Total">{}</td><td class="num" data-label="Findings">{}</td></tr>',
        _tick(position.key, face, ticks),
        address(position.key),
        face.title,
        face.line,
        face.chip_list,
        row.team,
        position.location,
        _manager(row, address),
        face.direct or "",
        face.total or "",
        findings,
    )


def dotted(names: Sequence[str]) -> SafeString:
    """Whom dotted lines lead to, said in words."""
    return format_html(' <span class="row-dotted">dotted to {}</span>', ", ".join(names)) if names else NOTHING


def _manager(row: TableRow, address: Address) -> SafeString:
    return _solid(row, address) + dotted(row.dotted)


def _solid(row: TableRow, address: Address) -> SafeString:
    if row.manager:
        return format_html('<a href="{}">{}</a>', address(row.manager.key), row.manager.title or row.manager.key)
    if row.position.manager:
        return format_html('<span class="row-note">{}unknown: {}</span>', UNKNOWN, row.position.manager)
    return NOTHING
