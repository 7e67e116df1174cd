"""What lacks cover: a product in a covering role, over a stretch of days without it, hires that are due counted in.

Days are numbers here, as `date.toordinal` gives them: they are added up by the hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from planning.core.changes.record_history import RecordHistories
from planning.core.close_gaps.answer import NO_DAYS, Days
from planning.core.close_gaps.question import Basis, Question, Weights
from planning.core.content import Role
from planning.core.coverage.coverage import gap_severity, is_launching
from planning.core.over_time.timeline import Band, Walk
from planning.core.over_time.what_if import arriving
from planning.core.records import STAGES, Product
from planning.core.rules.base import CRITICAL, WARNING

LIVE = STAGES[1:-1]


class Part(NamedTuple):
    """Days from `first` to `last` of one severity, each of which counts `weight` times while critical."""

    first: int
    last: int
    severity: str
    weight: int


class Stretch(NamedTuple):
    """What lanes are alike in: the days without cover, in order and without a day between. `last` None: for good.
    `live` are the first and the last day of it on which the product is live, so that whoever takes it has one more
    then; `adds`: and may get a counterpart by it."""

    role: str
    first: int
    last: int | None
    parts: tuple[Part, ...]
    live: tuple[int, int] | None
    adds: bool = True

    @property
    def loads(self) -> bool:
        return self.live is not None

    def days(self, start: int) -> Days:
        """What cover from a day on takes off the open days."""
        return Days(self._count(start, CRITICAL), self._count(start, WARNING))

    def until(self, start: int, end: int | None) -> Days:
        """The same of cover that ends on a day, where that is not None."""
        all_, later = self.days(start), NO_DAYS if end is None else self.days(end + 1)
        return Days(all_.critical - later.critical, all_.warning - later.warning)

    def weighted_until(self, start: int, end: int | None) -> int:
        return self.weighted(start) - (0 if end is None else self.weighted(end + 1))

    def weighted(self, start: int) -> int:
        """The critical ones, each as often as it counts."""
        return sum(max(p.last - max(p.first, start) + 1, 0) * p.weight for p in self.parts if p.severity == CRITICAL)

    def _count(self, start: int, severity: str) -> int:
        return sum(max(p.last - max(p.first, start) + 1, 0) for p in self.parts if p.severity == severity)


class Lane(NamedTuple):
    product: str
    stretch: Stretch

    @property
    def role(self) -> str:
        return self.stretch.role


@dataclass(frozen=True)
class Scene:
    """The organisation through time, from the question's first day to the last that is looked at. `arrives`: hires
    that are due come on their day."""

    question: Question
    basis: Basis
    arrives: bool = True

    @cached_property
    def walk(self) -> Walk:
        dated = self.basis.dated
        dated = arriving(dated, self.question.on) if self.arrives else dated
        return Walk(dated, self.basis.content, self.question.on, self.question.ahead)

    @property
    def histories(self) -> RecordHistories:
        return self.walk.histories

    @property
    def last(self) -> int:
        return self.question.ahead.toordinal()


def lanes(scene: Scene, roles: Iterable[Role]) -> list[Lane]:
    """Every stretch without cover that begins within the question's days and has critical days or warnings, in the
    order of keys."""
    keys = sorted({key for key, _ in scene.histories.every("product")})
    wanted = [key for key in keys if in_scope(scene.question, key)]
    return [lane for key in wanted for role in roles for lane in lanes_of(scene, key, role)]


def in_scope(question: Question, product: str) -> bool:
    """Whether a product is asked about."""
    return question.products is None or product in question.products


def is_kept(question: Question, key: str) -> bool:
    """Whether a product, position or person is to stay as it is."""
    return key in question.pinned or key in question.forbidden


def lanes_of(scene: Scene, product: str, role: Role) -> Iterator[Lane]:
    """Those of one product and role."""
    by = scene.question.by
    for run in _runs(scene.walk.lane(product, role)):
        if run[0].first > by:
            return
        parts = tuple(part for band in run for part in _parts(scene, product, role, band))
        if any(part.severity in (CRITICAL, WARNING) for part in parts):
            last = run[-1].last.toordinal()
            yield Lane(product, _stretch(scene, role, product, run, parts, None if last >= scene.last else last))


def _stretch(
    scene: Scene, role: Role, product: str, run: Sequence[Band], parts: tuple[Part, ...], last: int | None
) -> Stretch:
    first = run[0].first.toordinal()
    return Stretch(role.slug, first, last, parts, _live(scene, product, first, scene.last if last is None else last))


def _live(scene: Scene, key: str, first: int, last: int) -> tuple[int, int] | None:
    """The first and the last day between two on which a product is live; to the end and beyond, the last of all."""
    days = [
        first,
        *(day.toordinal() for day in scene.histories.days("product", key) if first < day.toordinal() <= last),
    ]
    stages = [scene.histories.at("product", key, date.fromordinal(day)) for day in days]
    live = [number for number, product in enumerate(stages) if product is not None and product.stage in LIVE]
    if not live:
        return None
    return days[live[0]], days[live[-1] + 1] - 1 if live[-1] + 1 < len(days) else last


def _runs(bands: Iterable[Band]) -> Iterator[list[Band]]:
    """Gaps without a day between them as one."""
    run: list[Band] = []
    for band in bands:
        if run and not (band.is_gap and band.first.toordinal() == run[-1].last.toordinal() + 1):
            yield run
            run = []
        if band.is_gap:
            run.append(band)
    if run:
        yield run


def _parts(scene: Scene, key: str, role: Role, band: Band) -> Iterator[Part]:
    """A band cut where the severity or the weight changes, as far as the question's last day."""
    first, last = band.first.toordinal(), min(band.last, scene.question.by).toordinal()
    cuts = sorted(day for day in _cuts(scene.histories, key, role) if first < day <= last)
    found: list[Part] = []
    for begin, end in zip([first, *cuts], [*(day - 1 for day in cuts), last], strict=True):
        part = _part(scene, key, role, begin, end) if begin <= end else None
        if part and found and found[-1][2:] == part[2:]:
            found[-1] = found[-1]._replace(last=end)
        elif part:
            found.append(part)
    yield from found


def _part(scene: Scene, key: str, role: Role, first: int, last: int) -> Part | None:
    on = date.fromordinal(first)
    product = scene.histories.at("product", key, on)
    if product is None or role.need is None:
        return None
    own = scene.basis.content.settings.get(f"cov-{role.code.lower()}", {}).get("severity")
    severity = own or gap_severity(role.need, product, on)
    return Part(first, last, severity, weight(scene.question.weights, role, product, on))


def weight(weights: Weights, role: Role, product: Product, on: date) -> int:
    launching = role.need is not None and is_launching(role.need, product, on)
    return max(weights.launch if launching else 1, weights.stages.get(product.stage, 1))


def _cuts(histories: RecordHistories, key: str, role: Role) -> set[int]:
    """The days on which the severity of a gap can change: those of the product, and around its launch."""
    found = {day.toordinal() for day in histories.days("product", key)}
    for product in histories.versions("product", key):
        if product.launch and role.need and role.need.window:
            launch = product.launch.toordinal()
            found |= {launch - role.need.window, launch + 1}
    return found
