"""What role content must not say: names that lead nowhere, and two records that claim the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.text import capfirst

from planning.core.records import STAGES
from roles.models import (
    Citable,
    Competency,
    Function,
    InterviewStep,
    Level,
    Need,
    Norm,
    Pairing,
    Partner,
    Point,
    Question,
    ReportingLine,
    Responsibility,
    Role,
    Source,
    Translation,
)
from roles.models import NextStep as Step
from roles.models import TitlePattern as Pattern
from roles.rings import ring

CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*")


class Contradiction(NamedTuple):
    """`message` is about `field` of `row` ('' for the row as a whole), and says what to do."""

    row: Any
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.row}: {self.message}"


Found = Iterator[Contradiction]


class Rows:
    """All rows of the content, by table."""

    def __init__(self, rows: Sequence[Model]) -> None:
        self._by_model: dict[type[Model], list[Any]] = defaultdict(list)
        for row in rows:
            self._by_model[type(row)].append(row)
        self.names = {role.slug: role.name for role in self.of(Role)}

    def of(self, *models: type[Model]) -> list[Any]:
        return [row for model in models for row in self._by_model[model]]


CITABLES = tuple(Citable.__subclasses__())


def contradictions(rows: Sequence[Model]) -> list[Contradiction]:
    """Every contradiction among these rows, which are all of the content."""
    content = Rows(rows)
    checks = (_twice, _unknown, _unfilled, _claims, _leading, _ladders, _covering, _interviews, _words)
    return [found for check in checks for found in check(content)]


def _twice(content: Rows) -> Found:
    names = content.names
    yield from _repeated(content.of(*CITABLES), "key", lambda row: row.key, "The key “{0}” is taken by another record.")
    yield from _repeated(content.of(Role), "slug", lambda row: row.slug, "A role “{0}” already exists.")
    yield from _repeated(
        content.of(Role), "code", lambda row: row.code.casefold(), "{1} already has this abbreviation. Choose another."
    )
    yield from _repeated(
        content.of(Pattern),
        "text",
        lambda row: row.text and (row.text.casefold(), row.whole),
        "“{2}” already belongs to {3}. Remove it there, or use a longer title.",
        names,
    )
    yield from _repeated(
        content.of(Level), "number", lambda row: (row.role_id, row.track, row.number), "This level already exists."
    )


def _repeated(rows: Iterable[Any], field: str, key: Any, message: str, names: Mapping[str, str] | None = None) -> Found:
    """Each row whose key another row has. The message may name the key, the other row, its text and its role."""
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for row in rows:
        if key(row):
            groups[key(row)].append(row)
    for value, group in groups.items():
        for row, other in zip(group, [*group[1:], group[0]], strict=True):
            if row is not other:
                role = getattr(other, "role", "") if names else ""
                yield Contradiction(
                    row, field, message.format(value, other, row, (names or {}).get(role, "another title"))
                )


def _unknown(content: Rows) -> Found:
    known = {
        "role": {*content.names, ""},
        "function": {row.slug for row in content.of(Function)} | {""},
        "source": {row.slug for row in content.of(Source)},
        "stage": set(STAGES),
    }
    known["function/role"] = known["function"] | known["role"]
    for row in content.of(*CITABLES, Role, Pairing, Pattern, Step):
        for kind, field, name in _references(row):
            if name not in known[kind]:
                yield Contradiction(
                    row, field, f"{capfirst(kind.replace('/', ' or '))} “{name}” not found. Choose an existing one."
                )


def _references(row: Any) -> Iterator[tuple[str, str, str]]:
    """(kind of the thing named, field, its name)."""
    fields: dict[type[Model], dict[str, tuple[str, ...]]] = {
        Role: {"function": ("function_id",), "role": ("leads",)},
        Responsibility: {"role": ("roles",)},
        Pairing: {"role": ("one_id", "other_id")},
        Pattern: {"role": ("claimed_by_id", "ask"), "function": ("function",)},
        Step: {"role": ("to",)},
        ReportingLine: {"function": ("functions", "lighter")},
        Partner: {"function": ("functions",), "stage": ("stages",)},
        Need: {"stage": ("stages", "urgent_stages")},
    }
    if isinstance(row, Citable):
        yield "source", "source", row.source_id
    if isinstance(row, Norm):
        kinds = ("role",) if row.counts == Norm.Counts.COUNTERPARTS else ("function", "role")
        yield "/".join(kinds), "of", row.of
    for kind, names in fields.get(type(row), {}).items():
        for name in names:
            value = getattr(row, name)
            for item in value if isinstance(value, list) else [value or ""]:
                yield kind, name.removesuffix("_id"), item


def _unfilled(content: Rows) -> Found:
    """A reporting target that no role fills."""
    highest: dict[str, int] = defaultdict(int)
    functions = {role.slug: role.function_id for role in content.of(Role)}
    for level in content.of(Level):
        function = functions.get(level.role_id, "")
        highest[function] = max(highest[function], level.number)
    for line in content.of(ReportingLine):
        for function in line.functions:
            if highest[function] < line.level:
                text = f"No role in the function “{function}” has level {line.level} or above, so there is no one"
                yield Contradiction(line, "functions", f"{text} to report to. Add such a role, or choose another.")


def _claims(content: Rows) -> Found:
    """A responsibility that two roles claim without saying that either may have it."""
    by_name: dict[str, list[Responsibility]] = defaultdict(list)
    for row in content.of(Responsibility):
        if len(row.roles) > 1 and not row.either:
            names = " and ".join(content.names.get(slug, slug) for slug in row.roles)
            text = f"{names} cannot both be responsible. Select “Shared: needs one owner”, or leave it to one."
            yield Contradiction(row, "either", text)
        if not row.roles:
            yield Contradiction(row, "roles", "Choose the responsible role.")
        by_name[" ".join(row.name.split()).casefold()].append(row)
    for group in by_name.values():
        for row, other in zip(group, [*group[1:], group[0]], strict=True):
            if row is not other:
                owners = " and ".join(content.names.get(slug, slug) for slug in other.roles)
                text = f"This name is already used by {owners}. Keep one and select “Shared: needs one owner”"
                yield Contradiction(row, "name", f"{text}, or rename this one.")


def _leading(content: Rows) -> Found:
    leads = {role.slug: role.leads for role in content.of(Role)}
    for role in content.of(Role):
        if found := ring(role.slug, leads):
            names = " leads ".join(content.names.get(slug, slug) for slug in found)
            yield Contradiction(role, "leads", f"These roles lead each other in a circle: {names}. Remove one of them.")


def _ladders(content: Rows) -> Found:
    """Next steps must lead on: from no level may they come back to it."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for level in content.of(Level):
        numbers[level.role_id].add(level.number)
    rungs: dict[Any, list[Any]] = {}
    for role, levels in numbers.items():
        order = sorted(levels)
        rungs.update({(role, low): [(role, high)] for low, high in pairwise(order)})
    steps = content.of(Step)
    for step in steps:
        for field, role, number in (("level", step.role_id, step.level), ("at", step.to, step.at)):
            if role in content.names and number not in numbers[role]:
                text = f"{content.names[role]} has no level {number}. Add the level first, or choose another."
                yield Contradiction(step, field, text)
        rungs.setdefault((step.role_id, step.level), []).append((step.to, step.at))
    for step in steps:
        if found := ring((step.role_id, step.level), rungs, first=(step.to, step.at)):
            names = " → ".join(f"{content.names.get(slug, slug)} {number}" for slug, number in found)
            yield Contradiction(step, "to", f"This path leads back to where it starts: {names}. Remove one step.")


def _covering(content: Rows) -> Found:
    """What the rules cannot do without where products are covered in a role."""
    needs = {need.role_id for need in content.of(Need)}
    cores = {point.role_id for point in content.of(Point) if point.section == Point.Section.OVERVIEW}
    for role in content.of(Role):
        if role.code and not CODE.fullmatch(role.code):
            yield Contradiction(role, "code", "Use letters and digits only, starting with a letter.")
        if not role.covers:
            continue
        if not role.code:
            yield Contradiction(role, "code", "A role that covers products needs an abbreviation, for badges.")
        if role.slug not in needs:
            yield Contradiction(role, "covers", "This role covers products, so say when a product needs it.")
        if role.slug not in cores:
            yield Contradiction(role, "covers", "This role covers products, so its overview must say what it is for.")
    yield from _partner_rules(content)
    yield from _norm_rules(content)


def _partner_rules(content: Rows) -> Found:
    codes = {role.slug: role.code.lower() for role in content.of(Role) if role.covers}
    partners = [row for row in content.of(Partner) if row.role_id in codes]
    text = "Another entry has this name. Give each its own name, so that their rules can be told apart."
    yield from _repeated(partners, "name", lambda row: row.name or codes[row.role_id], text)


def _norm_rules(content: Rows) -> Found:
    ratios = (Norm.Counts.PEOPLE, Norm.Counts.HOLDERS)
    norms = content.of(Norm)
    for row in norms:
        if not row.low and not row.high:
            yield Contradiction(row, "high", "Enter a lower or an upper limit.")
        elif row.high and row.low > row.high:
            yield Contradiction(
                row, "low", f"The lower limit ({row.low}) is above the upper one ({row.high}). Swap them."
            )
        if row.counts in ratios and not row.name:
            yield Contradiction(row, "name", "A ratio needs a name, so that its rule can be told apart.")
        if row.counts != Norm.Counts.PRODUCTS and not row.of:
            yield Contradiction(row, "of", "Choose the function or role to compare with.")
    text = "Another ratio has this name. Give each its own name, so that their rules can be told apart."
    yield from _repeated([row for row in norms if row.counts in ratios], "name", lambda row: row.name, text)


def _words(content: Rows) -> Found:
    """A word means one thing in titles and statuses of its language; columns of different files may share a header."""
    statuses = set(Translation.STATUSES)
    claims: dict[tuple[str, str, str], str] = {}
    for row in content.of(Translation):
        if row.kind == Translation.Kind.STATUS and row.means not in statuses:
            yield Contradiction(row, "means", f"Use one of {', '.join(Translation.STATUSES)}.")
        if row.kind == Translation.Kind.HEADER:
            continue
        for word in row.words:
            other = claims.setdefault((row.language_id, row.kind, word.casefold()), row.means)
            if other != row.means:
                text = f"“{word}” already means “{other}”. Keep it in one place only."
                yield Contradiction(row, "words", text)


def _interviews(content: Rows) -> Found:
    """Questions and steps name competencies of their own role."""
    known = {row.key for row in content.of(Competency)}
    text = "This role has no competency “{}”. Choose an existing one, or add it first."
    for row in content.of(Question):
        if f"{row.role_id}/{row.competency}" not in known:
            yield Contradiction(row, "competency", text.format(row.competency))
    for row in content.of(InterviewStep):
        for name in row.competencies:
            if f"{row.role_id}/{name}" not in known:
                yield Contradiction(row, "competencies", text.format(name))
