"""Bands from a CSV or Excel file: rows that cannot be understood are problems, and then nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.db import transaction

from planning.core.content import Content
from planning.core.cost.pay import Band
from planning.core.dates import day
from planning.core.money import amount_fault
from planning.cost.forms import UPSIDE_DOWN
from planning.cost.models import Band as StoredBand
from planning.forms import currencies
from planning.forms.amount_text import amount_of
from planning.imports.beside import Found
from planning.imports.cells.dates import DATE_FORMS
from planning.imports.cells.numbers import parse_level
from planning.imports.cells.rows import Rows
from planning.imports.cells.words import BLANKS
from planning.imports.columns import match
from planning.imports.opening.read import Row, Table, read
from planning.imports.opening.sheets import Sheets
from planning.imports.problems import HEADER_ROW, NOTE, Problem, Report, Unusable
from planning.organisation import writes
from portal.models import Organisation

NEEDED = {"role": "Role", "currency": "Currency", "low": "Base From", "high": "Base To", "since": "Valid From"}


class BandSheet(NamedTuple):
    """What a file says: its bands, and everything odd about it."""

    bands: tuple[Band, ...]
    problems: tuple[Problem, ...]
    errors: int


def beside_people(name: str, data: bytes | Sheets, content: Content) -> Found:
    """Bands among the files of an import. Raises `Unusable`."""
    sheet = read_bands(name, data, content)
    message = (
        f"Pay bands: {len(sheet.bands)}. They are saved with the import. Leave the file out if you don't want that."
    )
    told = Problem(name, HEADER_ROW, "", "", NOTE, message, "bands-found")
    lines = tuple(_sentence(band, content) for band in sheet.bands)
    return Found((told, *sheet.problems), len(sheet.bands), lambda of: save_bands(of, sheet.bands), lines)


def _sentence(band: Band, content: Content) -> str:
    """“Product Manager, level 4, Berlin: EUR 60,000 to 80,000 from 1 Jan 2026”."""
    name = content.roles[band.role].name if band.role in content.roles else band.role
    scope = ", ".join(filter(None, (name, f"level {band.level}" if band.level else "", band.location)))
    return f"{scope}: {band.currency} {band.low:,.0f} to {band.high:,.0f} from {day(band.since)}"


def read_bands(name: str, data: bytes | Sheets, content: Content) -> BandSheet:
    """Raises `Unusable` where the file holds no such table."""
    report = Report(name)
    table = read(name, data, match.Scorer("bands"), report)
    columns = match.columns_of("bands", table, match.match("bands", table, content, {}, report))
    missing = [header for field, header in NEEDED.items() if field not in columns]
    if missing:
        raise Unusable(
            name,
            f"No column {', '.join(f'“{header}”' for header in missing)}. Add it, then upload the file again.",
            "columns-missing",
        )
    rows = BandRows(table, columns, report)
    bands = tuple(band for row in table.rows if (band := rows.band(row, content)))
    problems = tuple(sorted(report.problems, key=lambda problem: problem.row))
    return BandSheet(bands, problems, len(report.bad_rows))


class BandRows(Rows):
    """The rows of a bands file."""

    def __init__(self, table: Table, columns: Mapping[str, list[int]], report: Report) -> None:
        super().__init__(table, columns, report, ("since",))
        self.places: dict[tuple[Any, ...], int] = {}

    def band(self, row: Row, content: Content) -> Band | None:
        """The band of a row; None where it holds none."""
        role, low, high = self._role(row, content), self._amount(row, "low"), self._amount(row, "high")
        since = self.day(row, "since")
        if since is None and row.number not in self.report.bad_rows:
            self.error(row, "since", f"Enter the date it is valid from. {DATE_FORMS}", "no-date")
        if low is not None and high is not None and high < low:
            self.error(row, "high", UPSIDE_DOWN, "band-upside-down")
        values: dict[str, Any] = {
            "level": self._level(row),
            "location": " ".join(self.text(row, "location", 200).split()),
            "currency": self._currency(row),
            "bonus": self._number(row, "bonus", 0, 200) or Decimal(0),
            "equity": self._amount(row, "equity", needed=False),
            "factor": self._number(row, "factor", 1, 5),
        }
        if low is None or high is None or since is None or row.number in self.report.bad_rows:
            return None
        found = Band(role, low=low, high=high, since=since, **values)
        return self._first(row, found)

    def _first(self, row: Row, band: Band) -> Band | None:
        place = (band.scope, band.since)
        if place in self.places:
            text = f"Row {self.places[place]} has a band with the same scope and start date. Keep one of them."
            self.error(row, "role", text, "band-twice")
            return None
        self.places[place] = row.number
        return band

    def _role(self, row: Row, content: Content) -> str:
        value = self.cell(row, "role")
        role = match.role_of(value, content)
        if not role:
            self.error(row, "role", "No role with this name. Use a name from the role guide.", "unknown-role")
        return role

    def _level(self, row: Row) -> int:
        value = self.cell(row, "level")
        level = parse_level(value) if value and value.casefold() not in {*BLANKS, "all", "any", "every"} else 0
        if level is None:
            self.error(row, "level", "Not a level from 1 to 9. Leave it empty for all levels.", "unknown-level")
        return level or 0

    def _currency(self, row: Row) -> str:
        code = self.cell(row, "currency").upper()
        if not currencies.is_currency(code):
            self.error(row, "currency", currencies.UNKNOWN, "unknown-currency")
        return code

    def _amount(self, row: Row, name: str, *, needed: bool = True) -> Decimal | None:
        value = self.cell(row, name)
        if value.casefold() in BLANKS:
            if needed:
                self.error(row, name, "An amount is missing. Enter a number, such as 62000.", "no-amount")
            return None
        amount = amount_of(value)
        fault = "Not an amount. Enter a number, such as 62000." if amount is None else amount_fault(amount)
        if fault:
            self.error(row, name, fault, "no-amount" if amount is None else "impossible-amount")
        return None if fault else amount

    def _number(self, row: Row, name: str, least: int, most: int) -> Decimal | None:
        """A percentage or a factor: “12.5%”, “1.3”."""
        value = self.cell(row, name)
        if value.casefold() in BLANKS:
            return None
        try:
            number = Decimal(value.rstrip("% ").replace(",", "."))
        except InvalidOperation:
            number = Decimal(-1)
        if not (number.is_finite() and least <= number <= most):
            self.error(row, name, f"Not a number from {least} to {most}.", "out-of-range")
            return None
        return round(number, 2 if name == "bonus" else 3)


def save_bands(organisation: Organisation, bands: tuple[Band, ...]) -> tuple[int, int]:
    """Keep bands; one for the same from the same day is replaced. How many are new and how many changed."""
    with transaction.atomic():
        known = {(b.role, b.level, b.location.casefold(), b.currency, b.since): b for b in _stored(organisation)}
        new, changed = [], 0
        for band in bands:
            stored = known.get((*band.scope, band.since))
            if stored is None:
                new.append(StoredBand(organisation=organisation, **_values(band)))
            elif any(getattr(stored, name) != value for name, value in _values(band).items()):
                StoredBand.objects.filter(pk=stored.pk).update(**_values(band))
                changed += 1
        StoredBand.objects.bulk_create(new, batch_size=500)
        if new or changed:
            writes.touch(organisation)
    return len(new), changed


def _stored(organisation: Organisation) -> Iterator[StoredBand]:
    return StoredBand.objects.filter(organisation=organisation).iterator()


def _values(band: Band) -> Mapping[str, Any]:
    return {name: value for name, value in band._asdict().items() if name != "id"}
