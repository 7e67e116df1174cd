"""The role content in force for an organisation: the site's, with what the organisation decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Model

from planning.core.content import Content, Reading, Role
from planning.core.words import squeezed
from planning.organisation.models import Adaptation, RuleSetting, TitleChoice
from planning.organisation.overlay import items_of, lay
from portal.cache import Cache, Place
from portal.models import Organisation
from roles.content_values import Site, build
from roles.content_values import site as published
from roles.guide.reading import Guide
from roles.models import ContentVersion


class Decisions(NamedTuple):
    """What an organisation decided about role content, rules (by id) and titles (squeezed, each with its role)."""

    name: str
    items: Sequence[Adaptation]
    settings: Mapping[str, Mapping[str, Any]]
    titles: Mapping[str, str]

    @property
    def told(self) -> tuple[object, ...]:
        """The same wherever all that content is made of is the same."""
        items = [(i.pk, i.table, i.key, i.unit, i.values, i.base, i.gone) for i in self.items]
        return self.name if items else "", items, self.settings, self.titles


class ContentInForce(NamedTuple):
    """The content in force for an organisation: the site's rows with the organisation's own over them, and the values
    that rules work on. `aside` are adaptations that wait, by number, with the reason. `told` is what it was made of."""

    site: Site
    content: Content
    aside: Mapping[int, str]
    told: tuple[object, ...] = ()


@dataclass(frozen=True)
class _Reader:
    """Reads titles as the organisation chose, else as the site does."""

    read: Callable[[str], Reading]
    roles: Mapping[str, Role]
    chosen: Mapping[str, str]

    def __call__(self, title: str) -> Reading:
        reading = self.read(title)
        slug = self.chosen.get(squeezed(title))
        if slug is None:
            return reading
        role = self.roles.get(slug)
        return reading._replace(role=slug, function=role.function if role else reading.function, confidence=1.0)


_in_force: Cache[ContentInForce] = Cache("content in force")


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
    place = Place(organisation.pk, ("content", stamp), None, (organisation.version, 0))
    return _in_force.at(place, lambda: _again(organisation, place, stamp))


def forget() -> None:
    _in_force.clear()


def with_site(organisation: Organisation, site: Site) -> Content:
    """The content that would be in force for the organisation, were this the site's."""
    return _build(_decisions(organisation), site).content


def with_rows(organisation: Organisation, rows: Iterable[Model]) -> Content:
    """The content that would be in force for the organisation, were these all its rows."""
    return _decided(_decisions(organisation), build(rows).content)


def _again(organisation: Organisation, place: Place, stamp: str) -> ContentInForce:
    """That of the version before, where the organisation has decided nothing since."""
    decisions, before = _decisions(organisation), _in_force.before(place)
    if before and before[1].told == decisions.told:
        return before[1]
    return _build(decisions, published(stamp))


def _decisions(organisation: Organisation) -> Decisions:
    settings = {row.rule: _setting(row) for row in RuleSetting.objects.filter(organisation=organisation)}
    return Decisions(organisation.name, items_of(organisation), settings, remembered_titles(organisation))


def _build(decisions: Decisions, site: Site) -> ContentInForce:
    laid = lay(site.rows, decisions.items, decisions.name)
    own = build(laid.rows, site.version) if decisions.items else site
    return ContentInForce(own, _decided(decisions, own.content), laid.aside, decisions.told)


def _decided(decisions: Decisions, site: Content) -> Content:
    """Content with what the organisation decided about rules and titles."""
    chosen = decisions.titles
    read_title: Callable[[str], Reading] = site.read_title
    if chosen:
        read_title = _Reader(site.read_title, site.roles, chosen)
    return replace(site, settings=decisions.settings, read_title=read_title)


def remembered_titles(organisation: Organisation) -> dict[str, str]:
    """Roles that somebody chose for titles, by squeezed title."""
    rows = TitleChoice.objects.filter(organisation=organisation)
    return {squeezed(title): role for title, role in rows.values_list("title", "role")}


def _setting(row: RuleSetting) -> dict[str, Any]:
    return {"on": row.on, "severity": row.severity, "numbers": row.numbers}
