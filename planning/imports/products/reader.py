"""Products and who covers them, from the rows of a products file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from planning.core.records import STAGES, Product
from planning.imports.opening.read import Row, Table
from planning.imports.people.position_rows import MAX_KEY
from planning.imports.people.strays import of_the_file
from planning.imports.placing.keys import slug
from planning.imports.products.absent import is_needless
from planning.imports.products.audiences import parse_audience
from planning.imports.products.cover_cells import CoverRows, Fields, Given
from planning.imports.products.matrix import may_be_matrix
from planning.imports.products.staff import bare
from planning.imports.products.stages import parse_stage

_TAKEN_AS = {"stage": "in growth", "audience": "market-facing"}


class Cover(NamedTuple):
    """A position covers a product in a role."""

    product: str
    role: str
    position: str


class Place(NamedTuple):
    """Where an assignment stands in the file."""

    row: int
    column: str
    value: str


@dataclass
class Coverage:
    """What a products file says. `assignments` holds the fields of each assignment; `mentioned` are the product and
    role pairs that the file speaks of, whoever it names; `rows` and `places` are where products and assignments stand
    in it."""

    products: dict[str, Fields] = field(default_factory=dict)
    assignments: dict[Cover, Fields] = field(default_factory=dict)
    mentioned: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    places: dict[Cover, Place] = field(default_factory=dict)
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
            if tuple(row.cells) != self.table.headers and not self._is_stray(row):
                self._row(row)
        self.tally.tell()
        if self.is_long:
            roles = {role for _, role in self.found.mentioned}
            self.found.mentioned = {(key, role) for key in self.found.products for role in roles}
        self._say_defaults()
        return self.found

    def _say_defaults(self) -> None:
        row = self.table.header_row
        missing = ["stage"] if "stage" not in self.columns else []
        if not any(name in self.columns for name in ("market", "internal", "audience")):
            missing.append("audience")
        if missing:
            taken = " and ".join(_TAKEN_AS[name] for name in missing)
            text = f"The file gives no {' and no '.join(missing)}: new products are assumed to be {taken}."
            self.report.note(row, "", "", f"{text} This is marked on their pages; correct it there.", "assumed")
        if "product_line" in self.columns:
            text = "A product line is not a product. If a team has the same name, it becomes the products’ team; "
            text += "otherwise it is not kept."
            self.report.note(row, self.header("product_line"), "", text, "product-line")
        if not self.role_columns and not self.is_long:
            text = "No column names a role, so no one is assigned. Name a column “PM”, “PMM” or after another role."
            self.report.note(row, "", "", text, "no-role-column")

    def _is_stray(self, row: Row) -> bool:
        """Whether a row is a total, or says something of the file: it is no product, which is said."""
        stray = of_the_file(row.cells)
        if stray is not None:
            text = stray.message.replace("a person", "a product")
            self.report.note(row.number, "", next(filter(None, row.cells)), text, stray.code)
        return stray is not None

    def _row(self, row: Row) -> None:
        ident, name = self.cell(row, "product_id"), self.cell(row, "product")
        if not ident and not name:
            text = "The row names no product. Fill in its ID or name."
            self.report.error(row.number, self.header("product"), " ".join(row.cells), text, "no-product")
            return
        if len(ident) > MAX_KEY or len(name) > 200:
            text = "A product ID can have up to 120 characters, a name up to 200. Shorten it."
            header = self.header("product_id") or self.header("product")
            self.report.error(row.number, header, ident or name, text, "too-long")
            return
        given = self._product(row, name)
        assignments = self.assignments(row)
        if row.number in self.report.bad_rows:
            self.found.spared.add(self._key(row, ident, name))
            return
        key = self._key(row, ident, name)
        before = self.found.products.setdefault(key, {})
        before.update({**given, "name": before["name"]} if "name" in before else given)
        self.found.rows.setdefault(key, row.number)
        for said in assignments:
            self.found.mentioned.add((key, said.role))
            if said.position:
                self._assign(Cover(key, said.role, said.position), said, row)

    def _assign(self, cover: Cover, said: Given, row: Row) -> None:
        fields = dict(said.fields)
        if self.found.assignments.get(cover, fields) != fields:
            text = f"Named twice for {cover.product} in one role, so the first counts. Remove one of them."
            self.report.note(row.number, said.column, said.text, text, "named-twice")
        self.found.assignments.setdefault(cover, fields)
        self.found.places.setdefault(cover, Place(row.number, said.column, said.text))

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
        text = f"Another product has the same ID, so this one has the key {other}."
        self.report.note(row.number, self.header("product_id"), ident, text, "product-id-twice")
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
        elif bare(line := self.cell(row, "product_line")) in self.staff.teams:
            given["team"] = line
        if needless := self._needless(row):
            given["without"] = needless
        return given

    def _needless(self, row: Row) -> tuple[str, ...]:
        """The functions of partners that columns say are not needed for the product."""
        roles = {column.role for column in self.role_columns if self._says_needless(row, column.places)}
        known = [role for slug in sorted(roles) if (role := self.content.roles.get(slug)) and not role.covers]
        return tuple(dict.fromkeys(role.function for role in known if role.function))

    def _says_needless(self, row: Row, places: Sequence[int]) -> bool:
        """Whether the columns of a role say so, and name nobody."""
        said = [place for place in places if row.cells[place]]
        return bool(said) and all(is_needless(row.cells[i], self._cells[i]) for i in said)

    @cached_property
    def _cells(self) -> list[set[str]]:
        """What each column holds, be it blank."""
        return [{row.cells[i] for row in self.table.rows} for i in range(len(self.table.headers))]

    def _stage(self, row: Row) -> str:
        value = self.cell(row, "stage")
        stage = parse_stage(value)
        if value and not stage:
            text = f"Not a known stage, so a new product is assumed to be in growth. Use: {', '.join(STAGES)}."
            self.tally.note(row.number, self.header("stage", row), value, text, "unknown-stage")
        return stage

    def _market(self, row: Row) -> bool | None:
        for name, means in (("market", True), ("internal", False)):
            if (told := parse_audience(self.cell(row, name))) is not None:
                return told
            answer = self.yes(row, name)
            if answer is not None:
                return answer is means
        audience = self.cell(row, "audience")
        if (told := parse_audience(audience)) is not None:
            return told
        if audience:
            text = "Neither internal nor market-facing; new products are assumed market-facing. Write either."
            self.tally.note(
                row.number, self.header("audience", row), self.cell(row, "audience"), text, "unknown-audience"
            )
        return None


def as_given(product: Product, fields: Mapping[str, Any]) -> Product:
    """The product with what a file gives of it, which is no longer assumed."""
    marked = tuple(dict.fromkeys((*product.without, *fields.get("without", ()))))
    return product._replace(**{**fields, "without": marked}, assumed=product.still_assumed(fields))


def headers_missing(columns: Mapping[str, Sequence[int]], table: Table) -> str:
    """Why these columns do not make a products file; '' if they do."""
    if "product" not in columns and "product_id" not in columns and not may_be_matrix(table, columns):
        return "There is no product column. Name one “Product”."
    return ""
