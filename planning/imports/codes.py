"""The codes of problems: what each kind of problem is, for whoever reads them by program. A code never changes.

`python -m planning.imports.codes` prints them as docs/import-codes.md has them.
"""

from __future__ import annotations

from collections.abc import Iterator

FILES = {
    "bands-alone": "The files hold pay bands and neither people nor products.",
    "bands-found": "How many pay bands the files hold.",
    "busy": "Too many files are being opened at the moment.",
    "columns-missing": "A table is missing a column that it needs.",
    "damaged": "The file cannot be opened.",
    "empty": "The file is empty.",
    "encoding": "The file is not Unicode: it was read in an older encoding.",
    "limit-cell": "A cell has more than 5,000 characters.",
    "limit-cells": "The file has more than 5,000,000 cells.",
    "limit-columns": "The file has more than 500 columns.",
    "limit-depth": "An archive contains another archive.",
    "limit-entries": "The archive contains more than 2,000 files.",
    "limit-memory": "Opening the file takes more than 1 GB of memory.",
    "limit-rows": "The file has more than 100,000 rows.",
    "limit-sheets": "There are more than 100 sheets and files.",
    "limit-size": "The file is larger than 20 MB.",
    "limit-text": "The cells contain more than 100 million characters.",
    "limit-time": "Opening the file takes more than 20 seconds.",
    "limit-unpacked": "The file unpacks to more than 400 MB.",
    "needs-cost-right": "The files contain pay bands, but the importing member has no access to cost.",
    "no-rows": "There are headers but no rows.",
    "no-table": "The file is not a table.",
    "one-column": "The table has only one column.",
    "open-quote": "A quotation mark is never closed.",
    "password": "The file is password-protected.",
    "rows-above-header": "Rows above the headers were left out.",
    "sheet-unread": "Another sheet of the workbook was read instead.",
    "surplus-cells": "A row has more cells than there are headers.",
    "table-left-out": "A table is neither people nor products, assignments or pay bands.",
    "unsplit": "The text cannot be split into columns.",
    "unusable": "Nothing can be read from the file.",
}

COLUMNS = {
    "column-by-cells": "The header is not recognised; the cells identify the column.",
    "column-by-people": "The people in a column of the products file identify its role.",
    "column-by-spelling": "The header is a known one with a typo.",
    "column-corrected": "The cells contain something other than the header says; the cells count.",
    "column-names-nobody": "No cell in a column that should name people does.",
    "column-unused": "The column is not used.",
    "format": "The headers are those of this HR system and were read accordingly.",
    "hierarchy-unused": "A manager column counts; level or chain columns do not.",
    "managers-by-chain": "The managers were taken from a management chain.",
    "managers-by-depth": "The managers were taken from depth numbers.",
    "managers-by-levels": "The managers were taken from one column per level.",
    "no-header-row": "The table has no headers; the cells identify the columns.",
    "no-holder-column": "No column names people.",
    "no-id-column": "No column has IDs; keys are made from e-mail addresses and names.",
    "no-role-column": "No column of the products file is a role.",
    "owner-column": "An owner column was read as one role.",
    "owner-column-unused": "A column names people but no role.",
    "pay-left-out": "Possible pay was left out because the importing member has no access to cost.",
    "product-line": "A product line is not a product, and is kept only if a team has its name.",
    "second-header-row": "A second row of headers was left out.",
}

CELLS = {
    "date-order": "Nothing shows whether the day or the month comes first.",
    "date-order-shared": "Another column showed the order of day and month.",
    "date-orders-differ": "Two date columns have day and month in a different order.",
    "impossible-amount": "An amount of money that is not possible.",
    "impossible-date": "A date that does not exist, or an impossible year.",
    "leave-upside-down": "A leave that ends before it begins; its end was left out.",
    "last-day-before-first": "A last day before the first; it was left out.",
    "mixed-date-order": "One column has some dates day first and others month first.",
    "month-only": "A month without a day; its first day was used.",
    "no-amount": "Not an amount of money.",
    "no-answer": "Neither yes nor no.",
    "no-currency": "Pay without a currency; it was left out.",
    "no-date": "Not a date.",
    "no-email": "Not an e-mail address.",
    "no-fte": "Not an FTE between 0 and 2; it counts as 1.",
    "pay-period": "Pay for a period other than a year or a month.",
    "too-long": "A text was too long and was cut or refused.",
    "two-currencies": "Cell and column have different currencies.",
    "unknown-currency": "No currency has this code.",
    "unknown-level": "Not a level from 1 to 9.",
}

PEOPLE = {
    "aside": "Words such as “(On Leave)” were read and removed from the name.",
    "disabled-account": "An account that is not enabled was left out.",
    "earlier-holder": "An earlier holder of the position was left out.",
    "earlier-job": "An earlier job of a person was kept as ended.",
    "empty-row": "The row has no ID, name or title.",
    "erased-before": "Someone who was erased from the organisation is in the file.",
    "footer-row": "A row about the file was left out.",
    "guest-account": "An account of a guest or partner was left out.",
    "headers-again": "A row that repeats the headers was left out.",
    "inactive-row": "The row is not active; its position is kept as ended.",
    "interim-mark": "“Interim” was removed from a name.",
    "job-share": "Several people hold one position.",
    "label-row": "A row of column labels was left out.",
    "last-day-passed": "The last day has passed; the position has ended, or is open if it has its own ID.",
    "later-holder": "A future holder of the position was left out.",
    "later-job": "A future job of a person was kept from its first day.",
    "left-by-name": "The name says they have left.",
    "long-id": "An ID of more than 120 characters.",
    "no-id": "The ID is a word for “none”.",
    "no-name": "The row has no name.",
    "no-title": "The row has no title.",
    "opening-status": "The status of an open job is not recognised; it counts as open.",
    "placeholder": "A placeholder for a name; the position is open.",
    "remark-row": "A remark was left out.",
    "repeated": "The row repeats an earlier one.",
    "returned": "Rows with different IDs are one person who came back.",
    "room": "A room or device was left out.",
    "second-job": "Someone has two jobs on the date.",
    "section-row": "A heading within the table was left out.",
    "service-account": "A shared or technical account was left out.",
    "shared-id": "An ID shared by several positions.",
    "shared-person-id": "An ID shared by several people.",
    "start-unknown": "Someone who has yet to start has no first day.",
    "suspended": "Someone is suspended; they keep the position.",
    "total-row": "A total was left out.",
    "unknown-status": "The status is not recognised; it was read as active.",
    "vacant-by-title": "The title says the position has no holder.",
    "vacant-with-name": "The row says “vacant” but has a name.",
    "vacant-without-name": "The row says filled but has no name.",
    "withheld": "The name is withheld; the position is filled.",
}

PLACES = {
    "ambiguous-dotted-line": "Several positions match the name of a dotted line.",
    "ambiguous-manager": "Several positions match the manager's name.",
    "depth-jump": "A row is more than one level deeper than the one above.",
    "loose-id": "A manager's ID was found in another spelling.",
    "manager-before": "The manager is in the organisation but not in the file.",
    "manager-by-title": "The manager was found by title.",
    "manager-disagreement": "Two columns name different managers.",
    "manager-ends": "The manager's position ends with this file.",
    "manager-gone": "The manager has left or their position has ended.",
    "manager-settled": "One of several people with the same name was used as manager.",
    "manager-spelling": "The manager was found by a similar name.",
    "managers-proposed": "No column names managers; department heads are suggested.",
    "no-department": "The position has no department to find its manager by.",
    "no-head": "It is unclear who heads a department.",
    "no-manager": "The cell names no manager; the position is at the top.",
    "no-managers": "No column names managers, and nothing else identifies them.",
    "no-top": "No position is at the top.",
    "open-manager": "The cell says that the manager is open or withheld.",
    "own-manager": "A position names itself as manager.",
    "ring": "Reporting lines form a loop.",
    "several-managers": "The cell names several managers.",
    "several-teams": "The cell names several teams.",
    "several-tops": "Several positions name no manager.",
    "unknown-depth": "Not a depth number.",
    "unknown-dotted-line": "A dotted line names no one in the file.",
    "unknown-function": "This function does not exist.",
    "unknown-manager": "The manager is not in the file.",
}

PRODUCTS = {
    "ambiguous-person": "Several people have this name.",
    "as-above": "A person named once for a product line covers all of it, or a cell refers to the one above.",
    "product-lists": "Cells list several products; each counts separately.",
    "assumed": "Details of a product that the file leaves out were assumed.",
    "marked-doubtful": "A name with a question mark counts.",
    "matrix": "A table of people and products was read as assignments.",
    "named-twice": "Someone is named twice for a product in one role.",
    "no-person": "The cell names no person.",
    "no-product": "The row names no product.",
    "person-columns-differ": "Two columns of a role name different people.",
    "product-id-twice": "An ID shared by two products.",
    "product-removed": "A product is not in the file and is removed.",
    "share-unreadable": "Not a share between 0 and 100%.",
    "short-name": "A person was found by a first or last name, or as the one in the role.",
    "stand-in": "Someone with another role in their title stands in.",
    "team-not-person": "The cell names a team.",
    "title-unsure": "Someone counts as PM or PMM although their title does not clearly say so.",
    "to-be-hired": "The person has yet to be hired.",
    "unknown-audience": "Neither market-facing nor internal.",
    "unknown-person": "The cell names no one in the organisation.",
    "unknown-role": "No role has this name.",
    "unknown-stage": "No stage has this name.",
}

AGAIN = {
    "endings": "Many positions would end, or a product would lose its cover: nothing was applied.",
    "hiring-plan": "Only open positions: nothing is closed.",
    "matches-proposed": "New IDs have the names and titles of existing positions.",
    "openings-held": "Open jobs for filled positions were left out.",
    "openings-stay": "Open jobs stay because the people file has none at all.",
    "openings-over": "Jobs that are filled or cancelled were left out.",
    "people-renumbered": "People have new IDs and were matched.",
    "refused": "This change is not possible: nothing was applied.",
    "renumbered": "Positions have new IDs and were matched by e-mail.",
    "renumbered-by-name": "Positions have new IDs and were matched by name and title.",
    "stage-held": "A hiring stage needs an approval that the importing member cannot give.",
    "unknown-row": "A row of an update matches no existing position.",
    "update": "Only these rows of the organisation are updated.",
}

OWN = {
    "blank": "A field that cannot be blank.",
    "days-upside-down": "A last day before the first.",
    "name-cleared": "A person's name was cleared.",
    "new-key": "A row without a key is new.",
    "new-person": "An unknown holder is a new person.",
    "no-position": "An assignment without a position.",
    "no-role": "An assignment without a role.",
    "no-such-day": "This date does not exist.",
    "not-a-date": "Not a date.",
    "not-yes-or-no": "Neither yes nor no.",
    "out-of-range": "A number that is too small or too large.",
    "repeated-key": "A key that appears twice with different cells.",
    "two-names": "Two names for one person.",
    "unclear-date": "Nothing shows whether the day or the month comes first.",
    "unknown-dotted": "No position has the key of a dotted line.",
    "unknown-field": "A product has no such field.",
    "unknown-position": "No position has this key.",
    "unknown-product": "No product has this key.",
    "unknown-team": "No team has this key.",
    "unknown-kind": "Not a kind of assignment.",
}

BANDS = {
    "band-twice": "Two bands with the same scope from the same day.",
    "band-upside-down": "A band whose upper end is below its lower end.",
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
