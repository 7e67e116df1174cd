"""Taking out of a table what may be pay, for somebody who may not see it: nothing after this can show or keep it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from planning.core.content import Content
from planning.imports.columns import amounts
from planning.imports.columns.header_rows import made_up
from planning.imports.columns.pay_columns import pay_columns
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Problem, Report

LEFT_OUT = "This column may contain pay and was left out: you have no access to cost. Ask someone who has."
CELL_LEFT_OUT = "This cell may contain pay and was left out: you have no access to cost. Ask someone who has."
CODE = "pay-left-out"
# Without one of these, or two capitals beside a number, no cell of a row names a currency.
_MAYBE = re.compile(r"[£$€¥₹₺₴₪₩₽฿₫₦₱元円万원]|\d[ \u00a0]?[kK]\b|[A-Z]{3} ?\d|\d ?[A-Z]{3}|zł|kr|Kč|руб")


def without_pay(
    kind: str, table: Table, matched: Sequence[str], report: Report, content: Content, settled: Collection[str] = ()
) -> tuple[Table, tuple[str, ...], tuple[bool, ...]]:
    """The table and its fields without pay, and which columns were hidden. Their cells are blank and they have no
    field; so is any other cell that is an amount of money. A header that is one itself, where a row was taken for the
    headers, goes by its letter."""
    hidden = pay_columns(kind, table, matched, content, settled)
    for header, name, is_hidden in zip(table.headers, matched, hidden, strict=True):
        if is_hidden and name:
            report.note(table.header_row, header, "", LEFT_OUT, CODE)
    named = tuple(made_up(i) if _is_amount(header) else header for i, header in enumerate(table.headers))
    _blank(table.rows, hidden)
    _blank_amounts(table, matched, report)
    report.problems[:] = _without_values(report.problems, table.headers, named, hidden)
    kept = tuple("" if is_hidden else name for is_hidden, name in zip(hidden, matched, strict=True))
    return table._replace(headers=named), kept, tuple(hidden)


def _blank(rows: Iterable[Row], hidden: Sequence[bool]) -> None:
    places = [number for number, is_hidden in enumerate(hidden) if is_hidden]
    for row in rows if places else ():
        for number in places:
            row.cells[number] = ""


def _blank_amounts(table: Table, matched: Sequence[str], report: Report) -> None:
    """Where a column is not used, also cells that hold an amount among other words."""
    for row in table.rows:
        if not _MAYBE.search("\n".join(row.cells)):
            continue
        for number, cell in enumerate(row.cells):
            name = matched[number]
            if cell and (amounts.is_money(cell) if name else amounts.names_currency(cell)):
                row.cells[number] = ""
                if name:
                    report.note(row.number, table.headers[number], "", CELL_LEFT_OUT, CODE)


def _without_values(
    problems: Iterable[Problem], headers: Sequence[str], named: Sequence[str], hidden: Sequence[bool]
) -> list[Problem]:
    """The problems; those of hidden columns without the cell that they show, and without any where pay may have
    slipped out of its column."""
    secret = {header for header, is_hidden in zip(headers, hidden, strict=True) if is_hidden}
    new = dict(zip(headers, named, strict=True))
    found = []
    for problem in problems:
        tells = problem.column in secret or (not problem.column and any(hidden)) or _tells_amount(problem.value)
        shown = problem._replace(value="") if tells else problem
        found.append(shown._replace(column=new.get(shown.column, shown.column)))
    return found


def _tells_amount(value: str) -> bool:
    return any(_is_amount(part.strip()) for part in (value, *value.split(", ")))


def _is_amount(cell: str) -> bool:
    return amounts.names_currency(cell) or amounts.is_of_size(cell)
