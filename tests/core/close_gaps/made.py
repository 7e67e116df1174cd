"""Organisations drawn from a seed that have gaps to close: small ones, of which every plan can be tried, and larger
ones in which holders are scarce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from planning.core.changes.change import Change, add, edit, remove
from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.question import USUAL, Basis, Question, Weights
from planning.core.content import CareerStep, Content, Norm
from planning.core.cost.pay import Band, Terms
from planning.core.fixes.base import FixKind
from planning.core.records import BACKUP, OWNER, STAND_IN, Assignment, Org, Person, Position, Product
from planning.core.rules.load import COUNTERPARTS
from tests.core.sample import PM, PMM, TODAY, content

DAY = timedelta(days=1)
YEAR = 365
ROLES = (PM, PMM)
LEADERS = {PM: "product-leader", PMM: "marketing-leader"}
CODES = {PM: "pm", PMM: "pmm"}
# Whoever is senior in a role may go on into the other one.
STEPS = (CareerStep(PM, 3, PMM, 3), CareerStep(PMM, 3, PM, 2))
# A norm of counterparts that never binds.
UNPAIRED = 99
STAGES_DRAWN = ("idea", "build", "beta", "launch", "growth", "growth", "mature", "sunset")


class Case(NamedTuple):
    """What is asked, and of which organisation."""

    question: Question
    basis: Basis

    @property
    def dated(self) -> DatedOrg:
        return self.basis.dated

    @property
    def content(self) -> Content:
        return self.basis.content


def within(**settings: Any) -> Content:
    """The sample content. Each gap is said by itself, however few are named anywhere, unless a test asks."""
    return content(settings={"names-empty": {"on": False}} | settings)


@dataclass
class Drawing:
    """One random source, and the days that it draws from."""

    random: Random
    days: int = YEAR

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, share: float = 1.0, first: int = -40, last: int | None = None) -> date | None:
        if not self.chance(share):
            return None
        return TODAY + self.random.randint(first, self.days + 30 if last is None else last) * DAY

    def some(self, *choices: Any) -> Any:
        return self.random.choice(choices)


def draw(seed: int) -> Case:
    """A small organisation: one to five products, up to eight people who cover."""
    drawing, more = Drawing(Random(seed)), Drawing(Random(f"more {seed}"))
    records = [_left(Drawing(Random(f"{seed} {record.key}")), record) for record in _records(drawing)]
    question, others = _more_asked(more, _question(drawing)), list(_others(more, records))
    if others and more.chance(0.8):
        question = replace(question, moves=question.moves | {FixKind.COUNTS})
    return Case(question, _basis(drawing, [*records, *others]))


def draw_leavers(seed: int) -> Case:
    """The same, but most people leave, and what they have lasts until then."""
    drawing = Drawing(Random(seed))
    records = [_leaving(Drawing(Random(f"{seed} {record.key}")), record) for record in _records(drawing)]
    return Case(_question(drawing), _basis(drawing, records))


def _leaving(drawing: Drawing, record: Any) -> Any:
    if isinstance(record, Assignment):
        return record._replace(kind=OWNER, starts=None, ends=None)
    if not isinstance(record, Person) or record.key.endswith("lead") or drawing.chance(0.3):
        return record
    return record._replace(starts=None, leaves=drawing.day(first=5, last=280))


def _left(drawing: Drawing, record: Any) -> Any:
    """Some of those who leave have left already; positions that are held may say when somebody is, or was, to start."""
    if isinstance(record, Person) and record.leaves and drawing.chance(0.2):
        left = TODAY - drawing.random.randint(1, 60) * DAY
        return record if record.starts and record.starts > left else record._replace(leaves=left)
    if isinstance(record, Position) and record.holder and drawing.chance(0.15):
        return record._replace(target_start=drawing.day(first=-200), stage=drawing.some("", "draft", "hired", "paused"))
    return record


def _records(drawing: Drawing) -> Iterator[Any]:
    products = [_product(drawing, number) for number in range(drawing.some(1, 2, 3, 4, 4, 5))]
    yield from products
    for role in ROLES:
        yield from _leader(role)
        positions = []
        for number in range(drawing.some(0, 1, 2, 2, 3, 4)):
            position, *person = _staff(drawing, role, number)
            positions.append(position)
            yield from (position, *person)
        yield from _duties(drawing, role, products, positions)


def _product(drawing: Drawing, number: int) -> Product:
    stage, market = drawing.some(*STAGES_DRAWN), drawing.chance(0.7)
    return Product(f"x{number}", f"Product {number}", stage, market, launch=drawing.day(0.35))


def _leader(role: str) -> tuple[Position, Person]:
    key = f"{CODES[role]}-lead"
    return Position(key, f"Head of {role}", LEADERS[role], 6, holder=f"h-{key}"), Person(f"h-{key}", key.upper())


def _staff(drawing: Drawing, role: str, number: int) -> list[Any]:
    """A position of the role, held by somebody or open."""
    key = f"{CODES[role]}{number}"
    place = {"role": role, "level": drawing.some(2, 2, 3), "location": "Lisbon", "manager": f"{CODES[role]}-lead"}
    position = Position(key, role.replace("-", " ").title(), **place)
    if drawing.chance(0.2):
        stage = drawing.some("", "draft", "open", "offer", "paused", "approved")
        fte = drawing.some(1.0, 1.0, 0.5)
        return [position._replace(stage=stage, target_start=drawing.day(0.6, first=-20), fte=fte)]
    person = Person(f"h-{key}", key.upper(), starts=drawing.day(0.15), leaves=drawing.day(0.2, first=20))
    if person.starts and person.leaves and person.leaves < person.starts:
        person = person._replace(leaves=None)
    if drawing.chance(0.12):
        away = drawing.day(0.7) or TODAY
        person = person._replace(away_from=away, away_until=away + drawing.random.randint(20, 120) * DAY)
    held = position._replace(holder=person.key, ends=drawing.day(0.08, first=20))
    if drawing.chance(0.06):
        other = Person(f"h2-{key}", f"{key.upper()} 2", leaves=drawing.day(0.3, first=20))
        return [held._replace(sharers=(other.key,)), person, other]
    return [held._replace(holder="h-pm0") if role == PMM and drawing.chance(0.05) else held, person]


def _duties(drawing: Drawing, role: str, products: list[Product], positions: list[Position]) -> Iterator[Assignment]:
    for position in positions:
        for product in products:
            if drawing.chance(0.3):
                yield _duty(drawing, role, product.key, position.key)


def _duty(drawing: Drawing, role: str, product: str, position: str) -> Assignment:
    kind = drawing.some(OWNER, OWNER, OWNER, OWNER, BACKUP, STAND_IN)
    starts, ends = drawing.day(0.2), drawing.day(0.3)
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    return Assignment(f"{product}-{position}", product, position, role, kind, starts=starts, ends=ends)


def _question(drawing: Drawing) -> Question:
    by = TODAY + drawing.some(120, 200, YEAR, YEAR, 450) * DAY
    budget = Decimal(drawing.some(0, 90_000, 140_000, 260_000)) if drawing.chance(0.4) else None
    asked = Question(TODAY, by, budget=budget, step=drawing.some(90, 120, 180), moves=USUAL - {FixKind.RETITLE})
    if drawing.chance(0.25):
        asked = replace(asked, moves=asked.moves - {FixKind.HIRE})
    if drawing.chance(0.15):
        asked = replace(asked, changes_each=drawing.some(0, 1))
    if drawing.chance(0.15):
        asked = replace(asked, most_hires=drawing.some(0, 1, 2))
    if drawing.chance(0.15):
        asked = replace(asked, most={drawing.some(PM, PMM): drawing.some(1, 2, 4)})
    if drawing.chance(0.2):
        asked = replace(asked, moves=asked.moves | {FixKind.RETITLE})
    if drawing.chance(0.15):
        asked = replace(asked, weights=Weights(drawing.some(1, 3), {drawing.some("beta", "growth"): 2}))
    if drawing.chance(0.1):
        asked = replace(asked, products=frozenset({"x0", "x1"}))
    if drawing.chance(0.1):
        asked = replace(asked, forbidden=frozenset({drawing.some("x0", "pm0", "h-pmm0")}))
        if "x0" in asked.forbidden:  # whom an open position would cover by itself is another question
            asked = replace(asked, moves=asked.moves - {FixKind.HIRE})
    return asked


def _more_asked(drawing: Drawing, question: Question) -> Question:
    """Limits that come together only now and then."""
    if drawing.chance(0.1):
        moves = question.moves | {FixKind.RETITLE}
        question = replace(question, moves=moves, changes_each=drawing.some(0, 1, 1, 2))
    return question


def _others(drawing: Drawing, records: list[Any]) -> Iterator[Any]:
    """Somebody of another role who has products as if it were theirs."""
    products = [record for record in records if isinstance(record, Product)]
    if drawing.chance(0.2):
        person = Person("h-eng", "ENG", leaves=drawing.day(0.2, first=20))
        yield from (person, Position("eng", "Software Engineer", "software-engineer", 2, holder=person.key))
        for product in products:
            if drawing.chance(0.6):
                duty = _duty(drawing, drawing.some(*ROLES), product.key, "eng")
                yield duty if drawing.chance(0.5) else duty._replace(kind=OWNER, starts=None, ends=None)


def _basis(drawing: Drawing, records: list[Any]) -> Basis:
    org = Org.of(TODAY, *records)
    later = _ahead(drawing, org)
    dated = DatedOrg(org.tables, over=later) if drawing.chance(0.3) else DatedOrg(org.tables, ahead=later)
    lead = {PM: drawing.some(30, 75), PMM: drawing.some(45, 75)}
    return Basis(dated, _content(drawing), _terms(drawing) if drawing.chance(0.8) else None, lead)


def _ahead(drawing: Drawing, org: Org) -> list[Change]:
    """Up to three changes that wait for their day, no two of one record."""
    made: dict[tuple[str, str], Change] = {}
    for _ in range(drawing.random.randint(0, 3)):
        change = _change(drawing, org)
        if change:
            made[change.kind, change.key] = change
    return sorted(made.values(), key=lambda change: change.on)


def _change(drawing: Drawing, org: Org) -> Change | None:
    on = drawing.day(first=1)
    assert on
    kind = drawing.some("product", "product", "person", "assignment", "new")
    if kind == "new":
        return add(on, Product("x9", "Product 9", drawing.some(*STAGES_DRAWN), launch=drawing.day(0.3, first=1)))
    kept = [record for record in org.tables[kind].values() if not record.key.endswith("lead")]
    if not kept:
        return None
    record = drawing.random.choice(kept)
    if kind == "product":
        return edit(on, record, stage=drawing.some(*STAGES_DRAWN), market_facing=drawing.chance(0.7))
    if kind == "person":
        last = on + drawing.random.randint(10, 90) * DAY
        return edit(on, record, leaves=max(last, record.starts or last)) if record.leaves is None else None
    return remove(on, record) if drawing.chance(0.5) else edit(on, record, ends=max(on, record.starts or on))


def _content(drawing: Drawing) -> Content:
    settings: dict[str, Any] = {
        "load-pm": {"numbers": {"products": drawing.some(1, 2, 3)}},
        "load-pmm": {"numbers": {"products": drawing.some(1, 2, 5), PM: drawing.some(1, 2, 4, *[UNPAIRED] * 3)}},
    }
    for rule in ("load-pm", "load-pmm", "cov-pm", "cov-pmm"):
        if drawing.chance(0.06):
            settings[rule] = {"on": False}
    for rule in ("cov-pm", "cov-pmm"):
        if drawing.chance(0.15) and rule not in settings:
            settings[rule] = {"severity": drawing.some("critical", "warning", "info")}
    return replace(within(**settings), steps=STEPS)


def _terms(drawing: Drawing) -> Terms:
    """Bands of either role, one of which may be missing: then what a hire costs is unknown."""
    return Terms("EUR", bands=tuple(_bands(0.85, drawing)))


def _bands(share: float, drawing: Drawing) -> Iterator[Band]:
    for role, low in ((PM, 70_000), (PMM, 50_000)):
        if drawing.chance(share):
            yield from (Band(role, n, "", "EUR", Decimal(low + n * 4_000), Decimal(low + n * 6_000)) for n in (0, 2, 3))


def scarce(seed: int, products: int, holders: int, *, budget: int | None = 300_000) -> Case:
    """Many products and few who could cover them: most of those have all that their norm allows."""
    drawing = Drawing(Random(seed))
    records = list(_scarce(drawing, products, holders))
    terms = Terms("EUR", bands=tuple(_bands(1.0, drawing)))
    tight = within(**{"load-pm": {"numbers": {"products": 2}}, "load-pmm": {"numbers": {"products": 2, PM: 3}}})
    basis = Basis(DatedOrg(Org.of(TODAY, *records).tables), tight, terms, {PM: 60, PMM: 75})
    amount = None if budget is None else Decimal(budget)
    return Case(Question(TODAY, TODAY + YEAR * DAY, budget=amount, moves=USUAL - {FixKind.RETITLE}), basis)


def _scarce(drawing: Drawing, products: int, holders: int) -> Iterator[Any]:
    made = [_product(drawing, number) for number in range(products)]
    yield from made
    for role, number in ((PM, holders), (PMM, holders // 2)):
        yield from _leader(role)
        staff = [_busy(drawing, role, one) for one in range(number)]
        for position, *person in staff:
            yield from (position, *person)
        yield from _given(drawing, role, made, [position for position, *_ in staff])


def _busy(drawing: Drawing, role: str, number: int) -> list[Any]:
    """Mostly somebody who stays, in one of several places."""
    position, *person = _staff(drawing, role, number)
    place = drawing.some("Lisbon", "Lisbon", "Porto")
    return [position._replace(location=place), *person]


def _given(drawing: Drawing, role: str, products: list[Product], positions: list[Position]) -> Iterator[Assignment]:
    """Two products to most of them, one after the other, so that about half of all have somebody."""
    waiting = [product.key for product in products]
    drawing.random.shuffle(waiting)
    for position in positions:
        for _ in range(drawing.some(0, 1, 2, 2, 3)):
            if waiting:
                yield _duty(drawing, role, waiting.pop(), position.key)


def unpaired(case: Case) -> Case:
    """The same without a norm of counterparts."""
    return paired(case, UNPAIRED)


def paired(case: Case, most: int) -> Case:
    """The same with another norm of counterparts: PMs a PMM."""
    settings, marketing = case.content.settings, case.content.settings.get("load-pmm", {})
    numbers = {**marketing.get("numbers", {}), PM: most}
    return _with(case, settings={**settings, "load-pmm": {**marketing, "numbers": numbers}})


def paired_both_ways(case: Case, most: int) -> Case:
    """The same with norms of counterparts for either role."""
    role = case.content.roles[PM]
    role = role._replace(norms=(*role.norms, Norm("pm-pairs", COUNTERPARTS, PMM, high=most)))
    return _with(paired(case, most), roles={**case.content.roles, PM: role})


def _with(case: Case, **changed: Any) -> Case:
    return case._replace(basis=replace(case.basis, content=replace(case.content, **changed)))
