"""Organisations with all that an export has to carry, drawn by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from planning.core.records import (
    BACKUP,
    OWNER,
    STAGES,
    STAND_IN,
    Assignment,
    Org,
    Person,
    Position,
    Product,
    Team,
)
from tests.imports.helpers import CONTENT, ROLES

DAY = date(2026, 3, 2)
OWN_CONTENT = replace(CONTENT, functions={"product": "Product", "sales": "Sales"})
AWKWARD = (
    *("+1 Team", "=1+1", "-x", "@home", "'+1", "''=x", "'t Hooft", "a,b", 'say "hi"', "a\nb", "\tx", "a  b", " x "),
    *(
        "007",
        "1e5",
        "2026-09-01",
        "TRUE",
        "Zoë; Jr.",
        "José",
        "Jose\u0301",
        "東京",
        "N/A",
        "TBD",
        "Vacant",
        "_x0041_",
        "-",
    ),
    *("=", "'", ";", "null", "Total", "a\u00a0b", "x\u200by", "100%", "Interim"),
)
words = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8"), max_size=12))
names = st.one_of(st.just(""), words, st.sampled_from(("Ann", "Ben", "Payments")))
days = st.one_of(st.none(), st.sampled_from((DAY, DAY - timedelta(40), DAY + timedelta(40))))
roles = st.sampled_from(("", *ROLES))
functions = st.sampled_from(("", "product", "sales"))
keys = st.one_of(st.integers(0, 5).map(lambda n: f"p{n}"), st.sampled_from(("007", "+1", "x;y", 'q"', "ä b", "N/A")))


@st.composite
def organisations(draw: Any) -> Org:
    own = draw(st.lists(keys, unique=True, max_size=7))
    people, teams = _keys(draw, "h"), _keys(draw, "t")
    any_key = st.sampled_from(("", *own, "ghost"))
    records: list[Any] = [draw(_people(key)) for key in people]
    records += [draw(_teams(key, teams)) for key in teams]
    records += [draw(_positions(key, any_key, people, teams)) for key in own]
    products = _keys(draw, "x")
    records += [draw(_products(key, teams)) for key in products]
    if own and products:
        duties = draw(st.lists(_duties(own, products), max_size=4))
        records += [duty._replace(key=f"a{n}") for n, duty in enumerate(duties)]
    return Org.of(DAY, *records)


def _keys(draw: Any, letter: str) -> list[str]:
    return [f"{letter}{n}" for n in range(draw(st.integers(0, 4)))]


def _ordered(record: Any, last: str) -> Any:
    """The record without a last day that is before its first."""
    ends = getattr(record, last)
    return record._replace(**{last: None}) if record.starts and ends and ends < record.starts else record


def _people(key: str) -> Any:
    email = st.sampled_from(("", f"{key}@acme.example"))
    built = st.builds(Person, st.just(key), names, email, days, days, days, days)
    return built.map(lambda p: _back_after_leave(_ordered(p, "leaves")))


def _back_after_leave(person: Person) -> Person:
    first, last = person.away_from, person.away_until
    return person._replace(away_until=None) if first and last and last < first else person


def _teams(key: str, teams: list[str]) -> Any:
    return st.builds(Team, st.just(key), names, functions, st.sampled_from(("", *teams)))


def _positions(key: str, any_key: Any, people: list[str], teams: list[str]) -> Any:
    built = st.builds(
        Position,
        key=st.just(key),
        title=words,
        role=roles,
        level=st.one_of(st.none(), st.integers(1, 7)),
        function=functions,
        team=st.sampled_from(("", *teams)),
        location=names,
        fte=st.sampled_from((1.0, 0.5, 1 / 3, 0.05, 2.0)),
        manager=any_key,
        dotted=st.lists(any_key.filter(bool), max_size=2, unique=True).map(tuple),
        holder=st.sampled_from(("", *people)),
        starts=days,
        ends=days,
        stage=st.sampled_from(("", "open", "offer")),
        target_start=days,
        rank=st.integers(0, 2),
        pay=st.sampled_from((None, Decimal(62_000))),
        currency=st.just("EUR"),
        loaded=st.booleans(),
    )
    return built.map(lambda p: _ordered(p, "ends"))


def _products(key: str, teams: list[str]) -> Any:
    return st.builds(
        Product,
        key=st.just(key),
        name=names,
        stage=st.sampled_from(STAGES),
        market_facing=st.booleans(),
        launch=days,
        launch_tier=st.sampled_from(("", "1", "+2")),
        team=st.sampled_from(("", *teams)),
        without=st.sampled_from(((), ("sales",))),
        assumed=st.sampled_from(((), ("stage",), ("stage", "market_facing"))),
    )


def _duties(positions: list[str], products: list[str]) -> Any:
    built = st.builds(
        Assignment,
        product=st.sampled_from(products),
        position=st.sampled_from(positions),
        role=st.sampled_from(list(ROLES)),
        kind=st.sampled_from((OWNER, BACKUP, STAND_IN)),
        share=st.integers(0, 100),
        starts=days,
        ends=days,
        counts=st.booleans(),
        note=names,
        key=st.just(""),
    )
    return built.map(lambda a: _ordered(a, "ends"))
