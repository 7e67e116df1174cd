"""The record of a sign-off on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from planning.core.dates import day
from planning.exports.paper import Paper
from planning.reporting_lines.models import LineSignOff
from planning.reporting_lines.reviews.items import RIGHT, STANDINGS

WIDTHS = (38, 24, 46, 42)


def pdf(signed: LineSignOff) -> bytes:
    """The record as PDF: who signed what on which state, what was decided otherwise than “right” in full, then every
    other line in a row of its own."""
    data = signed.data
    review, organisation = data["review"], data["organisation"]
    paper = Paper(f"{review['name']}, sign-off", f"{organisation['name']} · {review['name']} · {signed.digest[:16]}")
    paper.text(organisation["name"], muted=True)
    paper.heading(review["name"])
    paper.facts(_facts(signed, data))
    if data["signed"]["note"]:
        paper.heading("Note", 2)
        paper.text(data["signed"]["note"])
    decided = [line for line in data["lines"] if line["decision"] != RIGHT]
    right = [line for line in data["lines"] if line["decision"] == RIGHT]
    if decided:
        paper.heading("Lines that were fixed, accepted or asked about", 2)
        for line in decided:
            _tell(paper, line)
    if right:
        paper.heading("Lines that look right", 2)
        paper.table(("Position", "Holder", "Reports to", "Decided"), _rows(right), WIDTHS)
    return paper.render()


def _facts(signed: LineSignOff, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    review = data["review"]
    yield "Scope", capfirst(review["scope"])
    yield "Signed off by", f"{data['signed']['by']}, {data['signed']['email']}"
    yield "Signed off on", written_time(data["signed"]["at"])
    yield "Reviewers", ", ".join(review["reviewers"])
    yield "Organisation as of", f"{day(written_day(data['on']))}, version {data['organisation']['version']}"
    if data["plan"]:
        yield "Plan with the fixes", f"{data['plan']['name']}, version {data['plan']['version']}"
    yield "Decided", "; ".join(f"{STANDINGS[name]}: {number}" for name, number in _counts(data))
    yield "Seal of the record (SHA-256)", signed.digest
    if data["previous"]:
        yield "Sign-off before it", data["previous"]


def _counts(data: dict[str, Any]) -> Iterable[tuple[str, int]]:
    return ((name, data["counts"][name]) for name in STANDINGS if data["counts"].get(name))


def _tell(paper: Paper, line: dict[str, Any]) -> None:
    paper.heading(f"{line['title'] or line['key']} · {line['holder']}", 3)
    facts = [
        ("Reports to", line["manager"] or "no one"),
        ("Dotted lines", "; ".join(line["dotted"])),
        ("Leader reached", line["leader"]),
        *(("Finding", f"{capfirst(f['severity'])}: {f['message']}") for f in line["findings"]),
        ("Decision", f"{STANDINGS[line['decision']]}, {_by(line)}"),
        *(("Fix", text) for text in line["fix"]),
        ("Question" if line["decision"] == "ask" else "Reason", line["text"]),
        ("Asked" if line["decision"] == "ask" else "Reviewer", line["owner"]),
        ("Review on", day(written_day(line["review_on"])) if line["review_on"] else ""),
        ("Reply", line["reply"]),
    ]
    paper.facts((name, text) for name, text in facts if text)


def _rows(lines: Iterable[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        flags = "".join(f" {capfirst(f['severity'])}: {f['message']}" for f in line["findings"])
        yield line["title"] or line["key"], line["holder"], line["manager"] or "no one", _by(line) + flags


def _by(line: dict[str, Any]) -> str:
    return ", ".join(filter(None, (line["by"], written_time(line["at"]) if line["at"] else "")))


def written_day(text: str) -> date:
    return date.fromisoformat(text)


def written_time(text: str) -> str:
    """A moment of the record, in the portal's own time."""
    when = timezone.localtime(datetime.fromisoformat(text))
    return f"{day(when.date())}, {when:%H:%M}"
