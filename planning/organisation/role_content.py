"""The role content in force for an organisation: the site's, with what the organisation decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import Model

from planning.core.content import Content, Reading
from planning.core.words import squeezed
from planning.organisation.models import RuleSetting, TitleChoice
from planning.organisation.overlay import items_of, lay
from portal.cache import Cache
from portal.models import Organisation
from roles.content_values import Site, build
from roles.content_values import site as published
from roles.guide.reading import Guide
from roles.models import ContentVersion


class ContentInForce(NamedTuple):
    """The content in force for an organisation: the site's rows with the organisation's own over them, and the values
    that rules work on. `aside` are adaptations that wait, by number, with the reason."""

    site: Site
    content: Content
    aside: Mapping[int, str]


_in_force: Cache[ContentInForce] = Cache(32)


def content_for(organisation: Organisation) -> Content:
    """No query where the guard fetched the organisation and this content is in memory already; else one."""
    return in_force(organisation).content


def guide_for(organisation: Organisation) -> Guide:
    """The same content for readers: what the role guide shows inside an organisation. As many queries as
    `content_for`."""
    return in_force(organisation).site.guide


def in_force(organisation: Organisation) -> ContentInForce:
    stamp = organisation.stamps.get(ContentVersion.STAMP)
    if stamp is None:
        stamp = ContentVersion.current()
    return _in_force.get((organisation.pk, organisation.version, stamp), lambda: _build(organisation, published(stamp)))


def forget() -> None:
    _in_force.clear()


def with_site(organisation: Organisation, site: Site) -> Content:
    """The content that would be in force for the organisation, were this the site's."""
    return _build(organisation, site).content


def with_rows(organisation: Organisation, rows: Iterable[Model]) -> Content:
    """The content that would be in force for the organisation, were these all its rows."""
    return _decided(organisation, build(rows).content)


def _build(organisation: Organisation, site: Site) -> ContentInForce:
    items = items_of(organisation)
    laid = lay(site.rows, items, organisation.name)
    own = build(laid.rows, site.version) if items else site
    return ContentInForce(own, _decided(organisation, own.content), laid.aside)


def _decided(organisation: Organisation, site: Content) -> Content:
    """Content with what the organisation decided about rules and titles."""
    rows = RuleSetting.objects.filter(organisation=organisation)
    chosen = remembered_titles(organisation)
    settings = {row.rule: _setting(row) for row in rows}
    read_title = _reader(site, chosen) if chosen else site.read_title
    return replace(site, settings=settings, read_title=read_title)


def remembered_titles(organisation: Organisation) -> dict[str, str]:
    """Roles that somebody chose for titles, by squeezed title."""
    rows = TitleChoice.objects.filter(organisation=organisation)
    return {squeezed(title): role for title, role in rows.values_list("title", "role")}


def _setting(row: RuleSetting) -> dict[str, Any]:
    return {"on": row.on, "severity": row.severity, "numbers": row.numbers}


def _reader(site: Content, chosen: Mapping[str, str]) -> Callable[[str], Reading]:
    """Titles as the organisation chose, else as the site reads them."""

    def read(title: str) -> Reading:
        reading = site.read_title(title)
        slug = chosen.get(squeezed(title))
        if slug is None:
            return reading
        role = site.roles.get(slug)
        return reading._replace(role=slug, function=role.function if role else reading.function, confidence=1.0)

    return read
