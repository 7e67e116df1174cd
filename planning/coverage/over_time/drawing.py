"""Bands as SVG. Everything stands by per cent of the width, so that it needs no script and no style attribute.

A band shows its state by pattern, colour and icon, and by word and name where there is room for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from planning.core.coverage.coverage import ENDING, HIRE_DUE, NOT_NEEDED
from planning.core.dates import day as written
from planning.core.over_time.timeline import Band
from planning.coverage.over_time.window import Window
from portal.templatetags.lineup import STATES, icon

LANE = 26  # height of a lane in pixels; a band can be hit on all of it
NARROWEST = 640  # the drawing is never narrower, in pixels: below that it scrolls
HIT, ICON_ROOM, LETTER = 24, 16, 6.4
NOTHING = mark_safe("")
DUE = '<circle class="due" cx="{}%" cy="{}" r="4"/>'

Named = Callable[[Band], str]
Link = Callable[[Band], str]


class Moments(NamedTuple):
    """What is marked across the lanes: the launch, today, and the day looked at."""

    launch: date | None
    today: date
    on: date


def lanes(
    window: Window, bands: Sequence[Sequence[Band]], labels: Sequence[str], named: Named, link: Link, at: Moments
) -> SafeString:
    """One drawing for a product, a lane below the other. `labels` say aloud what each lane is."""
    placed = [
        _placed(window, band, LANE * number, label, named(band))
        for number, (lane, label) in enumerate(zip(bands, labels, strict=True))
        for band in lane
    ]
    height = LANE * len(bands)
    layers = [_band(p, link(p.band)) for p in placed] + _moments(window, at, height) + [_ink(p) for p in placed]
    if at.launch and window.holds(at.launch):
        layers.append(_flag(window, at.launch, LANE - 6 if height > LANE else LANE // 2))
    return format_html(
        '<svg class="time-lanes" width="100%" height="{}"><use href="#time-grid" width="100%" height="100%"/>{}</svg>',
        height,
        mark_safe("".join(layers)),  # noqa: S308 (parts escaped)
    )


def axis(window: Window) -> SafeString:
    """The labels above the lanes, and the grid that every drawing repeats."""
    marks = [(f"{window.share(mark.day):.3f}", mark.label) for mark in window.marks]
    lines = format_html_join("", '<line x1="{}%" x2="{}%" y2="100%"/>', ((at, at) for at, _ in marks[1:]))
    years = ((window.share(day), str(day.year)) for day in window.years)
    words = format_html_join("", '<text x="{}%" dx="4" y="30">{}</text>', ((at, label) for at, label in marks if label))
    words += format_html_join("", '<text x="{}%" dx="4" y="13">{}</text>', ((f"{at:.3f}", year) for at, year in years))
    return format_html(
        '<svg class="time-axis" width="100%" height="36" role="img" aria-label="{} from {} to {}">{}'
        '<defs><symbol id="time-grid">{}</symbol>{}</defs></svg>',
        capfirst(window.step) + "s",
        written(window.first),
        written(window.last),
        words,
        lines,
        PATTERNS,
    )


def span(band: Band, window: Window) -> str:
    """From when to when, as far as the window shows it."""
    if band.first == window.first and band.last == window.last:
        return "throughout"
    if band.first == window.first:
        return f"until {written(band.last)}"
    return f"from {written(band.first)}" + (f" to {written(band.last)}" if band.last < window.last else "")


class _Placed(NamedTuple):
    """A band and where it stands: left edge and width in per cent, top in pixels, and the room it has at least;
    what is said of it aloud, and who it is by."""

    band: Band
    left: str
    width: str
    top: int
    room: float
    said: str
    who: str
    due: str


def _placed(window: Window, band: Band, top: int, label: str, who: str) -> _Placed:
    width = ((band.last - band.first).days + 1) / window.days * 100
    said = f"{label}: {_word(band)}{f', {who}' if who else ''}, {span(band, window)}"
    day = band.cell.date
    is_inside = band.cell.state == HIRE_DUE and day and band.first < day <= min(band.last, window.last)
    due = f"{window.share(day):.3f}" if day and is_inside else ""
    return _Placed(
        band, f"{window.share(band.first):.3f}", f"{width:.3f}", top, width / 100 * NARROWEST, said, who, due
    )


def _word(band: Band) -> str:
    """The state, with the day that goes with it."""
    word, day = STATES[band.cell.state][1], band.cell.date
    return f"{word} {written(day)}" if day and band.cell.state in (HIRE_DUE, ENDING) else word


def _band(placed: _Placed, link: str) -> SafeString:
    state = placed.band.cell.state
    inner = format_html(
        '<svg x="{}%" y="{}" width="{}%" height="{}"><title>{}</title><rect class="hit" width="100%" height="100%"/>'
        '<rect class="band band-{}" fill="url(#fill-{})" width="100%" height="18" y="4" rx="3"/></svg>',
        placed.left,
        placed.top,
        placed.width,
        LANE,
        placed.said,
        state,
        state,
    )
    if not link:
        return inner
    # What is too narrow to hit is still found through its neighbour, which lists the whole lane.
    skipped = NOTHING if placed.room >= HIT else mark_safe(' tabindex="-1"')
    return format_html('<a href="{}" data-do aria-label="{}"{}>{}</a>', link, placed.said, skipped, inner)


def _ink(placed: _Placed) -> SafeString:
    """Icon and words, above all lines, and the day of the hire; the link below says the same aloud."""
    state = placed.band.cell.state
    due = format_html(DUE, placed.due, placed.top + 22) if placed.due else NOTHING
    if state == NOT_NEEDED or placed.room < ICON_ROOM:
        return due
    choices = [f"{_word(placed.band)} · {placed.who}"] if placed.who else []
    choices += [_word(placed.band), STATES[state][1]]
    text = next((text for text in choices if 20 + len(text) * LETTER <= placed.room), "")
    return format_html(
        '<svg class="ink ink-{}" x="{}%" y="{}" width="{}%" height="{}" aria-hidden="true">'
        '<svg x="3" y="7" width="12" height="12">{}</svg><text x="19" y="17">{}</text></svg>{}',
        state,
        placed.left,
        placed.top,
        placed.width,
        LANE,
        icon(STATES[state][0]),
        text,
        due,
    )


def _moments(window: Window, at: Moments, height: int) -> list[SafeString]:
    """Lines across the lanes: the launch, today, and the day looked at where that is another one."""
    days = ((at.launch, "launch"), (at.today, "today"), (at.on if at.on != at.today else None, "on"))
    return [_line(window, day, kind, height) for day, kind in days if day and window.holds(day)]


def _line(window: Window, day: date, kind: str, height: int) -> SafeString:
    x = f"{window.share(day):.3f}"
    return format_html('<line class="moment moment-{}" x1="{}%" x2="{}%" y1="0" y2="{}"/>', kind, x, x, height)


def _flag(window: Window, day: date, top: int) -> SafeString:
    """Between two lanes, where it hides no words."""
    said = f"Launch {written(day)}"
    return format_html(
        '<svg class="flag" x="{}%" y="{}" width="12" height="12" role="img" aria-label="{}"><title>{}</title>'
        '<rect width="12" height="12" rx="3"/>{}</svg>',
        f"{window.share(day):.3f}",
        top,
        said,
        said,
        FLAG,
    )


def _pattern(name: str, size: int, marks: str) -> str:
    return (
        f'<pattern id="fill-{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<rect class="ground ground-{name}" width="{size}" height="{size}"/>{marks}</pattern>'
    )


def _patterns() -> Iterable[str]:
    slash = '<path class="stroke" d="M-1 1 1 -1M0 {0} {0} 0M{1} {2} {2} {1}"/>'
    yield _pattern("missing", 6, slash.format(6, 5, 7))
    yield _pattern("stand-in", 10, slash.format(10, 9, 11))
    yield _pattern("hire-due", 6, '<circle class="dot" cx="3" cy="3" r="1"/>')
    yield _pattern("covered", 8, "")
    yield _pattern("not-needed", 4, "")
    yield _pattern("ending", 8, '<path class="stroke" d="M0 7.5H8"/>')


FLAG = mark_safe(f'<svg x="2" y="2" width="8" height="8">{icon("flag")}</svg>')  # noqa: S308 (a vendored icon)
PATTERNS = mark_safe("".join(_patterns()))  # noqa: S308 (no values from outside)
