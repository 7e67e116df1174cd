"""The page of a unit: a form for each of its rows, and the rows that were typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Model

from roles.contradictions import Contradiction
from roles.documents.cells import Ref, ref, row
from roles.editing.fields import Around
from roles.editing.forms import RowForm
from roles.editing.naming import identified, page_slug
from roles.editing.parts import PARTS, Part
from roles.guide.reading import Guide

MOST, LAST = 500, 900


@dataclass
class Group:
    """A part with its forms; `spare` is the blank one that the page copies to add more."""

    part: Part
    forms: list[RowForm]
    spare: RowForm | None

    @property
    def wrong(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms)

    @property
    def statements(self) -> bool:
        """Whether its rows are bare statements, a line each."""
        return self.part.table in ("point", "pairpoint")

    @property
    def helps(self) -> list[tuple[str, str]]:
        return self.spare.helps if self.spare else []


class Editor:
    """A unit's rows as forms. `guide` is the content that it stands in; `data` what was sent, if it was.

    `more` names a part that one more blank row is wanted in. Without `placed` rows stay where they are, and new ones
    come last. `source` is where statements that are new come from unless somebody says otherwise.
    """

    def __init__(
        self,
        kind: str,
        rows: Sequence[Model],
        guide: Guide,
        data: Mapping[str, Any] | None = None,
        more: str = "",
        placed: bool = True,
        source: str = "lineup",
    ) -> None:
        self.kind, self.rows, self.guide, self.data, self.more = kind, list(rows), guide, data, more
        self.source = source
        self.parts = [part if placed or part.head else _unplaced(part) for part in PARTS[kind]]
        self.elsewhere: list[str] = []

    @cached_property
    def _around(self) -> Around:
        head = next((row for row in self.rows if PARTS[self.kind][0].holds(row)), None)
        return Around(self.guide, getattr(head, "slug", ""), source=self.source)

    @property
    def untouched(self) -> list[Model]:
        """Rows of the unit that the page has no place for: they stay as they are."""
        return [row for row in self.rows if not any(part.holds(row) for part in PARTS[self.kind])]

    @cached_property
    def groups(self) -> list[Group]:
        return [self._group(part) for part in self.parts]

    @property
    def forms(self) -> list[RowForm]:
        return [form for group in self.groups for form in group.forms]

    @property
    def head(self) -> RowForm:
        return self.groups[0].forms[0]

    @property
    def slug(self) -> str:
        """The end of the address of the unit's page; '' where it is new or has none."""
        return getattr(self.head.row, "slug", "")

    @property
    def wrong(self) -> list[RowForm]:
        """The forms with something to mend."""
        return [form for form in self.forms if form.is_bound and form.errors]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def typed(self, taken: Iterable[str] = ()) -> list[tuple[RowForm, Model]]:
        """The rows that valid forms make, each with its form. `taken` are keys that a new row must not get."""
        page = page_slug(self.kind, self.head)
        used = set(taken) | {form["origin"].value() for form in self.forms}
        found = []
        for group in self.groups:
            kept = [form for form in group.forms if not form.is_blank and not form.is_removed]
            if "order" in group.part.fields and not group.part.head:
                kept.sort(key=lambda form: form.cleaned_data["order"])
            for at, form in enumerate(kept):
                values = identified(group.part, form, self.kind, page, used)
                if "order" in group.part.fields and not group.part.head:
                    values["order"] = at
                elif form.row is None and not group.part.head:
                    values.setdefault("order", LAST + at)
                found.append((form, row(Ref(group.part.table, ""), values)))
        return found

    def complain(self, typed: Sequence[tuple[RowForm, Model]], found: Iterable[Contradiction]) -> None:
        """Say each contradiction at the field that it is about, or above the page where it is about another unit."""
        forms = {id(made): form for form, made in typed}
        others = []
        for wrong in found:
            form = forms.get(id(wrong.row))
            if form is None:
                others.append(str(wrong))
            else:
                form.add_error(wrong.field if wrong.field in form.fields else None, wrong.message)
        # Two records that claim the same are both in the wrong; the one on this page says it.
        self.elsewhere = [] if self.wrong else others

    def _group(self, part: Part) -> Group:
        mine = {ref(row).key: row for row in self.rows if part.holds(row)}
        blank = None if part.head or part.single else RowForm(part, self._around, f"{part.place}-__n__")
        if self.data is None:
            forms = [self._form(part, n, row) for n, row in enumerate(_in_order(part, mine.values()))]
            wanted = part.head or part.single
            return Group(part, forms or ([self._form(part, 0, None)] if wanted else []), blank)
        total = self.data.get(f"{part.place}-total", "")
        most = 1 if part.head or part.single else MOST
        count = min(int(total), most) if total.isdecimal() and len(total) < 5 else 1
        forms = [self._sent(part, n, mine) for n in range(max(count, 1 if part.head else 0))]
        if self.more == part.place:
            forms.append(self._form(part, len(forms), None))
        return Group(part, forms, blank)

    def _form(self, part: Part, number: int, row: Model | None) -> RowForm:
        form = RowForm(part, self._around, f"{part.place}-{number}", row)
        if "order" in part.fields and not part.head:
            form.initial["order"] = number + 1
        elif "order" in part.fields and row is None:
            taken = (other.order for other in self.guide.of(part.model))  # type: ignore[attr-defined]
            form.initial["order"] = max(taken, default=0) + 1
        return form

    def _sent(self, part: Part, number: int, mine: Mapping[str, Model]) -> RowForm:
        prefix = f"{part.place}-{number}"
        origin = (self.data or {}).get(f"{prefix}-origin", "")
        # A page has one head, whatever is sent of where it comes from.
        row = next(iter(mine.values()), None) if part.head else mine.get(origin)
        return RowForm(part, self._around, prefix, row, self.data)


def _unplaced(part: Part) -> Part:
    return replace(part, fields=tuple(name for name in part.fields if name != "order"))


def _in_order(part: Part, rows: Iterable[Any]) -> list[Any]:
    if any(field.name == "order" for field in part.model._meta.concrete_fields):
        return sorted(rows, key=lambda row: (row.order, ref(row).key))
    if part.table == "level":
        return sorted(rows, key=lambda row: (row.track, row.number))
    return sorted(rows, key=lambda row: ref(row).key)
