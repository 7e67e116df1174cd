"""The codes of problems: what each kind of problem is, for whoever reads them by program. A code never changes.

`python -m planning.imports.codes` prints them as docs/import-codes.md has them.
"""

from __future__ import annotations

from collections.abc import Iterator

FILES = {
    "bands-alone": "The files hold pay bands and neither people nor products.",
    "bands-found": "How many pay bands the files hold.",
    "busy": "Too many files are being opened at the moment.",
    "columns-missing": "A table lacks a column that it needs.",
    "damaged": "The file cannot be opened.",
    "empty": "The file is empty.",
    "encoding": "The file is not Unicode: its letters were read as those of an older alphabet.",
    "limit-cell": "A cell has more than 5,000 characters.",
    "limit-cells": "The file has more than 5,000,000 cells.",
    "limit-columns": "The file has more than 500 columns.",
    "limit-depth": "An archive holds another archive.",
    "limit-entries": "The archive holds more than 2,000 files.",
    "limit-memory": "Opening the file takes more than 1 GB of memory.",
    "limit-rows": "The file has more than 100,000 rows.",
    "limit-sheets": "There are more than 100 sheets and files.",
    "limit-size": "The file is larger than 20 MB.",
    "limit-text": "The cells hold more than 100 million characters.",
    "limit-time": "Opening the file takes more than 20 seconds.",
    "limit-unpacked": "The file unpacks to more than 400 MB.",
    "needs-cost-right": "Pay bands among the files, and no right to see cost.",
    "no-rows": "There are headers and nothing below them.",
    "no-table": "The file is no table.",
    "one-column": "The table has only one column.",
    "open-quote": "A quotation mark is opened and never closed.",
    "password": "The file has a password.",
    "rows-above-header": "Rows above the headers were left out.",
    "sheet-unread": "Another sheet of the workbook was read, this one was not.",
    "surplus-cells": "A row has more cells than there are headers.",
    "table-left-out": "A table is neither people nor products, assignments or pay bands.",
    "unsplit": "The text cannot be split into columns.",
    "unusable": "Nothing can be read from the file.",
}

COLUMNS = {
    "column-by-cells": "The header is not known; the cells tell the column.",
    "column-by-people": "The people in a column of the products file tell its role.",
    "column-by-spelling": "The header is a known one with a slip in it.",
    "column-corrected": "The cells hold something else than the header says; they count.",
    "column-names-nobody": "No cell of a column that should name people does.",
    "column-unused": "The column is not used.",
    "format": "The headers are those of this HR system and were read in its sense.",
    "hierarchy-unused": "A manager column counts; columns of levels or of a chain do not.",
    "managers-by-chain": "The managers were taken from a management chain.",
    "managers-by-depth": "The managers were taken from depth numbers.",
    "managers-by-levels": "The managers were taken from a column for each level.",
    "no-header-row": "The table has no headers; the cells tell the columns.",
    "no-holder-column": "No column names people.",
    "no-id-column": "No column holds ids; keys are made from e-mail addresses and names.",
    "no-role-column": "No column of the products file is a role.",
    "owner-column": "An owner column was read as one role.",
    "owner-column-unused": "A column names people and no role.",
    "pay-left-out": "What may be pay was left out, for want of the right to see cost.",
    "product-line": "A product line is not a product, nor kept unless a team has its name.",
    "second-header-row": "A second row of headers was left out.",
}

CELLS = {
    "date-order": "Nothing proves whether the day or the month comes first.",
    "date-order-shared": "Another column proved the order of day and month.",
    "date-orders-differ": "Two date columns write day and month in different order.",
    "impossible-amount": "An amount of money that cannot be.",
    "impossible-date": "A date that does not exist, or of an impossible year.",
    "leave-upside-down": "A leave that ends before it begins; its end was left out.",
    "last-day-before-first": "A last day before the first; it was left out.",
    "mixed-date-order": "One column writes some dates day first and others month first.",
    "month-only": "A month without a day; its first day was taken.",
    "no-amount": "No amount of money.",
    "no-answer": "Neither yes nor no.",
    "no-currency": "Pay without a currency; it was left out.",
    "no-date": "No date.",
    "no-email": "No e-mail address.",
    "no-fte": "Not an FTE between 0 and 2; it counts as 1.",
    "pay-period": "Pay for another time than a year or a month.",
    "too-long": "A text was cut, or refused, for its length.",
    "two-currencies": "Cell and column name different currencies.",
    "unknown-currency": "No currency goes by this code.",
    "unknown-level": "Not a level from 1 to 9.",
}

PEOPLE = {
    "aside": "Words such as “(On Leave)” were read and taken off the name.",
    "disabled-account": "An account that is not enabled was left out.",
    "earlier-holder": "Who held the position before was left out.",
    "earlier-job": "An earlier job of someone was kept as ended.",
    "empty-row": "The row has no id, name or title.",
    "erased-before": "Someone who was erased from the organisation comes again.",
    "footer-row": "A row that speaks of the file was left out.",
    "guest-account": "An account of a guest or partner was left out.",
    "headers-again": "A row that repeats the headers was left out.",
    "inactive-row": "The row is not active; its position is kept as ended.",
    "interim-mark": "“Interim” was taken off a name.",
    "job-share": "Several people hold one position.",
    "label-row": "A row of labels was left out.",
    "last-day-passed": "The last day is over; the position has ended, or is open where it has an id of its own.",
    "later-holder": "Who is to hold the position later was left out.",
    "later-job": "A later job of someone was kept from its first day.",
    "left-by-name": "The name says that they have left.",
    "long-id": "An id of more than 120 characters.",
    "no-id": "The id is a word for nothing.",
    "no-name": "The row has no name.",
    "no-title": "The row has no title.",
    "opening-status": "The status of an open job is not known; it counts as open.",
    "placeholder": "A word that stands for no one; the position is vacant.",
    "remark-row": "A remark was left out.",
    "repeated": "The row stands in the file before.",
    "returned": "Rows with different ids are one person who came back.",
    "room": "A room or thing was left out.",
    "second-job": "Someone has two jobs on the date.",
    "section-row": "A heading within the table was left out.",
    "service-account": "A shared or technical account was left out.",
    "shared-id": "An id of several positions.",
    "shared-person-id": "An id of several people.",
    "start-unknown": "Someone who is to come has no first day.",
    "suspended": "Someone is suspended; they keep the position.",
    "total-row": "A total was left out.",
    "unknown-status": "The status is not known; it was read as active.",
    "vacant-by-title": "The title says that no one sits there.",
    "vacant-with-name": "The row says vacant and has a name.",
    "vacant-without-name": "The row says filled and has no name.",
    "withheld": "The name is withheld; the position is filled.",
}

PLACES = {
    "ambiguous-dotted-line": "Several positions go by the name of a dotted line.",
    "ambiguous-manager": "Several positions go by the manager's name.",
    "depth-jump": "A row is more than one step deeper than the one above.",
    "loose-id": "A manager's id was found by another spelling.",
    "manager-before": "The manager is in the organisation, not in the file.",
    "manager-by-title": "The manager was found by title.",
    "manager-disagreement": "Two columns name different managers.",
    "manager-ends": "The manager's position ends with this file.",
    "manager-gone": "The manager has left or their position has ended.",
    "manager-settled": "Of several of one name, one was taken as manager.",
    "manager-spelling": "The manager was found by a similar name.",
    "managers-proposed": "No column names managers; heads of departments are proposed.",
    "no-department": "The position has no department that would tell its manager.",
    "no-head": "It is not clear who heads a department.",
    "no-manager": "The cell names no manager; the position stands at the top.",
    "no-managers": "No column names managers, and nothing else tells them.",
    "no-top": "No position stands at the top.",
    "open-manager": "The cell says that the manager is open or withheld.",
    "own-manager": "A position names itself as manager.",
    "ring": "Reporting lines form a ring.",
    "several-managers": "The cell names several managers.",
    "several-teams": "The cell names several teams.",
    "several-tops": "Several positions name no manager.",
    "unknown-depth": "No depth number.",
    "unknown-dotted-line": "A dotted line names no one in the file.",
    "unknown-function": "There is no such function.",
    "unknown-manager": "The manager is no one in the file.",
}

PRODUCTS = {
    "ambiguous-person": "Several people go by the name.",
    "as-above": "Who is named once for a product line covers all of it, or a cell points to the one above.",
    "product-lists": "Cells list several products; each is one of its own.",
    "assumed": "What the file does not say of a product was assumed.",
    "marked-doubtful": "A name with a question mark counts.",
    "matrix": "A table of people and products was read as assignments.",
    "named-twice": "Someone is named twice for a product in one role.",
    "no-person": "The cell names no person.",
    "no-product": "The row names no product.",
    "person-columns-differ": "Two columns of a role name different people.",
    "product-id-twice": "An id of two products.",
    "product-removed": "A product is not in the file and is removed.",
    "share-unreadable": "Not a share between 0 and 100%.",
    "short-name": "A person was found by a first or last name, or as the one in the role.",
    "stand-in": "Someone whose title says another role stands in.",
    "team-not-person": "The cell names a team.",
    "title-unsure": "Someone counts as PM or PMM though their title does not say so for sure.",
    "to-be-hired": "Someone is to be hired.",
    "unknown-audience": "Neither market-facing nor internal.",
    "unknown-person": "The cell names no one in the organisation.",
    "unknown-role": "No role goes by this name.",
    "unknown-stage": "No stage goes by this name.",
}

AGAIN = {
    "endings": "Much would end, or who covers a product: nothing was applied.",
    "hiring-plan": "Only open positions: no one's position ends.",
    "matches-proposed": "New ids have the names and titles of positions that are there.",
    "openings-held": "Open jobs over positions that are filled were left out.",
    "openings-stay": "Open jobs stay, for the file of people has none at all.",
    "openings-over": "Jobs that are filled or given up were left out.",
    "people-renumbered": "People have new ids and were known again.",
    "refused": "The organisation cannot be changed so: nothing was applied.",
    "renumbered": "Positions have new ids and were known again by e-mail.",
    "renumbered-by-name": "Positions have new ids and were known again by name and title.",
    "stage-held": "A hiring stage needs an approval that whoever imports cannot give.",
    "unknown-row": "A row of an update is no position that is there.",
    "update": "The file was read as some rows of the organisation.",
}

OWN = {
    "blank": "A field that cannot be blank.",
    "days-upside-down": "A last day before the first.",
    "name-cleared": "The name of someone was cleared.",
    "new-key": "A row without a key is new.",
    "new-person": "A holder that there is not is a new person.",
    "no-position": "An assignment without a position.",
    "no-role": "An assignment without a role.",
    "no-such-day": "There is no such day.",
    "not-a-date": "No date.",
    "not-yes-or-no": "Neither yes nor no.",
    "out-of-range": "A number that is too small or too large.",
    "repeated-key": "A key that stands twice, with other cells.",
    "two-names": "Two names for one person.",
    "unclear-date": "Nothing says whether the day or the month stands first.",
    "unknown-dotted": "No position has the key of a dotted line.",
    "unknown-field": "A product has no such field.",
    "unknown-position": "No position has this key.",
    "unknown-product": "No product has this key.",
    "unknown-team": "No team has this key.",
    "unknown-kind": "No kind of assignment.",
}

BANDS = {
    "band-twice": "Two bands for the same from the same day.",
    "band-upside-down": "A band that ends below its beginning.",
}

SECTIONS = {
    "Files": FILES,
    "Columns": COLUMNS,
    "Cells": CELLS,
    "People and positions": PEOPLE,
    "Managers and teams": PLACES,
    "Products": PRODUCTS,
    "Importing again": AGAIN,
    "Lineup's own export": OWN,
    "Pay bands": BANDS,
}
CODES = {code: meaning for section in SECTIONS.values() for code, meaning in section.items()}

_HEAD = """# Codes of problems

Every note and error of an import carries a `code` in the JSON of `import_org`. It says what kind of problem it is and
never changes; the message beside it may. How files are read is in [import.md](import.md).
"""


def as_markdown() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for name, section in SECTIONS.items():
        yield from (f"## {name}", "", "| code | what it says |", "| --- | --- |")
        yield from (f"| `{code}` | {meaning} |" for code, meaning in section.items())
        yield ""


if __name__ == "__main__":
    print(as_markdown(), end="")
