"""Role content for readers, as rows that know each other.

It may be the published content, what an organisation has adapted, or a draft.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from typing import Any, TypeVar

from django.db.models import ForeignKey, Model

from roles.models import (
    Citable,
    Competency,
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

R = TypeVar("R", bound=Model)


class Guide:
    """Every table of the content, in order, as unsaved rows. What a row refers to is at hand (`point.source.title`,
    `role.function.name`); nothing here asks the database.

    Rows are shared between requests: take a copy of what you want to write on.
    """

    def __init__(self, rows: Iterable[Model]) -> None:
        self._rows: dict[type[Model], list[Any]] = defaultdict(list)
        for row in rows:
            self._rows[type(row)].append(copy(row))
        self.sources: dict[str, Source] = self._by_slug(Source)
        self.languages: dict[str, Language] = self._by_slug(Language)
        self.functions: dict[str, Function] = self._by_slug(Function)
        self.roles: dict[str, Role] = self._by_slug(Role)
        self.pairings: dict[str, Pairing] = self._by_slug(Pairing)
        for group in self._rows.values():
            group.sort(key=_order)
            for row in group:
                self._join(row)

    def of(self, model: type[R], role: str = "") -> list[R]:
        """The rows of a table, in order; those of one role, if it is named."""
        return [row for row in self._rows[model] if not role or row.role_id == role]

    def points(self, role: str) -> list[Point]:
        """In the order of the sections of a role's page."""
        return sorted(self.of(Point, role), key=lambda point: Point.Section.values.index(point.section))

    def levels(self, role: str) -> list[Level]:
        return self.of(Level, role)

    def next_steps(self, role: str) -> list[NextStep]:
        return self.of(NextStep, role)

    def responsibilities(self, *roles: str) -> list[Responsibility]:
        """Those that all of these roles have or may have, those of one role alone first."""
        found = [row for row in self.of(Responsibility) if set(roles) <= set(row.roles)]
        return sorted(found, key=lambda row: len(row.roles) > 1)

    def need(self, role: str) -> Need | None:
        return next(iter(self.of(Need, role)), None)

    def line(self, role: str) -> ReportingLine | None:
        return next(iter(self.of(ReportingLine, role)), None)

    def partners(self, role: str) -> list[Partner]:
        return self.of(Partner, role)

    def norms(self, role: str) -> list[Norm]:
        return self.of(Norm, role)

    def competencies(self, role: str) -> list[Competency]:
        return self.of(Competency, role)

    def questions(self, role: str, competency: str = "") -> list[Question]:
        """The question bank of a role; of one competency, by its anchor."""
        return [row for row in self.of(Question, role) if competency in ("", row.competency)]

    def steps(self, role: str) -> list[InterviewStep]:
        return self.of(InterviewStep, role)

    def titles(self, role: str) -> list[TitlePattern]:
        return [row for row in self.of(TitlePattern) if row.role == role]

    def pair_points(self, pairing: str) -> list[PairPoint]:
        mine = [point for point in self.of(PairPoint) if point.pairing_id == pairing]
        return sorted(mine, key=lambda point: PairPoint.Section.values.index(point.section))

    def pairings_of(self, role: str) -> list[Pairing]:
        return [pairing for pairing in self.pairings.values() if role in (pairing.one_id, pairing.other_id)]

    def record(self, key: str) -> Citable | None:
        """What a finding quotes, by its key."""
        rows = (row for model in Citable.__subclasses__() for row in self._rows[model])
        return next((row for row in rows if row.key == key), None)

    def _by_slug(self, model: type[R]) -> dict[str, R]:
        return {row.slug: row for row in sorted(self._rows[model], key=_order)}

    def _join(self, row: Model) -> None:
        tables = {
            Source: self.sources,
            Function: self.functions,
            Role: self.roles,
            Pairing: self.pairings,
            Language: self.languages,
        }
        for field in row._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                known: dict[str, Any] = tables[field.related_model]  # type: ignore[assignment]
                other = known.get(getattr(row, field.attname))
                if other is not None:
                    setattr(row, field.name, other)


def _order(row: Any) -> tuple[Any, ...]:
    """Within one table."""
    match row:
        case Level():
            return (row.number, row.track)
        case NextStep():
            return (row.level, row.to, row.at)
        case TitlePattern():
            return (row.text, row.whole)
        case Translation():
            return (row.language_id, row.kind, row.means)
        case Citable():
            return (row.order, row.key)
        case _:
            return (getattr(row, "order", 0), row.slug)
