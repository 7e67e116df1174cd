"""Cost in the core: which figure counts, and quarters that equal a recomputation by position and by day."""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.core.changes.change import Change, add, apply, edit
from planning.core.content import Content, Role
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import Ledger, quarters, replaced
from planning.core.cost.pay import SEVERAL, Band, Figure, Rate, Terms
from planning.core.records import Org, Person, Position
from planning.core.rules.context import Context

pytestmark = pytest.mark.pure
TODAY = date(2026, 2, 10)
WITHIN = Content(roles={name: Role(name, name, name, f"{name}s") for name in ("cook", "baker")})
FIRST = date(2026, 1, 1)


def band(low: int, high: int, role: str = "cook", **given: Any) -> Band:
    given = {"level": 0, "location": "", "currency": "GBP", **given}
    return Band(role, low=Decimal(low), high=Decimal(high), **given)


def ledger(terms: Terms, *records: Any, changes: tuple[Change, ...] = (), planned: tuple[Change, ...] = ()) -> Ledger:
    start = Org.of(FIRST, *records)
    path = CostPath(start, changes, planned)
    return CostForecast(path, terms, Context(start, WITHIN), quarters(FIRST, 4), TODAY).ledger()


def cook(**given: Any) -> Position:
    return Position("p", role="cook", holder="h")._replace(**given)


@pytest.mark.parametrize(
    ("bands", "given_", "expected"),
    [
        ([band(100, 200)], {}, Figure(Decimal("195.0"), "GBP", "band")),
        ([band(100, 200, bonus=Decimal(10), factor=Decimal("1.2"))], {}, Figure(Decimal("198"), "GBP", "band")),
        ([band(1, 1), band(100, 100, level=3)], {"level": 3}, Figure(Decimal("130.0"), "GBP", "band")),
        ([band(1, 1, level=3), band(100, 100, location="UK")], {"location": "Leeds, UK"}, Decimal(130)),
        ([band(1, 1, since=date(2025, 1, 1)), band(100, 100, since=date(2026, 1, 1))], {}, Decimal(130)),
        ([band(1, 1), band(100, 100, since=date(2027, 1, 1))], {}, Decimal("1.3")),
        ([band(1, 1)], {"pay": Decimal(100), "currency": "EUR"}, Figure(Decimal("130.0"), "EUR", "own")),
        ([], {"pay": Decimal(100), "currency": "EUR", "loaded": True}, Figure(Decimal(100), "EUR", "own")),
        ([band(1, 1, currency="USD"), band(100, 100)], {}, Decimal(130)),
        ([band(1, 1, currency="USD"), band(1, 1, currency="EUR")], {}, SEVERAL),
        ([band(1, 1, role="baker")], {}, "no pay and no band"),
    ],
)
def test_the_figure_of_a_position(bands: list[Band], given_: dict[str, Any], expected: Any) -> None:
    found = Terms("GBP", bands=tuple(bands)).figure(cook(**given_), given_.get("level", 0), TODAY)
    assert (found.amount if isinstance(expected, Decimal) and isinstance(found, Figure) else found) == expected


def test_what_is_unknown_is_counted_and_never_guessed() -> None:
    dollars = cook(key="d", pay=Decimal(100), currency="USD", fte=0.5)
    found = ledger(Terms("GBP"), Person("h"), cook(), dollars, Position("v", role="cook"))
    assert found.total(range(4)) == 0
    assert found.unknown(range(4)) == {"p": Decimal(1), "d": Decimal("0.5")}
    assert found.currencies == {"USD": {"d"}}
    assert found.undated == {"v"}


def test_a_vacant_position_costs_from_its_target_start_and_never_before_today() -> None:
    terms = Terms("GBP", Decimal(1))
    paid = {"pay": Decimal(36_500), "currency": "GBP", "holder": ""}
    late, due = cook(target_start=date(2025, 5, 1), **paid), cook(key="q", target_start=date(2026, 12, 31), **paid)
    found = ledger(terms, late, due)
    assert found.cost("cooks", 0) == 100 * (date(2026, 3, 31) - TODAY).days + 100
    assert (found.cost("cooks", 3), found.cell("cooks", 3).positions) == (Decimal(100 * 93), 2)


# Few values, so that their days and positions meet.
days = st.integers(0, 364).map(lambda n: FIRST + timedelta(days=n))
maybe = st.none() | days
amounts = st.sampled_from([None, Decimal("36500"), Decimal("73219.37")])
codes = st.sampled_from(["GBP", "EUR", "USD"])
fields: dict[str, st.SearchStrategy[Any]] = {
    "fte": st.sampled_from([1.0, 0.8, 0.33]),
    "pay": amounts,
    "currency": codes,
    "loaded": st.booleans(),
    "role": st.sampled_from(["cook", "baker", ""]),
    "level": st.sampled_from([None, 3]),
    "location": st.sampled_from(["", "Leeds, UK"]),
    "holder": st.sampled_from(["", "h0", "h1"]),
    "starts": maybe,
    "ends": maybe,
    "target_start": maybe,
    "function": st.sampled_from(["", "bakers"]),
    "stage": st.just(""),
    "title": st.just(""),
    "team": st.just(""),
}
keys = st.sampled_from(["p0", "p1", "p2", "p3"])
position = st.builds(Position, keys, **fields)
person = st.builds(Person, st.sampled_from(["h0", "h1"]), starts=maybe, leaves=maybe)
a_band = st.builds(
    Band,
    st.sampled_from(["cook", "baker"]),
    st.sampled_from([0, 3]),
    st.sampled_from(["", "UK"]),
    codes,
    st.just(Decimal("40000.01")),
    st.just(Decimal("50000.02")),
    bonus=st.sampled_from([Decimal(0), Decimal("12.5")]),
    factor=st.sampled_from([None, Decimal("1.175")]),
    since=days,
)
a_rate = st.builds(
    Rate, st.sampled_from(["EUR", "USD"]), st.just("GBP"), st.sampled_from([Decimal("0.85"), Decimal("0.8123")]), days
)
terms_ = st.builds(
    lambda bands, rates: Terms(
        "GBP", bands=tuple(bands), rates=tuple({(r.currency, r.since): r for r in rates}.values())
    ),
    st.lists(a_band, max_size=4, unique_by=lambda b: (b.scope, b.since)),
    st.lists(a_rate, max_size=4),
)


@st.composite
def paths(draw: st.DrawFn) -> CostPath:
    """An organisation, what scheduleds, and a plan over it."""
    start = Org.of(FIRST, *draw(st.lists(st.one_of(position, position, person), max_size=6)))
    return CostPath(start, draw_changes(draw, start, 3), draw_changes(draw, start, 3))


def draw_changes(draw: st.DrawFn, org: Org, most: int) -> list[Change]:
    made: list[Change] = []
    for on, new in sorted(
        draw(st.lists(st.tuples(days, st.one_of(position, person)), max_size=most)), key=lambda x: x[0]
    ):
        old = org.get("position" if isinstance(new, Position) else "person", new.key)
        some = {k: v for k, v in new._asdict().items() if k in ("fte", "pay", "holder", "leaves", "target_start")}
        change = add(on, new) if old is None else edit(on, old, **some)
        if change:
            made.append(change)
            org = apply(org, [change])
    return made


def by_hand(path: CostPath, terms: Terms) -> list[Decimal]:
    """The four quarters of 2026 in all, each position and each day looked at by itself."""
    sums = [dict[str, Decimal]() for _ in range(4)]
    with localcontext(prec=60):
        for n in range(365):
            on = FIRST + timedelta(days=n)
            org = apply(path.start, [c for c in path.changes if c.on <= on])
            org = apply(org, [c for c in path.planned if c.on <= on]).at(on)
            for p in org.positions.values():
                cost = _day(org, p, terms, on)
                quarter = sums[(on.month - 1) // 3]
                function = p.function or (f"{p.role}s" if p.role else "")
                quarter[function] = quarter.get(function, Decimal(0)) + cost
        return [
            sum((total / 365).quantize(Decimal("0.01")) for total in quarter.values()) + Decimal(0) for quarter in sums
        ]


def _day(org: Org, p: Position, terms: Terms, on: date) -> Decimal:
    """A day of one position, times the days of the year."""
    if p.starts and p.starts > on:
        return Decimal(0)
    holder = org.people.get(p.holder)
    awaited = holder is not None and (holder.starts or on) > on and (holder.leaves or on) >= on
    if not org.filled(p) and (awaited or not p.target_start or not max(p.target_start, TODAY) <= on):
        return Decimal(0)
    figure = terms.figure(p, p.level or 0, on)
    rate = None if isinstance(figure, str) else _rate(terms, figure.currency, on)
    return Decimal(0) if rate is None or isinstance(figure, str) else figure.amount * Decimal(str(p.fte)) * rate


def _rate(terms: Terms, code: str, on: date) -> Decimal | None:
    found = {rate.since: rate.rate for rate in terms.rates if rate.currency == code and rate.since <= on}
    return Decimal(1) if code == "GBP" else found[max(found)] if found else None


@settings(max_examples=40)
@given(paths(), terms_)
def test_quarters_equal_a_recomputation_by_position_and_day(path: CostPath, terms: Terms) -> None:
    context = Context(path.start, WITHIN)
    found = CostForecast(path, terms, context, quarters(FIRST, 4), TODAY).ledger()
    assert [found.total([n]) for n in range(4)] == by_hand(path, terms)


@settings(max_examples=40)
@given(paths(), terms_)
def test_counting_only_the_positions_that_a_plan_touches_equals_counting_all(path: CostPath, terms: Terms) -> None:
    context, periods = Context(path.start, WITHIN), quarters(FIRST, 4)
    plain = CostForecast(CostPath(path.start, path.changes), terms, context, periods, TODAY)
    planned = CostForecast(path, terms, context, periods, TODAY)
    # Every position that the plan or the people whom it changes can concern.
    touched = ["p0", "p1"] if {c.key for c in path.planned} <= {"p0", "p1"} else ["p0", "p1", "p2", "p3"]
    whole, joined = planned.ledger(), replaced(plain.ledger(), plain.ledger(touched), planned.ledger(touched))
    for place in {*whole.cells, *joined.cells}:
        assert whole.cell(*place) == joined.cell(*place)
    assert (whole.reasons, whole.undated, whole.currencies) == (joined.reasons, joined.undated, joined.currencies)
