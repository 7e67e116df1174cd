"""What documents in the tables look like, for archives: JSON from elsewhere is held to what the pages expect of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NotRequired, TypedDict

from django.db.models import JSONField

from planning.core.changes.change import Change
from planning.core.records import RECORDS
from planning.core.rules.base import ORGANISATION, POSITION, PRODUCT, SEVERITIES
from planning.organisation.archived_records import Record, Seal
from planning.organisation.codec import decode
from planning.organisation.models import Adaptation, Plan, Step, StoredChange
from planning.organisation.validation import unfit
from portal.archive.shapes import DOCUMENTS, EARLIEST, LATEST, SHAPES, WORDS, check
from portal.archive.values import NO_VALUE, reader_of
from portal.models import Organisation
from roles.documents.cells import TABLES

Texts = Annotated[list[str], 1_000]
SUBJECTS = (ORGANISATION, POSITION, PRODUCT)


class Mark(TypedDict):
    """What somebody makes of one competency of a candidate."""

    rating: NotRequired[int | None]
    note: NotRequired[str]


class Said(TypedDict, total=False):
    """What somebody said of a product that was found."""

    keep: bool | None
    name: str
    market: bool | None
    into: str
    names: Texts
    covers: dict[str, tuple[str, str]]
    team: str | None
    of: str
    texts: Texts


class Figures(TypedDict):
    """Of an answer on which gaps a plan closes: critical and warning days that were open before and after, its cost a
    year, and its moves by their keys."""

    before: tuple[int, int]
    after: tuple[int, int]
    cost: Decimal | None
    currency: str
    unknown: int
    hires: int
    moves: dict[str, str]


Values = dict[str, Any] | None


class Addition(TypedDict):
    add: str
    on: date
    kind: str
    key: str
    before: Values
    after: Values


class Removal(TypedDict):
    drop: str


class NewDay(TypedDict):
    redate: str
    on: date


class Remark(TypedDict):
    note: str
    text: str


def declare() -> None:
    """Tell the archive, which knows none of these tables."""
    for name in ("position.dotted", "position.sharers", "product.without", "product.assumed", "erasedperson.marks"):
        SHAPES[f"planning.{name}"] = Texts
    SHAPES.update(
        {
            "planning.adaptation.values": dict[str, Any],
            "planning.adaptation.base": dict[str, Any] | None,
            "planning.kitstep.competencies": Texts,
            "planning.rulesetting.numbers": dict[str, int],
            "planning.workson.texts": dict[str, list[str]],
            "planning.productdecision.spellings": Texts,
            "planning.productdecision.said": Said,
            "planning.productdecision.before": Said,
            "planning.storedchange.before": dict[str, Any] | None,
            "planning.storedchange.after": dict[str, Any] | None,
            "planning.jobbrief.texts": dict[str, str],
            "planning.jobbrief.given": dict[str, str],
            "planning.jobbrief.facts": list[tuple[str, str]],
            "planning.step.moves": list[Addition | Removal | NewDay | Remark],
            "planning.scorecard.marks": dict[str, Mark],
            "planning.lineanswer.waived": list[tuple[str, str, str, str]],
            "planning.linesignoff.seal": Seal | None,
            # Whoever reads it holds it to its bounds, as it does what an address says.
            "planning.keptquestion.question": dict[str, Any],
            "planning.keptquestion.figures": Figures,
        }
    )
    DOCUMENTS["planning.linesignoff.record"] = Record
    WORDS.update({f"planning.{table}.kind": SUBJECTS for table in ("waiver", "findingnote", "findingtask", "sighting")})
    WORDS.update({f"planning.{table}.severity": ("", *SEVERITIES) for table in ("waiver", "rulesetting", "sighting")})
    WORDS["planning.planevent.state"] = Plan.State.values
    WORDS["planning.budget.year"] = range(EARLIEST, LATEST + 1)


def check_contents(organisation: Organisation) -> None:
    """Look into the documents that hold values of records. Raises `ValueError`, naming the place."""
    for place, *change in _changes(organisation):
        try:
            _check_change(*change)
        except NO_VALUE as error:
            raise ValueError(f"{place}: {error}") from error
    for item in Adaptation.objects.filter(organisation=organisation):
        _check_adaptation(item)


def _changes(organisation: Organisation) -> Iterator[tuple[str, date, str, str, Any, Any]]:
    rows = StoredChange.objects.filter(organisation=organisation).order_by("pk")
    columns = rows.values_list("on", "kind", "key", "before", "after").iterator(chunk_size=2_000)
    for number, change in enumerate(columns, 1):
        yield f"Line {number:,} of the part “planning.storedchange”", *change
    steps = Step.objects.filter(plan__organisation=organisation).order_by("pk").values_list("moves", flat=True)
    for number, moves in enumerate(steps.iterator(chunk_size=500), 1):
        place = f"Line {number:,} of the part “planning.step”"
        for move in moves:
            if "add" in move:
                yield place, date.fromisoformat(move["on"]), move["kind"], move["key"], move["before"], move["after"]


def _check_change(on: date, kind: str, key: str, before: Any, after: Any) -> None:
    if kind not in RECORDS:
        raise ValueError(f"it knows no “{kind[:40]}”")
    for side in (before, after):
        if side is not None:
            check(side, RECORDS[kind])
            if "key" in side:
                raise ValueError("“key” is none")
    for sided in (Change(on, kind, key, None, decode(kind, side)) for side in (before, after)):
        for problem in unfit([sided]):
            raise ValueError(f"“{problem.field}”: {problem.message}")


def _check_adaptation(item: Adaptation) -> None:
    """Each value as the table of role content has it that it is about; what is of a table no longer there is left."""
    model = TABLES.get(item.table)
    known = {field.name: field for field in model._meta.concrete_fields} if model else {}
    for name, value in [*item.values.items(), *(item.base or {}).items()]:
        field = known.get(name)
        try:
            if field is not None and not field.is_relation:
                reader_of(field)(value)
            if isinstance(field, JSONField) or (field is not None and field.is_relation):
                check(value, Texts if isinstance(field, JSONField) else str | None)
        except NO_VALUE as error:
            raise ValueError(f"What is adapted of “{item.table}”: “{name}” is none") from error
