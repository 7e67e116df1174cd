"""The role content as the values that the rules work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db.models import Model

from planning.core import content as values
from portal.cache import Cache
from roles import careers
from roles.documents import from_json, load
from roles.guide.reading import Guide
from roles.models import (
    Citable,
    Competency,
    ContentVersion,
    Function,
    InterviewStep,
    Language,
    Level,
    Need,
    NextStep,
    Norm,
    Pairing,
    PairPoint,
    Partner,
    Point,
    Question,
    ReportingLine,
    Responsibility,
    Role,
    Source,
    TitlePattern,
    Translation,
)
from roles.titles import TitleReader
from roles.titles.departments import DepartmentReader
from roles.wording import Wording

# What readers see. What candidates are asked, and how answers are judged, is for those who interview.
# In the order of their definition, so that what is alike stands in one order whenever it is looked for.
QUOTED = tuple(model for model in Citable.__subclasses__() if model not in (Competency, InterviewStep, Question))


@dataclass(frozen=True)
class Site:
    """Role content as rows, and what is built from them. `version` is the stamp of the published version ('' for
    content that is not published)."""

    rows: tuple[Model, ...]
    content: values.Content
    reader: TitleReader
    version: str = ""

    @cached_property
    def guide(self) -> Guide:
        """The same content for readers."""
        return Guide(self.rows)


_sites: Cache[Site] = Cache("role content")


def site(version: str | None = None) -> Site:
    """The published content. `version` is `ContentVersion.stamp`, where the caller has it at hand; without it one
    query asks. No other query where that version is in memory already."""
    stamp = ContentVersion.current() if version is None else version
    return _sites.get(stamp, partial(_load, stamp))


def site_content(version: str | None = None) -> values.Content:
    return site(version).content


def _load(stamp: str) -> Site:
    units = ContentVersion.objects.filter(stamp=stamp).values_list("units", flat=True).first()
    return build(load(from_json(units)) if units else [], stamp)


def build(rows: Iterable[Model], version: str = "") -> Site:
    """The values that the rules work on, from rows that may be stored or not."""
    kept = tuple(rows)
    of = partial(_of, kept)
    functions = of(Function)
    roles = {role.slug: role for role in sorted(of(Role), key=lambda role: (role.order, role.slug))}
    reader = TitleReader(of(TitlePattern), {slug: role.function_id for slug, role in roles.items()}, of(Translation))
    wording = Wording(kept, reader)
    content = values.Content(
        roles=_roles(kept, roles),
        responsibilities=tuple(_responsibilities(of(Responsibility), roles)),
        pairings=_pairings(of(Pairing), _in_order(of(PairPoint))),
        quotes={row.key: wording.rendered(row) for model in QUOTED for row in of(model)},
        read_title=reader.read,
        words_of=reader.words_of,
        functions={function.slug: function.name for function in functions},
        function_of=DepartmentReader(functions).function_of,
        version=version,
        languages=_languages(of(Language), of(Translation)),
        steps=careers.steps(of(NextStep), roles),
        titles=careers.titles(of(Level)),
    )
    return Site(kept, content, reader, version)


def _of(rows: Iterable[Model], model: type[Any]) -> list[Any]:
    return [row for row in rows if isinstance(row, model)]


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.order, row.key))


def _languages(languages: Iterable[Language], words: Iterable[Translation]) -> tuple[values.Language, ...]:
    by_kind: dict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in words:
        by_kind[row.language_id, row.kind][row.means] = tuple(row.words)
    headers, statuses = Translation.Kind.HEADER.value, Translation.Kind.STATUS.value
    return tuple(
        values.Language(one.slug, one.name, by_kind[one.slug, headers], by_kind[one.slug, statuses])
        for one in sorted(languages, key=lambda one: one.slug)
    )


def _responsibilities(rows: Iterable[Any], roles: Iterable[str]) -> Iterator[values.Responsibility]:
    """Role by role; what stands on the page of a pairing comes last."""
    rank = {slug: at for at, slug in enumerate(roles)}
    for row in sorted(rows, key=lambda row: (rank.get(row.role_id, len(rank)), row.order, row.key)):
        yield values.Responsibility(row.key, row.name, tuple(row.roles))


def _roles(rows: Sequence[Model], roles: Mapping[str, Role]) -> dict[str, values.Role]:
    overviews = [point for point in _in_order(_of(rows, Point)) if point.section == Point.Section.OVERVIEW]
    cores = {point.role_id: point.key for point in reversed(overviews)}
    needs = {row.role_id: _need(row) for row in _of(rows, Need)}
    lines = {row.role_id: _line(row) for row in _of(rows, ReportingLine)}
    partners: dict[str, list[values.Partner]] = defaultdict(list)
    for row in _in_order(_of(rows, Partner)):
        partners[row.role_id].append(_partner(row))
    norms: dict[str, list[values.Norm]] = defaultdict(list)
    titles = {row.slug: row.title for row in _of(rows, Source)}
    for row in _in_order(_of(rows, Norm)):
        norms[row.role_id].append(_norm(row, titles.get(row.source_id, "")))
    return {
        slug: values.Role(
            slug=slug,
            name=role.name,
            code=role.code,
            function=role.function_id,
            covers=role.covers,
            core=cores.get(slug, ""),
            need=needs.get(slug),
            line=lines.get(slug),
            partners=tuple(partners[slug]),
            leads=tuple(role.leads),
            norms=tuple(norms[slug]),
        )
        for slug, role in roles.items()
    }


def _need(row: Need) -> values.Need:
    return values.Need(
        row.key, tuple(row.stages), row.audience, row.window, row.severity, row.urgent, tuple(row.urgent_stages)
    )


def _line(row: ReportingLine) -> values.TypicalLine:
    functions, less = tuple(row.functions), tuple(row.lighter)
    return values.TypicalLine(row.key, functions, row.level, row.severity, less, row.leader, row.short)


def _partner(row: Partner) -> values.Partner:
    return values.Partner(row.key, tuple(row.functions), row.any_of, tuple(row.stages), row.market_only, row.name)


def _norm(row: Norm, source: str) -> values.Norm:
    return values.Norm(row.key, row.counts, row.of, row.low, row.high, row.severity, row.name, row.market_only, source)


def _pairings(pairings: Iterable[Pairing], points: Iterable[PairPoint]) -> tuple[values.Pairing, ...]:
    first: dict[tuple[str, str], str] = {}
    for point in points:
        first.setdefault((point.pairing_id, point.section), point.key)
    return tuple(
        values.Pairing(
            first.get((row.slug, "synergy"), ""), row.one_id, row.other_id, first.get((row.slug, "distinct"), "")
        )
        for row in pairings
        if row.works
    )
