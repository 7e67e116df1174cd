"""Products and who covers them, from the rows of a products file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planning.org.content import Content
from planning.org.state import BACKUP, OWNER, STAGES, STAND_IN

from . import cells
from .keys import Directory, slug
from .match import KIND_WORDS, SLOT, role_of
from .people import MAX_KEY
from .problems import Report
from .read import Row, Table

Fields = dict[str, Any]
Slot = tuple[str, str, str]  # product, role, position

_STAGE_WORDS = {
    "idea": "idea concept discovery ideation research proposed", "build": "build building development alpha prototype mvp poc",
    "beta": "beta preview pilot early-access experimental", "launch": "launch launching launched release ga released",
    "growth": "growth growing live active scale scaling production", "mature": "mature maturity maintenance established sustain "
    "stable legacy", "sunset": "sunset deprecated retired eol end-of-life decline discontinued sunsetting retiring",
}  # fmt: skip
_STAGES = {word: stage for stage, words in _STAGE_WORDS.items() for word in words.split()}
_QUALIFIER = re.compile(r"[\(\[](.*?)[\)\]]")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_NOBODY = cells.BLANKS | {
    "nobody",
    "no one",
    "tbd",
    "tbh",
    "tbc",
    "tba",
    "vacant",
    "open",
    "not needed",
    "not applicable",
}


@dataclass
class Coverage:
    """What a products file says. `slots` is by product, role and position; `covers` are the product and
    role pairs that the file speaks of, whoever it names."""

    products: dict[str, Fields] = field(default_factory=dict)
    slots: dict[Slot, Fields] = field(default_factory=dict)
    covers: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    spared: set[str] = field(default_factory=set)


class ProductReader:
    """Reads the rows of one table; `interim` are the positions whose own row says that they are for the time being."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, list[int]],
        content: Content,
        directory: Directory,
        interim: set[str],
        report: Report,
    ) -> None:
        self.table, self.columns, self.content = table, columns, content
        self.directory, self.interim, self.report = directory, interim, report
        self.slots = [
            (name.split(":")[1:], i) for name, places in columns.items() if name.startswith(SLOT) for i in places
        ]
        self.is_long = "slot_role" in columns and "slot_position" in columns
        values = [row.cells[i] for row in table.rows for (_, what), i in self.slots if what in KIND_NAMES]
        if self.is_long:
            values += [self.cell(row, "slot_position") for row in table.rows]
        self.people_first = directory.person_first(values)
        dates = [name for name in ("launch", "slot_starts", "slot_ends") if name in columns]
        self.month_first = {
            n: cells.is_month_first(row.cells[i] for row in table.rows for i in columns[n]) for n in dates
        }
        self.found = Coverage()
        self.keys: dict[tuple[str, str], str] = {}

    def read(self) -> Coverage:
        for row in self.table.rows:
            if tuple(row.cells) != self.table.headers:
                self._row(row)
        self._say_defaults()
        return self.found

    def cell(self, row: Row, name: str) -> str:
        return next((row.cells[i] for i in self.columns.get(name, ()) if row.cells[i]), "")

    def header(self, name: str) -> str:
        return self.table.headers[self.columns[name][0]] if name in self.columns else ""

    def note(self, row: Row, name: str, message: str) -> None:
        self.report.note(row.number, self.header(name), self.cell(row, name), message)

    def _say_defaults(self) -> None:
        row = self.table.header_row
        missing = [label for name, label in (("stage", "stage"),) if name not in self.columns]
        if not any(name in self.columns for name in ("market", "internal", "audience")):
            missing.append("audience")
        if missing:
            text = f"The file gives no {' and no '.join(missing)}: new products count as in growth and market-facing."
            self.report.note(row, "", "", text if missing[0] == "stage" else text.replace("in growth and ", ""))
        if not self.slots and not self.is_long:
            text = "No column names a role, so nobody is assigned. Name a column “PM”, “PMM” or as another role."
            self.report.note(row, "", "", text)

    def _row(self, row: Row) -> None:
        ident, name = self.cell(row, "product_id"), self.cell(row, "product")
        if not ident and not name:
            self.report.error(
                row.number, "", " ".join(row.cells)[:200], "The row names no product. Fill in its id or name."
            )
            return
        if len(ident) > MAX_KEY or len(name) > 200:
            text = "A product has an id of up to 120 and a name of up to 200 characters. Shorten it."
            self.report.error(row.number, self.header("product_id") or self.header("product"), ident or name, text)
            return
        errors = len(self.report.bad_rows)
        given = self._product(row, name)
        assignments = list(self._assignments(row))
        if len(self.report.bad_rows) > errors:
            self.found.spared.add(self._key(row, ident, name))
            return
        key = self._key(row, ident, name)
        self.found.products.setdefault(key, {}).update(given)
        self.found.rows.setdefault(key, row.number)
        for role, position, fields in assignments:
            self.found.covers.add((key, role))
            if position:
                self._assign((key, role, position), fields, row)

    def _assign(self, slot: Slot, fields: Fields, row: Row) -> None:
        if slot in self.found.slots and self.found.slots[slot] != fields:
            self.report.note(row.number, "", slot[2], f"Named twice for {slot[0]} in one role; the first counts.")
        self.found.slots.setdefault(slot, fields)

    def _key(self, row: Row, ident: str, name: str) -> str:
        """The key of a product: its id, else made from its name. Rows of one id and name are one product."""
        key = ident or slug(name) or f"product-{row.number}"
        place = (key, name.casefold())
        if place not in self.keys:
            used = [k for (base, _), k in self.keys.items() if base == key]
            self.keys[place] = f"{key[: MAX_KEY - 5]}-{len(used) + 1}" if used else key
            if used:
                text = f"The id stands for another product, too; this one has the key {self.keys[place]}."
                self.report.note(row.number, self.header("product_id"), ident, text)
        return self.keys[place]

    def _product(self, row: Row, name: str) -> Fields:
        given: Fields = {"name": name} if name else {}
        if "stage" in self.columns and (stage := self._stage(row)):
            given["stage"] = stage
        market = self._market(row)
        if market is not None:
            given["market_facing"] = market
        if "launch" in self.columns:
            given["launch"] = self._date(row, "launch")
        if "tier" in self.columns:
            given["launch_tier"] = self.cell(row, "tier")[:20]
        if "team" in self.columns:
            given["team"] = self.cell(row, "team")[:200]
        return given

    def _stage(self, row: Row) -> str:
        value = self.cell(row, "stage").casefold()
        whole = value.replace(" ", "-")
        stage = whole if whole in STAGES else _STAGES.get(whole, "")
        words = re.findall(r"[a-z]+", value)
        stage = stage or next((_STAGES[word] for word in words if word in _STAGES), "")
        if not stage:
            self.note(
                row, "stage", f"Not a stage that is known; a new product counts as in growth. Use: {', '.join(STAGES)}."
            )
        return stage

    def _market(self, row: Row) -> bool | None:
        for name, turn in (("market", False), ("internal", True)):
            answer = cells.parse_yes(self.cell(row, name)) if self.cell(row, name) else None
            if answer is not None:
                return answer is not turn
        audience = self.cell(row, "audience").casefold()
        if re.search(r"\binternal\b", audience):
            return False
        if re.search(r"\b(market|external|customers?|public|b2b|b2c|commercial)\b", audience):
            return True
        if "audience" in self.columns and audience:
            self.note(row, "audience", "Neither internal nor for the market; a new product counts as market-facing.")
        return None

    def _date(self, row: Row, name: str) -> date | None:
        value = self.cell(row, name)
        return self._parse_date(row, self.header(name), value, self.month_first.get(name, False))

    def _parse_date(self, row: Row, header: str, value: str, month_first: bool = False) -> date | None:
        if value.casefold() in _NOBODY:
            return None
        try:
            found = cells.parse_date(value, month_first)
        except cells.NotPossible as error:
            self.report.error(row.number, header, value, str(error))
            return None
        if found is None:
            self.report.note(row.number, header, value, f"This is no date; it was left out. {cells.DATE_FORMS}")
        return found

    def _assignments(self, row: Row) -> list[tuple[str, str, Fields]]:
        """Role, position ('' where the cell names nobody) and the fields of each assignment of a row."""
        if self.is_long:
            return self._long(row)
        details = self._details(row)
        found: list[tuple[str, str, Fields]] = []
        for (role, what), i in self.slots:
            if what in KIND_NAMES:
                found.append((role, "", {}))
                for position, fields in self._holders(row, i, what):
                    found.append((role, position, fields | details.get(role, {})))
        return found

    def _details(self, row: Row) -> dict[str, Fields]:
        """Share, first and last day by role, where the file has columns of their own for them."""
        details: dict[str, Fields] = {}
        for (role, what), i in self.slots:
            value, header = row.cells[i], self.table.headers[i]
            if not value or what in KIND_NAMES:
                continue
            if what == "share":
                if (share := self._share(row, header, value)) is not None:
                    details.setdefault(role, {})["share"] = share
            else:
                details.setdefault(role, {})[what] = self._parse_date(row, header, value)
        return details

    def _share(self, row: Row, header: str, value: str) -> int | None:
        number = cells.parse_number(value)
        if number is None or not 0 <= number <= 100:
            self.report.note(row.number, header, value, "Not a share between 0 and 100%; it counts as 100%.")
            return None
        return round(number * 100) if number <= 1 else round(number)

    def _long(self, row: Row) -> list[tuple[str, str, Fields]]:
        words = self.cell(row, "slot_role")
        role = role_of(words, self.content)
        if not role:
            if words:
                self.note(
                    row, "slot_role", "No role goes by this name; nobody was assigned. Use a role's name or code."
                )
            return []
        kind = next((k for k, pattern in KIND_WORDS.items() if pattern.search(self.cell(row, "slot_kind"))), OWNER)
        extra: Fields = {}
        if self.cell(row, "slot_share"):
            share = self._share(row, self.header("slot_share"), self.cell(row, "slot_share"))
            extra |= {} if share is None else {"share": share}
        extra |= {
            t: self._date(row, n) for n, t in (("slot_starts", "starts"), ("slot_ends", "ends")) if n in self.columns
        }
        place = next((i for i in self.columns["slot_position"] if row.cells[i]), self.columns["slot_position"][0])
        found = [(role, position, fields | extra) for position, fields in self._holders(row, place, kind)]
        return [(role, "", {}), *found]

    def _holders(self, row: Row, i: int, kind: str) -> list[tuple[str, Fields]]:
        found = []
        for part in self._parts(row.cells[i]):
            qualifier = " ".join(_QUALIFIER.findall(part))
            name = " ".join(_QUALIFIER.sub(" ", part).split())
            position = self._position(row, i, part, name)
            if position:
                found.append((position, self._fields(position, kind, qualifier)))
        return found

    def _fields(self, position: str, kind: str, qualifier: str) -> Fields:
        named = next((k for k, pattern in KIND_WORDS.items() if pattern.search(qualifier)), "")
        kind = named or kind
        if kind == OWNER and position in self.interim:
            kind, qualifier = STAND_IN, qualifier or "interim"
        fields: Fields = {"kind": kind, "note": qualifier[:200]}
        share = _SHARE.search(qualifier)
        if share and float(share[1].replace(",", ".")) <= 100:
            fields["share"] = round(float(share[1].replace(",", ".")))
        return fields

    def _parts(self, cell: str) -> list[str]:
        """Several in one cell. A comma, slash or ampersand parts them only where the whole is not known."""
        parts: list[str] = []
        for part in re.split(r"[;|\n]", cell):
            whole = part.strip()
            bare = " ".join(_QUALIFIER.sub(" ", whole).split())
            known = bare.casefold() in _NOBODY or self.directory.find(bare, self.people_first)
            parts += [whole] if known else [p.strip() for p in re.split(r"[,/&+]|\band\b", whole)]
        return [part for part in parts if part and part.casefold() not in _NOBODY]

    def _position(self, row: Row, i: int, part: str, name: str) -> str:
        if name.casefold() in _NOBODY or cells.is_vacancy(name):
            return ""
        keys = self.directory.find(name, self.people_first) or self.directory.find(part, self.people_first)
        if len(keys) == 1:
            return keys[0]
        text = (
            "Several positions go by this name; use an id." if keys else "No position has this id; nobody was assigned."
        )
        self.report.note(row.number, self.table.headers[i], part, text)
        return ""


KIND_NAMES = frozenset({OWNER, BACKUP, STAND_IN})


def headers_missing(columns: Mapping[str, list[int]]) -> str:
    """Why these columns do not make a products file; '' if they do."""
    if "product" not in columns and "product_id" not in columns:
        return "There is no column for the product. Name one “Product”."
    return ""
