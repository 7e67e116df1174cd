"""The role content in force for an organisation: the site's, with what the organisation decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from planning.cache import Cache
from planning.models import RuleSetting, TitleChoice
from planning.org.content import Content, Reading
from portal.models import Organisation
from roles.content_values import Site, site_content
from roles.content_values import site as published
from roles.guide import Guide
from roles.models import ContentVersion

_contents: Cache[Content] = Cache(32)


def content_for(organisation: Organisation) -> Content:
    """No query where the guard fetched the organisation and this content is in memory already; else one."""
    stamp = ContentVersion.current() if organisation.content_stamp is None else organisation.content_stamp
    return _contents.get((organisation.pk, organisation.version, stamp), partial(_build, organisation.pk, stamp))


def guide_for(organisation: Organisation) -> Guide:
    """The same content for readers: what the role guide shows inside an organisation. As many queries as
    `content_for`."""
    stamp = ContentVersion.current() if organisation.content_stamp is None else organisation.content_stamp
    return published(stamp).guide


def forget() -> None:
    _contents.clear()


def with_site(organisation: Organisation, site: Site) -> Content:
    """The content that would be in force for the organisation, were this the site's."""
    return _decided(organisation.pk, site.content)


def _build(organisation_id: int, stamp: str) -> Content:
    return _decided(organisation_id, site_content(stamp))


def _decided(organisation_id: int, site: Content) -> Content:
    """The site's content with what the organisation decided about rules and titles."""
    rows = RuleSetting.objects.filter(organisation_id=organisation_id)
    titles = TitleChoice.objects.filter(organisation_id=organisation_id)
    chosen = {_plain(title): role for title, role in titles.values_list("title", "role")}
    settings = {row.rule: _setting(row) for row in rows}
    read_title = _reader(site, chosen) if chosen else site.read_title
    return replace(site, settings=settings, read_title=read_title)


def _setting(row: RuleSetting) -> dict[str, Any]:
    return {"on": row.on, "severity": row.severity, "numbers": row.numbers}


def _reader(site: Content, chosen: Mapping[str, str]) -> Callable[[str], Reading]:
    """Titles as the organisation chose, else as the site reads them."""

    def read(title: str) -> Reading:
        reading = site.read_title(title)
        slug = chosen.get(_plain(title))
        if slug is None:
            return reading
        role = site.roles.get(slug)
        return reading._replace(role=slug, function=role.function if role else reading.function, confidence=1.0)

    return read


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
