"""The whole import as one pure function: files and the current organisation in, changes and a summary out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planning.core.changes.change import Change, diff
from planning.core.content import Content
from planning.core.records import Org
from planning.core.tree import Forest, forest
from planning.imports.columns import match
from planning.imports.columns.completing import complete
from planning.imports.columns.header_rows import settle
from planning.imports.columns.pay_hiding import without_pay
from planning.imports.comparing.compare import target
from planning.imports.comparing.endings import Ending, endings, is_part
from planning.imports.comparing.known import Known
from planning.imports.comparing.renumbering import Match, Renumbering
from planning.imports.comparing.staffing import staff_of
from planning.imports.comparing.summary import Summary, summarise
from planning.imports.comparing.updating import covered_only
from planning.imports.held import Gate, open_gate, say
from planning.imports.joining import Part, joined
from planning.imports.opening import process
from planning.imports.opening.read import Table, read
from planning.imports.opening.sheets import Sheets
from planning.imports.own.opening import opened, table_in
from planning.imports.own.reading import merged
from planning.imports.own.sheets import PREFIX, Sheet
from planning.imports.people import reader as people
from planning.imports.placing.draft import Draft, Proposal
from planning.imports.placing.resolve import resolve
from planning.imports.pointing import pointed
from planning.imports.problems import ERROR, Problem, Progress, Report, Unusable
from planning.imports.products import reader as products
from planning.imports.products.questions import say_unsure_titles
from planning.imports.products.staff import Staff


@dataclass(frozen=True)
class Settings:
    """How files are to be read and compared. `on` is the day on which they hold; `chosen` holds roles that somebody
    chose, by squeezed title. `update`: the files hold these rows only, and what they do not name stays as it is.
    `accept_matches`: positions matched by name and title are the same. `remembered` holds keys of positions by an id
    that an earlier file gave them. `by_heads`: where no column names managers, positions come under the heads of their
    departments. `gate` holds back what whoever imports may not bring about."""

    on: date
    chosen: Mapping[str, str] = field(default_factory=dict)
    update: bool = False
    accept_matches: bool = False
    remembered: Mapping[str, str] = field(default_factory=dict)
    by_heads: bool = True
    gate: Gate = open_gate


@dataclass(frozen=True)
class File:
    """`kind` is `people` or `products`, `lineup-` and the name of a table of Lineup's own export, or '' where what the
    file holds will tell. `data` is the whole file, or its sheets where it was opened before."""

    kind: str
    name: str
    data: bytes | Sheets

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return len(self.data) if isinstance(self.data, bytes) else sum(len(sheet.body) for sheet in self.data)


@dataclass(frozen=True)
class Source:
    """A file after its columns were matched. `hidden`: which of its first columns may hold pay, for somebody who may
    not see it; they are blank."""

    kind: str
    table: Table
    matched: tuple[str, ...]
    report: Report
    hidden: tuple[bool, ...] = ()

    def hides(self, place: int) -> bool:
        return place < len(self.hidden) and self.hidden[place]


@dataclass(frozen=True)
class Doubts:
    """What somebody has to decide, and what was decided. `update`: only what the rows say counts; `part`: the people
    file holds so few of the positions that this seems right. `learned` are keys of positions by ids to be remembered,
    `proposed` matches by name and title that nobody has accepted, `accepted` those that somebody has. `lines` are
    managers by the heads of departments, for want of a column of managers."""

    update: bool = False
    part: bool = False
    plan: bool = False
    learned: Mapping[str, str] = field(default_factory=dict)
    proposed: tuple[Match, ...] = ()
    accepted: tuple[Match, ...] = ()
    lines: Proposal = field(default_factory=Proposal)


@dataclass(frozen=True)
class Outcome:
    """What an import would change, from one organisation to another, and what there is to say of it. `works_on` are
    texts that may name the product of a position, for those that the files give; None where no column holds such."""

    before: Org
    after: Org
    changes: tuple[Change, ...]
    summary: Summary
    problems: tuple[Problem, ...]
    rows: int
    endings: tuple[Ending, ...] = ()
    doubts: Doubts = Doubts()
    works_on: Mapping[str, tuple[str, ...]] | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


def prepare(
    file: File,
    content: Content,
    remembered: Mapping[str, str],
    *,
    cost: bool = True,
    settled: Collection[str] = (),
) -> Source:
    """Read a file and match its columns. `remembered` holds fields by plain header. Without `cost`, whatever may hold
    pay is left out, unless the header is among `settled`, those chosen by somebody who may see cost. Raises
    `Unusable`."""
    report = Report(file.name)
    sheets = process.sheets(file.name, file.data) if isinstance(file.data, bytes) else list(file.data)
    if own := next((sheet for sheet in sheets if table_in(sheet)), None):
        table = opened(own, report)
        return Source(f"{PREFIX}{table_in(own)}", table, table.headers, report)
    table = read(file.name, tuple(sheets), match.Scorer(file.kind, content), report)
    table = settle(file.kind, table, content, report)
    matched = match.match(file.kind, table, content, remembered, report)
    hidden: tuple[bool, ...] = ()
    if not cost:
        table, matched, hidden = without_pay(file.kind, table, matched, report, content, settled)
    table, matched = complete(table, matched)
    return Source(file.kind, table, matched, report, hidden)


def check_columns(source: Source, *, update: bool = False) -> str:
    """What the columns lack for an import; '' if they will do. An `update` needs no titles."""
    if source.kind.startswith(PREFIX):
        return ""
    columns = match.columns_of(source.kind, source.table, source.matched)
    if source.kind == "products":
        return products.headers_missing(columns, source.table)
    return people.headers_missing({"title": [], **columns} if update else columns)


def needs_update(source: Source) -> bool:
    """Whether a file can only say something of positions that are there: it has no titles."""
    return bool(check_columns(source)) and not check_columns(source, update=True)


def run(
    sources: Sequence[Source],
    current: Org,
    content: Content,
    settings: Settings,
    progress: Progress = lambda text: None,
) -> Outcome:
    """What importing the prepared files would change. Raises `Unusable`."""
    tables = [source.table for source in sources]
    sources = _joined(sources, current, settings.update)
    by_kind = {source.kind: source for source in sources}
    before, current = current, _with_own_tables(sources, current, content, settings, progress)
    known = _known(by_kind["people"], current, content, settings) if "people" in by_kind else None
    draft = _people(known, current, content, settings, progress) if known is not None else None
    products_file, coverage = by_kind.get("products"), None
    if products_file is not None:
        staff = staff_of(draft, current, content, settings.chosen, settings.remembered)
        coverage = _products(products_file, staff, current, content, settings, progress)
    progress("Comparing with the current organisation")
    after = target(
        current,
        settings.on,
        content,
        settings.chosen,
        draft,
        coverage,
        products_file.report if products_file is not None else None,
        update=settings.update,
        ends_nothing=known is not None and known.ends_nothing,
    )
    if coverage is not None and products_file is not None:
        say_unsure_titles(after, coverage, content, products_file.report)
    after, held = settings.gate(before.at(settings.on), after)
    say(held, draft, by_kind.get("people", sources[0]).report)
    progress("Working out the changes")
    trees = forest(after)
    if draft is not None:
        _say_rings(after, trees, draft, by_kind["people"].report)
    outcome = _outcome(sources, before, after, trees, content, settings, known, draft)
    return replace(outcome, problems=tuple(pointed(outcome.problems, tables)))


def _outcome(
    sources: Sequence[Source],
    before: Org,
    after: Org,
    trees: Forest,
    content: Content,
    settings: Settings,
    known: Known | None,
    draft: Draft | None,
) -> Outcome:
    changes = tuple(diff(before, after, settings.on))
    ended = endings(before.at(settings.on), after, content)
    return Outcome(
        before,
        after,
        changes,
        summarise(before, after, changes, trees),
        tuple(problem for source in sources for problem in sorted(source.report.problems, key=lambda p: p.row)),
        _rows({source.kind: source for source in sources}),
        ended,
        _doubts(settings, known, draft, ended, before),
        draft.works_on if draft is not None else None,
    )


def _rows(by_kind: Mapping[str, Source]) -> int:
    """The rows of the file that says most of positions."""
    kinds = ("people", f"{PREFIX}positions", "products", *by_kind)
    return next((len(by_kind[kind].table.rows) for kind in kinds if kind in by_kind), 0)


def _with_own_tables(
    sources: Sequence[Source], current: Org, content: Content, settings: Settings, progress: Progress
) -> Org:
    """The organisation as the tables of Lineup's own export have it; what other files say goes on top."""
    own = [source for source in sources if source.kind.startswith(PREFIX)]
    sheets = [Sheet(source.kind.removeprefix(PREFIX), source.table, source.report) for source in own]
    if not sheets:
        return current
    progress(f"Reading {sum(len(sheet.table.rows) for sheet in sheets):,} rows of an export")
    return merged(sheets, current.at(settings.on), content, update=settings.update)


def _joined(sources: Sequence[Source], current: Org, update: bool) -> list[Source]:
    """One source a kind."""
    kinds = dict.fromkeys(source.kind for source in sources)
    return [_one([source for source in sources if source.kind == kind], current, update) for kind in kinds]


def _one(sources: Sequence[Source], current: Org, update: bool) -> Source:
    if len(sources) == 1:
        return sources[0]
    for source in sources if not sources[0].kind.startswith(PREFIX) else ():
        _columns(source, update, current)  # each needs its own
    table, matched, report = joined([Part(source.table, source.matched, source.report) for source in sources])
    return Source(sources[0].kind, table, matched, report)


def _doubts(
    settings: Settings, known: Known | None, draft: Draft | None, ended: Sequence[Ending], current: Org
) -> Doubts:
    found = known.renumbered if known is not None else Renumbering()
    return Doubts(
        update=settings.update,
        part=is_part(ended, current),
        plan=known is not None and known.is_plan,
        learned=known.learned if known is not None else {},
        proposed=found.proposed,
        accepted=found.by_name,
        lines=draft.proposal if draft is not None else Proposal(),
    )


def _columns(source: Source, update: bool, current: Org) -> dict[str, list[int]]:
    missing = check_columns(source, update=update)
    if missing:
        headers = ", ".join(header for header in source.table.headers if header)[:300]
        hint = (
            " To change only existing positions, import only these rows (--update); no title is needed then."
            if current.positions and needs_update(source)
            else ""
        )
        raise Unusable(source.table.file, f"{missing}{hint} The headers found are: {headers}.", "columns-missing")
    return match.columns_of(source.kind, source.table, source.matched)


def _known(source: Source, current: Org, content: Content, settings: Settings) -> Known:
    columns = _columns(source, settings.update, current)
    reader = people.Reader(source.table, columns, source.report, settings.on, content)
    return Known(
        reader,
        current.at(settings.on),
        update=settings.update,
        accept=settings.accept_matches,
        remembered=settings.remembered,
    )


def _people(known: Known, current: Org, content: Content, settings: Settings, progress: Progress) -> Draft:
    reader = known.reader
    progress(f"Reading {len(reader.table.rows):,} rows of {reader.table.file}")
    draft = resolve(
        reader,
        current,
        content,
        settings.on,
        reader.report,
        progress,
        ids_of=known.ids,
        is_update=known.is_update,
        by_heads=settings.by_heads,
    )
    known.settle(draft)
    return draft


def _products(
    source: Source, staff: Staff, current: Org, content: Content, settings: Settings, progress: Progress
) -> products.Coverage:
    progress(f"Reading {len(source.table.rows):,} rows of {source.table.file}")
    columns = _columns(source, settings.update, current)
    names = {product.name.casefold(): key for key, product in current.products.items() if product.name}
    coverage = products.ProductReader(source.table, columns, content, staff, source.report).read(names)
    if settings.update:
        covered_only(coverage, current)
    return coverage


def _say_rings(after: Org, trees: Forest, draft: Draft, report: Report) -> None:
    for ring in trees.rings:
        titles = " → ".join([after.positions[key].title or key for key in ring[:6]] + (["…"] if len(ring) > 6 else []))
        for key in ring[:50]:
            text = f"Reporting lines form a loop: {titles} → back. It was kept; change one manager to break it."
            report.note(draft.rows.get(key, 1), "", key, text, "ring")
