"""The role content as the values that the rules work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from planning.cache import Cache
from planning.org import content as values
from roles.departments import DepartmentReader
from roles.models import (
    ContentVersion,
    Function,
    Need,
    Pairing,
    PairPoint,
    Partner,
    Point,
    ReportingLine,
    Responsibility,
    Role,
    TitlePattern,
)
from roles.titles import TitleReader

_contents: Cache[tuple[values.Content, TitleReader]] = Cache(4)
QUOTED = (Point, Responsibility, Need, ReportingLine, Partner, PairPoint)


def site_content(version: str | None = None) -> values.Content:
    """The content of the site. `version` is `ContentVersion.stamp`, where the caller has it at hand; without it
    one query asks. No other query where that version is in memory already."""
    return _built(version)[0]


def site_reader(version: str | None = None) -> TitleReader:
    """The title reader of the site, which also tells what to ask where a title is unclear."""
    return _built(version)[1]


def _built(version: str | None) -> tuple[values.Content, TitleReader]:
    return _contents.get(ContentVersion.current() if version is None else version, _build)


def _build() -> tuple[values.Content, TitleReader]:
    functions = list(Function.objects.all())
    roles = {role.slug: role for role in Role.objects.all()}
    reader = TitleReader(TitlePattern.objects.all(), _function_by_role(roles))
    content = values.Content(
        roles=_roles(roles),
        responsibilities=tuple(
            values.Responsibility(row.key, row.name, tuple(row.roles)) for row in Responsibility.objects.all()
        ),
        pairings=_pairings(),
        quotes=dict(chain.from_iterable(model._default_manager.values_list("key", "text") for model in QUOTED)),
        read_title=reader.read,
        functions={function.slug: function.name for function in functions},
        function_of=DepartmentReader(functions).function_of,
    )
    return content, reader


def _function_by_role(roles: Mapping[str, Role]) -> dict[str, str]:
    return {slug: role.function_id for slug, role in roles.items()}


def _roles(roles: Mapping[str, Role]) -> dict[str, values.Role]:
    overviews = Point.objects.filter(section=Point.Section.OVERVIEW).order_by("-order")
    cores = {point.role_id: point.key for point in overviews}
    needs = {row.role_id: _need(row) for row in Need.objects.all()}
    lines = {row.role_id: _line(row) for row in ReportingLine.objects.all()}
    partners = _grouped(Partner.objects.all(), _partner)
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
            partners=partners.get(slug, ()),
            leads=tuple(role.leads),
        )
        for slug, role in roles.items()
    }


def _grouped(rows: Iterable[Any], make: Callable[[Any], values.Partner]) -> dict[str, tuple[values.Partner, ...]]:
    groups: dict[str, list[values.Partner]] = defaultdict(list)
    for row in rows:
        groups[row.role_id].append(make(row))
    return {slug: tuple(group) for slug, group in groups.items()}


def _need(row: Need) -> values.Need:
    return values.Need(
        row.key, tuple(row.stages), row.audience, row.window, row.severity, row.urgent, tuple(row.urgent_stages)
    )


def _line(row: ReportingLine) -> values.Line:
    functions, less = tuple(row.functions), tuple(row.lighter)
    return values.Line(row.key, functions, row.level, row.severity, less, row.leader, row.short)


def _partner(row: Partner) -> values.Partner:
    return values.Partner(row.key, tuple(row.functions), row.any_of, tuple(row.stages), row.market_only, row.name)


def _pairings() -> tuple[values.Pairing, ...]:
    first: dict[tuple[str, str], str] = {}
    for point in PairPoint.objects.all():
        first.setdefault((point.pairing_id, point.section), point.key)
    quote = partial(_first_quote, first)
    return tuple(
        values.Pairing(quote(row.slug, "synergy"), row.one_id, row.other_id, quote(row.slug, "distinct"))
        for row in Pairing.objects.filter(works=True)
    )


def _first_quote(first: Mapping[tuple[str, str], str], pairing: str, section: str) -> str:
    return first.get((pairing, section), "")
