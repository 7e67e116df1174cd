"""What stands in a single cell: dates, numbers, yes and no, and words that stand for nobody."""

from planning.imports.cells.dates import DATE_FORMS, NotPossible, parse_date
from planning.imports.cells.numbers import parse_level, parse_number
from planning.imports.cells.words import (
    BLANKS,
    INTERIM,
    NO_DATES,
    NULLS,
    ROOT_WORDS,
    is_blank,
    is_vacancy,
    is_withheld,
    parse_yes,
    without_interim_mark,
    without_vacancy_mark,
)

__all__ = [
    "BLANKS",
    "DATE_FORMS",
    "INTERIM",
    "NO_DATES",
    "NULLS",
    "ROOT_WORDS",
    "NotPossible",
    "is_blank",
    "is_vacancy",
    "is_withheld",
    "parse_date",
    "parse_level",
    "parse_number",
    "parse_yes",
    "without_interim_mark",
    "without_vacancy_mark",
]
