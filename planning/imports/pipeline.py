"""The whole import as one pure function: files and the current organisation in, changes and a summary out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planning.core.changes.change import Change, diff
from planning.core.content import Content
from planning.core.records import Org
from planning.core.tree import shape
from planning.imports.columns import match
from planning.imports.columns.completing import complete
from planning.imports.columns.header_rows import settle
from planning.imports.comparing.compare import target
from planning.imports.comparing.staffing import staff_of
from planning.imports.joining import Part, joined
from planning.imports.opening.read import Table, read
from planning.imports.opening.sheets import Sheets
from planning.imports.people import reader as people
from planning.imports.people.pay_cells import without_pay
from planning.imports.placing.draft import Draft
from planning.imports.placing.resolve import resolve
from planning.imports.problems import ERROR, Problem, Progress, Report, Unusable
from planning.imports.products import reader as products
from planning.imports.products.questions import say_unsure_titles
from planning.imports.products.staff import Staff

Matches = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Settings:
    """How files are to be read and compared. `on` is the day on which they hold; `chosen` holds roles that somebody
    chose, by squeezed title. `update`: the files hold these rows only, and what they do not name stays as it is.
    `accept_matches`: positions matched by name and title are the same. `remembered` holds keys of positions by an id
    that an earlier file gave them."""

    on: date
    chosen: Mapping[str, str] = field(default_factory=dict)
    update: bool = False
    accept_matches: bool = False
    remembered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """`kind` is `people` or `products`, or '' where what the file holds will tell. `data` is the whole file, or its
    sheets where it was opened before."""

    kind: str
    name: str
    data: bytes | Sheets

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return len(self.data) if isinstance(self.data, bytes) else sum(len(sheet.body) for sheet in self.data)


@dataclass(frozen=True)
class Source:
    """A file after its columns were matched."""

    kind: str
    table: Table
    matched: tuple[str, ...]
    report: Report


@dataclass(frozen=True)
class Summary:
    """Position keys by what happens to them; each is in one list only. A position that moves and changes
    besides is among `moved`."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    unchanged: int = 0
    unplaced: tuple[str, ...] = ()
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    before: Org
    after: Org
    changes: tuple[Change, ...]
    summary: Summary
    problems: tuple[Problem, ...]
    rows: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


def prepare(file: File, content: Content, remembered: Mapping[str, str], *, cost: bool = True) -> Source:
    """Read a file and match its columns. `remembered` holds fields by plain header. Without `cost`, whatever holds pay
    is left out. Raises `Unusable`."""
    report = Report(file.name)
    table = read(file.name, file.data, match.Scorer(file.kind, content), report)
    table = settle(file.kind, table, content, report)
    matched = match.match(file.kind, table, content, remembered, report)
    table, matched = complete(table, matched)
    if not cost:
        matched = without_pay(file.kind, table, matched, report, content)
    return Source(file.kind, table, matched, report)


def check_columns(source: Source) -> str:
    """What the columns lack for an import; '' if they will do."""
    columns = match.columns_of(source.kind, source.table, source.matched)
    return (
        people.headers_missing(columns) if source.kind == "people" else products.headers_missing(columns, source.table)
    )


def run(
    sources: Sequence[Source],
    current: Org,
    content: Content,
    settings: Settings,
    progress: Progress = lambda text: None,
) -> Outcome:
    """What importing the prepared files would change. Raises `Unusable`."""
    on, chosen = settings.on, settings.chosen
    sources = _joined(sources)
    by_kind = {source.kind: source for source in sources}
    draft = _people(by_kind["people"], current, content, on, progress) if "people" in by_kind else None
    coverage = None
    reports = [source.report for source in sources]
    if "products" in by_kind:
        staff = staff_of(draft, current, content, chosen)
        coverage = _products(by_kind["products"], staff, current, content, progress)
    progress("Comparing with the organisation as it is")
    after = target(current, on, content, chosen, draft, coverage, by_kind["products"].report if coverage else None)
    if coverage is not None:
        say_unsure_titles(after, coverage, content, by_kind["products"].report)
    progress("Sorting what would change")
    changes = tuple(diff(current, after, on))
    if draft is not None:
        _say_rings(after, draft, by_kind["people"].report)
    rows = len(by_kind["people" if draft is not None else "products"].table.rows)
    problems = tuple(problem for report in reports for problem in sorted(report.problems, key=lambda p: p.row))
    return Outcome(current, after, changes, summarise(current, after, changes), problems, rows)


def _joined(sources: Sequence[Source]) -> list[Source]:
    """One source a kind."""
    kinds = dict.fromkeys(source.kind for source in sources)
    return [_one([source for source in sources if source.kind == kind]) for kind in kinds]


def _one(sources: Sequence[Source]) -> Source:
    if len(sources) == 1:
        return sources[0]
    for source in sources:
        _columns(source)  # each needs its own
    table, matched, report = joined([Part(source.table, source.matched, source.report) for source in sources])
    return Source(sources[0].kind, table, matched, report)


def _columns(source: Source) -> dict[str, list[int]]:
    missing = check_columns(source)
    if missing:
        headers = ", ".join(header for header in source.table.headers if header)[:300]
        raise Unusable(source.table.file, f"{missing} The headers found are: {headers}.")
    return match.columns_of(source.kind, source.table, source.matched)


def _people(source: Source, current: Org, content: Content, on: date, progress: Progress) -> Draft:
    progress(f"Reading {len(source.table.rows):,} rows of {source.table.file}")
    reader = people.Reader(source.table, _columns(source), source.report, on, content)
    return resolve(reader, current, content, on, source.report, progress)


def _products(source: Source, staff: Staff, current: Org, content: Content, progress: Progress) -> products.Coverage:
    progress(f"Reading {len(source.table.rows):,} rows of {source.table.file}")
    columns = _columns(source)
    names = {product.name.casefold(): key for key, product in current.products.items() if product.name}
    return products.ProductReader(source.table, columns, content, staff, source.report).read(names)


def _say_rings(after: Org, draft: Draft, report: Report) -> None:
    for ring in shape(after).rings:
        titles = " → ".join([after.positions[key].title or key for key in ring[:6]] + (["…"] if len(ring) > 6 else []))
        for key in ring[:50]:
            text = f"Reporting lines form a ring: {titles} → back. It was kept; change one manager to open it."
            report.note(draft.rows.get(key, 1), "", key, text)


def summarise(before: Org, after: Org, changes: Sequence[Change]) -> Summary:
    """Sort the positions of the organisation after the changes by what happened to each."""
    renamed = {change.key for change in changes if change.kind == "person" and change.before is not None}
    own = {change.key: change for change in changes if change.kind == "position"}
    lists: dict[str, list[str]] = {"added": [], "changed": [], "moved": [], "ended": []}
    unchanged = 0
    old, new = before.at(after.on).positions, after.positions
    for key, position in new.items():
        if key not in old:
            lists["added"].append(key)
        elif old[key].manager != position.manager:
            lists["moved"].append(key)
        elif key in own or position.holder in renamed:
            lists["changed"].append(key)
        else:
            unchanged += 1
    lists["ended"] = [key for key in old if key not in new]
    form = shape(after)
    unplaced = form.unplaced + tuple(key for ring in form.rings for key in ring)
    return Summary(
        **{name: tuple(keys) for name, keys in lists.items()},
        unchanged=unchanged,
        unplaced=unplaced,
        products=_summarise_products(before, after),
    )


def _summarise_products(before: Org, after: Org) -> dict[str, tuple[str, ...]]:
    old, new = before.products, after.products
    both = [key for key in new if key in old]
    changed = {
        key
        for key in both
        if old[key] != new[key] or set(before.assignments.get(key, ())) != set(after.assignments.get(key, ()))
    }
    return {
        "added": tuple(key for key in new if key not in old),
        "changed": tuple(key for key in both if key in changed),
        "removed": tuple(key for key in old if key not in new),
    }
