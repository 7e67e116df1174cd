"""Coming losses: a list and a calendar of the days on which somebody should have done something, and a file of them."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.coverage.over_time.losses import KINDS, Event, for_reader, of_coverage, to_review
from planning.coverage.over_time.scene import scene_of
from planning.exports.ical import Day, calendar
from planning.forms.days import plus_months, sane
from planning.organisation.snapshot import Snapshot
from portal.addresses import absolute
from portal.guard import Access, member

SPANS = {"3": "3 months", "6": "6 months", "12": "1 year"}
SPAN, PER_PAGE, IN_A_CELL = 6, 60, 3


class CalendarDay(NamedTuple):
    """A day of the month calendar: the first few events, and how many more there are."""

    day: date
    inside: bool
    events: list[Event]
    more: int


@member()
def losses(request: HttpRequest, access: Access) -> HttpResponse:
    """A list by weeks, or a month; of the kinds and the time that the address asks for."""
    asked = request.GET
    since, until = _time(access, asked.get("span", ""))
    every = _events(access, since, until)
    found = [event for event in every if _is_asked(event, asked.get("kind", ""), asked.get("q", ""))]
    counts = Counter(event.kind for event in every)
    month = _month(asked.get("month", ""), since, until)
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        "access": access,
        "asked": asked,
        "is_month": asked.get("view") == "month",
        "page": page,
        "groups": [(day, list(group)) for day, group in groupby(page, key=lambda event: event.day)],
        "counts": [(kind, picture, word, n) for kind, (picture, word) in KINDS.items() if (n := counts[kind])],
        "kinds": {kind: word for kind, (_, word) in KINDS.items()},
        "spans": SPANS,
        "span": str(_span(asked.get("span", ""))),
        "usual_span": SPAN,
        "since": since,
        "until": until,
        "month": month,
        "weeks": _weeks(month, found),
        "before": plus_months(month, -1) if month > since else None,
        "after": plus_months(month, 1) if plus_months(month, 1) <= until else None,
    }
    return render(request, "planning/coverage/losses.html", context)


@member()
def download(request: HttpRequest, access: Access) -> HttpResponse:
    """The same as an iCalendar file."""
    asked = request.GET
    since, until = _time(access, asked.get("span", ""))
    found = [e for e in _events(access, since, until) if _is_asked(e, asked.get("kind", ""), asked.get("q", ""))]
    slug = access.organisation.slug
    plan = f"-{access.plan.slug}" if access.plan else ""
    days = [Day(f"{e.uid}{plan}@{slug}.lineup", e.day, _title(e), e.text, absolute(e.link)) for e in found]
    text = calendar(f"{access.organisation}: upcoming gaps", days, timezone.now().astimezone(UTC))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="losses-{slug}{plan}.ics"'
    return answer


def _title(event: Event) -> str:
    code = f" ({event.code})" if event.code else ""
    return f"{event.word}: {event.title}{code}"


def _span(text: str) -> int:
    return int(text) if text in SPANS else SPAN


def _time(access: Access, span: str) -> tuple[date, date]:
    since = sane(access.on)
    return since, plus_months(since, _span(span))


def _events(access: Access, since: date, until: date) -> list[Event]:
    # The day before is looked at, too: what is lost today was there then.
    scene = scene_of(access, since - timedelta(days=1), until)
    plan = access.plan.slug if access.plan else ""
    found = of_coverage(scene, access.organisation.slug, since, until, plan)
    again = for_reader(to_review(access.organisation, Snapshot.of(access), since, until), access.membership)
    return sorted([*found, *again], key=_order)


def _order(event: Event) -> tuple[object, ...]:
    return event.day, list(KINDS).index(event.kind), event.title.casefold(), event.uid


def _is_asked(event: Event, kind: str, words: str) -> bool:
    text = f"{event.title} {event.text}".casefold()
    return (not kind or event.kind == kind) and all(word in text for word in words.casefold().split())


def _month(text: str, since: date, until: date) -> date:
    """The first day of the month asked for, else of that in which the time begins."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        asked = since
    return min(max(asked, since), until).replace(day=1)


def _weeks(month: date, events: Iterable[Event]) -> list[list[CalendarDay]]:
    """The month's weeks from Monday to Sunday, with the days of its neighbours that fill them."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        by_day[event.day].append(event)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [
        [
            CalendarDay(day, day.month == month.month, by_day[day][:IN_A_CELL], max(0, len(by_day[day]) - IN_A_CELL))
            for day in week
        ]
        for week in weeks
    ]
