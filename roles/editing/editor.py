"""One section of a unit as forms: a form for each of its rows, and the rows that were typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Model

from roles.contradictions import Contradiction
from roles.documents.cells import Ref, ref, row
from roles.editing.fields import Around
from roles.editing.forms import RowForm, place_of
from roles.editing.naming import identified, page_slug
from roles.editing.parts import Part
from roles.guide.reading import Guide

MOST = 500
Data = Mapping[str, Any]


class Editor:
    """The rows of a part of a unit as forms. `rows` are all rows of the unit, those of the part as the page was opened
    with them; `guide` is the content that it stands in; `data` what was sent, if it was.

    `more` wants one more blank row. `source` is where statements that are new come from unless somebody says otherwise.
    """

    def __init__(
        self,
        kind: str,
        part: Part,
        rows: Iterable[Model],
        guide: Guide,
        data: Data | None = None,
        more: bool = False,
        source: str = "lineup",
    ) -> None:
        self.kind, self.part, self.guide, self.data, self.more = kind, part, guide, data, more
        self.rows, self.source = list(rows), source
        self.elsewhere: list[Contradiction] = []

    @cached_property
    def slug(self) -> str:
        """The end of the address of the unit's page; '' where it is new or has none."""
        return next((row.slug for row in self.rows if hasattr(row, "slug")), "")

    @cached_property
    def _around(self) -> Around:
        return Around(self.guide, self.slug, source=self.source)

    @cached_property
    def forms(self) -> list[RowForm]:
        """In the order in which they were put, if they have one."""
        mine = {ref(row).key: row for row in self.rows if self.part.holds(row)}
        forms = self._stored(mine) if self.data is None else self._sent(self.data, mine)
        return sorted(forms, key=lambda form: form.place) if self.part.ordered else forms

    @cached_property
    def spare(self) -> RowForm | None:
        """The blank one that the page copies to add more."""
        return None if self.part.lone else RowForm(self.part, self._around, f"{self.part.place}-__n__")

    @property
    def head(self) -> RowForm:
        return self.forms[0]

    @property
    def wrong(self) -> list[RowForm]:
        """The forms with something to mend."""
        return [form for form in self.forms if form.is_bound and form.errors]

    @property
    def helps(self) -> list[tuple[str, str]]:
        return self.spare.helps if self.spare else []

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def typed(self, taken: Iterable[str] = ()) -> list[tuple[RowForm, Model]]:
        """The rows that valid forms make, each with its form. `taken` are keys that a new row must not get."""
        page = self.slug or page_slug(self.kind, self.head)
        used = set(taken) | {form["origin"].value() for form in self.forms}
        kept = [form for form in self.forms if not form.is_blank and not form.is_removed]
        found = []
        for at, form in enumerate(kept):
            values = identified(self.part, form, self.kind, page, used)
            if self.part.ordered:
                values["order"] = at
            found.append((form, row(Ref(self.part.table, ""), values)))
        return found

    def complain(self, typed: Sequence[tuple[RowForm, Model]], found: Iterable[Contradiction]) -> None:
        """Say each contradiction at the field that it is about, or above the page where it is about other rows."""
        forms = {id(made): form for form, made in typed}
        others = []
        for wrong in found:
            form = forms.get(id(wrong.row))
            if form is None:
                others.append(wrong)
            else:
                form.add_error(wrong.field if wrong.field in form.fields else None, wrong.message)
        # Two records that claim the same are both in the wrong; the one on this page says it.
        self.elsewhere = [] if self.wrong else others

    def _stored(self, mine: Mapping[str, Model]) -> list[RowForm]:
        forms = [self._form(n, row) for n, row in enumerate(_in_order(self.part, mine.values()))]
        return forms or ([self._form(0, None)] if self.part.lone else [])

    def _sent(self, data: Data, mine: Mapping[str, Model]) -> list[RowForm]:
        total = data.get(f"{self.part.place}-total", "")
        most = 1 if self.part.lone else MOST
        count = min(int(total), most) if total.isdecimal() and len(total) < 5 else 1
        forms = [self._typed(n, data, mine) for n in range(max(count, 1 if self.part.head else 0))]
        return [*forms, self._form(len(forms), None)] if self.more and not self.part.lone else forms

    def _form(self, number: int, row: Model | None) -> RowForm:
        form = RowForm(self.part, self._around, f"{self.part.place}-{number}", row)
        if self.part.ordered:
            form.initial["order"] = number + 1
        elif "order" in self.part.fields and row is None:
            taken = (other.order for other in self.guide.of(self.part.model))  # type: ignore[attr-defined]
            form.initial["order"] = max(taken, default=0) + 1
        return form

    def _typed(self, number: int, data: Data, mine: Mapping[str, Model]) -> RowForm:
        prefix = f"{self.part.place}-{number}"
        # A page has one head, whatever is sent of where it comes from.
        row = next(iter(mine.values()), None) if self.part.head else mine.get(data.get(f"{prefix}-origin", ""))
        return RowForm(self.part, self._around, prefix, row, data)


def moved(part: Part, data: Data, move: str) -> Data:
    """What was sent, with the row of a prefix one place further up or down: `point-overview-2:up`."""
    prefix, _, way = move.partition(":")
    total = min(place_of(data.get(f"{part.place}-total")), MOST)
    names = sorted((f"{part.place}-{n}" for n in range(total)), key=lambda name: place_of(data.get(f"{name}-order")))
    at = names.index(prefix) if prefix in names else -1
    to = at + (-1 if way == "up" else 1)
    if at >= 0 and 0 <= to < len(names):
        names[at], names[to] = names[to], names[at]
    said: Any = data
    copy: dict[str, Any] = said.copy()
    for n, name in enumerate(names, 1):
        copy[f"{name}-order"] = str(n)
    return copy


def _in_order(part: Part, rows: Iterable[Any]) -> list[Any]:
    if any(field.name == "order" for field in part.model._meta.concrete_fields):
        return sorted(rows, key=lambda row: (row.order, ref(row).key))
    if part.table == "level":
        return sorted(rows, key=lambda row: (row.track, row.number))
    return sorted(rows, key=lambda row: ref(row).key)
