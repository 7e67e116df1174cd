"""Products and who covers them, from the rows of a products file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planning.core.records import STAGES, Product
from planning.imports.opening.read import Row
from planning.imports.people.position_rows import MAX_KEY
from planning.imports.placing.keys import slug
from planning.imports.products.cover_cells import CoverRows, Fields

_STAGE_WORDS = {
    "idea": "idea concept discovery ideation research proposed",
    "build": "build building development alpha prototype mvp poc",
    "beta": "beta preview pilot early-access experimental",
    "launch": "launch launching launched release ga released",
    "growth": "growth growing live active scale scaling production",
    "mature": "mature maturity maintenance established sustain stable legacy",
    "sunset": "sunset deprecated retired eol end-of-life decline discontinued sunsetting retiring",
}
_STAGES = {word: stage for stage, words in _STAGE_WORDS.items() for word in words.split()}


class Cover(NamedTuple):
    """A position covers a product in a role."""

    product: str
    role: str
    position: str


@dataclass
class Coverage:
    """What a products file says. `assignments` holds the fields of each assignment; `mentioned` are the product and
    role pairs that the file speaks of, whoever it names."""

    products: dict[str, Fields] = field(default_factory=dict)
    assignments: dict[Cover, Fields] = field(default_factory=dict)
    mentioned: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    spared: set[str] = field(default_factory=set)


class ProductReader(CoverRows):
    """Reads the rows of a products file; says into `report` what is odd."""

    def read(self, known: Mapping[str, str]) -> Coverage:
        """Everything that the file says. `known` are keys of products that are there, by name in lower case."""
        self.found = Coverage()
        self.known = known
        self.numbered: dict[str, str] = {}
        idents = (self.cell(row, "product_id") for row in self.table.rows)
        self.names: dict[str, dict[str, str]] = {ident: {} for ident in idents if ident}
        for row in self.table.rows:
            if tuple(row.cells) != self.table.headers:
                self._row(row)
        if self.is_long:
            roles = {role for _, role in self.found.mentioned}
            self.found.mentioned = {(key, role) for key in self.found.products for role in roles}
        self._say_defaults()
        return self.found

    def _say_defaults(self) -> None:
        row = self.table.header_row
        missing = [label for name, label in (("stage", "stage"),) if name not in self.columns]
        if not any(name in self.columns for name in ("market", "internal", "audience")):
            missing.append("audience")
        if missing:
            text = f"The file gives no {' and no '.join(missing)}: new products count as in growth and market-facing."
            self.report.note(row, "", "", text if missing[0] == "stage" else text.replace("in growth and ", ""))
        if not self.role_columns and not self.is_long:
            text = "No column names a role, so nobody is assigned. Name a column “PM”, “PMM” or as another role."
            self.report.note(row, "", "", text)

    def _row(self, row: Row) -> None:
        ident, name = self.cell(row, "product_id"), self.cell(row, "product")
        if not ident and not name:
            text = "The row names no product. Fill in its id or name."
            self.report.error(row.number, "", " ".join(row.cells), text)
            return
        if len(ident) > MAX_KEY or len(name) > 200:
            text = "A product has an id of up to 120 and a name of up to 200 characters. Shorten it."
            self.report.error(row.number, self.header("product_id") or self.header("product"), ident or name, text)
            return
        given = self._product(row, name)
        assignments = self.assignments(row)
        if row.number in self.report.bad_rows:
            self.found.spared.add(self._key(row, ident, name))
            return
        key = self._key(row, ident, name)
        self.found.products.setdefault(key, {}).update(given)
        self.found.rows.setdefault(key, row.number)
        for role, position, fields in assignments:
            self.found.mentioned.add((key, role))
            if position:
                self._assign(Cover(key, role, position), fields, row)

    def _assign(self, cover: Cover, fields: Fields, row: Row) -> None:
        if cover in self.found.assignments and self.found.assignments[cover] != fields:
            self.report.note(
                row.number, "", cover.position, f"Named twice for {cover.product} in one role; the first counts."
            )
        self.found.assignments.setdefault(cover, fields)

    def _key(self, row: Row, ident: str, name: str) -> str:
        """The key of a product: its id, else what a product of that name has, else one made from its name. Rows
        of one id and name are one product."""
        key = ident or self.known.get(name.casefold()) or slug(name) or self._numbered(row, name)
        names = self.names.setdefault(key, {})
        if name.casefold() not in names:
            names[name.casefold()] = self._next_key(row, key, ident) if names and name else key
        return names[name.casefold()]

    def _numbered(self, row: Row, name: str) -> str:
        """A key for a name without letters or digits: by its first row."""
        return self.numbered.setdefault(name, f"product-{row.number}")

    def _next_key(self, row: Row, key: str, ident: str) -> str:
        taken = {*self.names, *(k for names in self.names.values() for k in names.values())}
        other = next(k for n in range(2, len(taken) + 3) if (k := f"{key[: MAX_KEY - 6]}-{n}") not in taken)
        text = f"The id stands for another product, too; this one has the key {other}."
        self.report.note(row.number, self.header("product_id"), ident, text)
        return other

    def _product(self, row: Row, name: str) -> Fields:
        given: Fields = {"name": name} if name else {}
        if "stage" in self.columns and (stage := self._stage(row)):
            given["stage"] = stage
        market = self._market(row)
        if market is not None:
            given["market_facing"] = market
        if "launch" in self.columns:
            given["launch"] = self.day(row, "launch")
        if "tier" in self.columns:
            given["launch_tier"] = self.text(row, "tier", 20)
        if "team" in self.columns:
            given["team"] = self.text(row, "team", 200)
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
        for name, means in (("market", True), ("internal", False)):
            answer = self.yes(row, name)
            if answer is not None:
                return answer is means
        audience = self.cell(row, "audience").casefold()
        if re.search(r"\binternal\b", audience):
            return False
        if re.search(r"\b(market|external|customers?|public|b2b|b2c|commercial)\b", audience):
            return True
        if "audience" in self.columns and audience:
            self.note(row, "audience", "Neither internal nor for the market; a new product counts as market-facing.")
        return None


def as_given(product: Product, fields: Mapping[str, Any]) -> Product:
    """The product with what a file gives of it, which is no longer assumed."""
    return product._replace(**fields, assumed=product.still_assumed(fields))


def headers_missing(columns: Mapping[str, Sequence[int]]) -> str:
    """Why these columns do not make a products file; '' if they do."""
    if "product" not in columns and "product_id" not in columns:
        return "There is no column for the product. Name one “Product”."
    return ""
