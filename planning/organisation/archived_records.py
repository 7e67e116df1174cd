"""What a signed record of a review of reporting lines looks like: `reporting_lines` makes and shows it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict


class Seal(TypedDict):
    """As `reporting_lines.sealing` has it."""

    salts: dict[str, str]
    kept: dict[str, str]
    root: str
    word: str


class Stand(TypedDict):
    """On which state of an organisation or a plan a record was signed."""

    name: str
    slug: str
    version: int


class Reviewed(TypedDict):
    number: int
    name: str
    scope: str
    due: date
    reviewers: list[str]


class Signed(TypedDict):
    by: str
    email: str
    at: str
    note: str


class FindingTold(TypedDict):
    rule: str
    severity: str
    message: str


class LineTold(TypedDict):
    """One line of a signed record."""

    key: str
    title: str
    holder: str
    level: int | None
    function: str
    manager: str
    dotted: list[str]
    leader: str
    steps: int | None
    reports: list[int]
    findings: list[FindingTold]
    decision: str
    fix: list[str]
    text: str
    by: str
    at: str
    owner: str
    review_on: str
    reply: str


class Record(TypedDict):
    """What was signed at the end of a review of reporting lines."""

    organisation: Stand
    on: date
    review: Reviewed
    plan: Stand | None
    signed: Signed
    counts: dict[str, int]
    lines: list[LineTold]
    positions: dict[str, tuple[str, str, list[str]]]
    previous: str
