"""Which columns of a table may hold pay, for somebody who may not see it. In doubt they do.

A header that is known to say something else, such as an id, settles it unless the cells say otherwise. So does the
field that a member who may see cost has chosen for a header. What others chose settles nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planning.core.content import Content
from planning.imports.columns import amounts, known
from planning.imports.columns.contents import Profile, profiles
from planning.imports.columns.fields import COST_COLUMNS
from planning.imports.columns.header_rows import is_made_up
from planning.imports.columns.owners import owner_column
from planning.imports.columns.pay_words import may_name_pay, names_other, names_pay, names_rate
from planning.imports.columns.role_columns import role_column
from planning.imports.columns.spelling import plain
from planning.imports.opening.read import Table
from planning.imports.problems import Report

# Fields whose cells are words: numbers as large as pay are none of these, whatever the header says.
_WORDS = frozenset(
    ["title", "name", "legal_name", "preferred_name", "first_name", "middle_name", "last_name", "legal_first_name"]
)
SOME, HALF, MOST = 0.3, 0.5, 0.6


def pay_columns(
    kind: str, table: Table, matched: Sequence[str], content: Content, settled: Collection[str] = ()
) -> list[bool]:
    """For each column whether it may hold pay. `settled`: plain headers whose field somebody chose who may see cost.
    What stands beside the table may be pay that slipped out of its own column."""
    by_header = _by_header(kind, table, content)
    looks = profiles(table)
    found = []
    for i, (header, name) in enumerate(zip(table.headers, matched, strict=True)):
        is_settled = plain(header) in settled
        certain = (name if is_settled else by_header[i]) or ""
        if COST_COLUMNS & {name, by_header[i], known.usual_field(kind, header, content)} and not is_settled:
            found.append(True)
        elif certain:
            said = certain in _WORDS and _is_of_size(header, i, table, looks)
            found.append(said or _in_spite(header, certain, looks[i]))
        else:
            found.append(_unknown(header, looks[i], is_settled) or _is_of_size(header, i, table, looks))
    beside = [not name and is_made_up(header) for header, name in zip(table.headers, matched, strict=True)]
    return [one or (other and any(found)) for one, other in zip(found, beside, strict=True)]


def _by_header(kind: str, table: Table, content: Content) -> list[str | None]:
    """What is known of each header; in a products file also that it names who is in a role."""
    found = known.read(kind, table, content, Report(table.file))
    if kind != "products":
        return found
    return [
        name or owner_column(header) or role_column(header, content)
        for header, name in zip(table.headers, found, strict=True)
    ]


def _in_spite(header: str, certain: str, look: Profile) -> bool:
    """Whether a column whose header says something else holds pay by its cells."""
    if certain in COST_COLUMNS or amounts.share_money(look) >= HALF or amounts.share_grouped(look) >= MOST:
        return True
    return names_pay(header) and amounts.share_of_size(look) >= SOME


def _unknown(header: str, look: Profile, is_settled: bool) -> bool:
    """Whether a column of an unknown header may hold pay by its words, or by amounts that name a currency."""
    numbers = amounts.share_numbers(look) >= SOME
    if names_pay(header):
        return numbers or not is_settled
    if amounts.share_with_currency(look) >= SOME:
        return True
    return numbers and may_name_pay(header) and not names_other(header)


def _is_of_size(header: str, i: int, table: Table, looks: Sequence[Profile]) -> bool:
    """Whether it may hold pay by the size of its numbers, and is no column of ids."""
    look = looks[i]
    if amounts.share_of_size(look) < MOST:
        return False
    if amounts.share_grouped(look) >= MOST:
        return True
    if names_rate(header):
        return True
    if names_other(header) or (i == 0 and look.distinct == 1 and len(look.values) > 1 and not amounts.are_round(look)):
        return False
    return not any(_name_each_other(table, looks, i, j) for j in range(len(looks)) if j != i)


def _name_each_other(table: Table, looks: Sequence[Profile], one: int, other: int) -> bool:
    """Whether two columns are ids and those of managers: the cells of one are among the different ones of the other,
    mostly in other rows."""
    ids, named = (one, other) if looks[one].distinct >= looks[other].distinct else (other, one)
    if looks[ids].distinct < 0.98 or looks[ids].filled < 0.9 or not looks[named].values:
        return False
    if len(looks[named].folded & looks[ids].folded) < 0.8 * len(looks[named].folded):
        return False
    both = [row.cells for row in table.rows[:300] if row.cells[one] and row.cells[other]]
    return sum(cells[one] == cells[other] for cells in both) < HALF * len(both)
