"""What to do about a problem, by its code, where its message does not say."""

from __future__ import annotations

import re

_CORRECT = "Correct the cell if this is wrong."
_CHOOSE = "Choose another field on the columns page if this is wrong."
_TITLE = "If it is a position, add a title."
_LEFT_OUT = "If it belongs to the table, add a header."
_FIRST_OR_LAST_DAY = "Correct its first and last day if this is wrong."

REMEDIES = {
    "product-lists": "Give each product its own row if this is wrong.",
    "as-above": "Fill in the row if this is wrong.",
    "aside": "If it is part of the name, correct the name in Lineup.",
    "band-upside-down": "Correct one of the two.",
    "blank": "Fill it in.",
    "column-by-people": _CHOOSE,
    "column-names-nobody": _CHOOSE,
    "column-unused": "If it describes positions or products, choose its field on the columns page.",
    "date-order-shared": "Write dates as 2022-06-01 to be sure.",
    "date-orders-differ": "Write dates as 2022-06-01 to be sure.",
    "earlier-holder": _FIRST_OR_LAST_DAY,
    "earlier-job": _FIRST_OR_LAST_DAY,
    "encoding": "If letters look wrong, save the file as CSV UTF-8.",
    "footer-row": _TITLE,
    "format": _CHOOSE,
    "headers-again": "If it is a position, correct the title.",
    "hierarchy-unused": "Leave out the managers’ own column if these are right.",
    "impossible-amount": "Correct it.",
    "inactive-row": "Correct the status if the position has a holder.",
    "interim-mark": "If they are permanent, remove the word.",
    "label-row": _TITLE,
    "last-day-before-first": "Correct one of the two.",
    "leave-upside-down": "Correct one of the two.",
    "last-day-passed": "Correct the date if they are still there.",
    "later-holder": _FIRST_OR_LAST_DAY,
    "later-job": _FIRST_OR_LAST_DAY,
    "left-by-name": _CORRECT,
    "limit-cell": "Shorten it, or close the quotation mark.",
    "loose-id": "Write the ID exactly as in its row to be sure.",
    "manager-disagreement": "Correct one of the two.",
    "manager-settled": _CORRECT,
    "matrix": _CHOOSE,
    "name-cleared": "Write the name again if this is wrong.",
    "needs-cost-right": "Ask someone with access to cost to import it.",
    "new-key": "If it is an existing record, write its key.",
    "new-person": "If it is an existing person, write their key.",
    "no-answer": "Write yes or no.",
    "no-email": "Correct it, or leave the cell blank.",
    "no-fte": "Write it as 0.8 or 80%.",
    "no-holder-column": "Add a “Name” column if it is known.",
    "no-id": "Correct the cell if there is one.",
    "no-id-column": "Add a “Position ID” column.",
    "no-manager": _CORRECT,
    "no-name": "Fill in the name if it is known.",
    "no-title": "Fill in the title.",
    "one-column": "Add a header row, and commas between the columns.",
    "open-manager": _CORRECT,
    "opening-status": _CORRECT,
    "openings-held": "If they should be open again, change them in Lineup.",
    "openings-stay": "Correct in Lineup those that were filled.",
    "openings-over": "If they are still open, correct their status.",
    "own-manager": _CORRECT,
    "pay-period": "Write “year” or “month”.",
    "placeholder": "If someone is there, write the name.",
    "product-id-twice": "Give each product its own ID.",
    "product-line": "If it is a product, name it in the product column.",
    "product-removed": "If it is still there, add its row, or import only these rows (--update).",
    "refused": "Correct the file and import it again.",
    "renumbered-by-name": "Correct the IDs if this is wrong.",
    "repeated": "If it is another position, give it its own ID.",
    "returned": _FIRST_OR_LAST_DAY,
    "rows-above-header": "If they are positions, put the headers above them.",
    "second-header-row": _TITLE,
    "section-row": _TITLE,
    "several-managers": "Put the one who decides on the position first.",
    "shared-id": "Give each position its own ID.",
    "erased-before": "Leave the row out, unless they work for you again.",
    "shared-person-id": "Correct one of the IDs if they are two people, or the name if it is one.",
    "sheet-unread": "If you need it, save it as a separate file.",
    "surplus-cells": _LEFT_OUT,
    "table-left-out": "If you need it, name its columns as in the examples, or choose on the page what it is.",
    "too-long": "Shorten it.",
    "total-row": _TITLE,
    "two-currencies": "Correct one of the two.",
    "two-names": "Correct the one that is wrong.",
    "unknown-depth": "Correct it.",
    "unknown-function": "Correct it, or choose the function in Lineup.",
    "unknown-level": "Correct it, or leave the cell blank.",
    "unknown-status": "If they have left, enter “Inactive” or a last day.",
    "unusable": "Export the file again, or save it as CSV.",
    "update": "If the file holds the whole organisation, import it as a whole.",
    "vacant-by-title": "If someone is there, correct the title.",
    "vacant-with-name": "If that person is there, correct the status.",
    "vacant-without-name": "If someone is there, write the name.",
    "withheld": "Write the name if it may be shown.",
}
# Problems of a file as a whole, which have no column.
OF_FILES = frozenset(
    (
        "assumed",
        "bands-alone",
        "bands-found",
        "busy",
        "columns-missing",
        "damaged",
        "empty",
        "encoding",
        "endings",
        "format",
        "hiring-plan",
        "limit-cells",
        "limit-columns",
        "limit-depth",
        "limit-entries",
        "limit-memory",
        "limit-rows",
        "limit-sheets",
        "limit-size",
        "limit-text",
        "limit-time",
        "limit-unpacked",
        "managers-proposed",
        "needs-cost-right",
        "no-head",
        "no-header-row",
        "no-holder-column",
        "no-id-column",
        "no-managers",
        "no-role-column",
        "no-rows",
        "no-table",
        "one-column",
        "open-quote",
        "password",
        "refused",
        "rows-above-header",
        "sheet-unread",
        "table-left-out",
        "unsplit",
        "unusable",
        "update",
    )
)
# Problems of a row as a whole, whose column is that of what they show, where it is one of the table's.
OF_ROWS = frozenset(
    (
        "disabled-account",
        "earlier-holder",
        "earlier-job",
        "empty-row",
        "footer-row",
        "guest-account",
        "headers-again",
        "label-row",
        "later-holder",
        "later-job",
        "limit-cell",
        "openings-held",
        "openings-over",
        "openings-stay",
        "product-removed",
        "remark-row",
        "repeated",
        "repeated-key",
        "returned",
        "ring",
        "room",
        "second-header-row",
        "second-job",
        "section-row",
        "service-account",
        "surplus-cells",
        "total-row",
        "unknown-row",
    )
)
# A sentence, or a part of one, that says what to do.
_SAYS_WHAT_TO_DO = re.compile(
    r"(?:^|[.;,:?!] |\b(?:first|or|and|else|Then|In Numbers) )"
    r"(?:[Aa]dd|[Aa]ccept|[Aa]sk|[Cc]heck|[Cc]hoose|[Cc]lear|[Cc]hange|[Cc]onfirm|[Cc]orrect|[Dd]elete|[Ee]nter|[Ee]xport|[Ff]ill|[Gg]ive|[Ii]mport"
    r"|[Kk]eep|[Ll]eave|[Nn]ame|[Oo]pen|[Pp]ut|[Rr]emove|[Ss]ave|[Ss]ay|[Ss]horten|[Ss]plit|[Uu]npack|[Uu]se|[Ww]rite)\b"
    r"|would take precedence|is safer|can import"
)


def says_what_to_do(message: str) -> bool:
    return _SAYS_WHAT_TO_DO.search(message) is not None


def with_remedy(message: str, code: str) -> str:
    """The message, with what to do."""
    remedy = REMEDIES.get(code, "")
    return f"{message} {remedy}" if remedy and not says_what_to_do(message) else message
