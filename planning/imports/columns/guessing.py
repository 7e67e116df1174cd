"""What the cells of a people file say of its columns, where their headers say nothing, or something else."""

from __future__ import annotations

from planning.imports.columns.correcting import correct
from planning.imports.columns.line_columns import place_levels, place_managers, place_unknown_depth, settle_ids
from planning.imports.columns.other_columns import place_rest
from planning.imports.columns.own_columns import place_own
from planning.imports.columns.state import Columns


def guess(columns: Columns) -> None:
    """Correct and place what the cells tell, in an order in which each step rests on those before."""
    correct(columns)
    place_own(columns)
    place_levels(columns)
    place_managers(columns)
    place_unknown_depth(columns)
    settle_ids(columns)
    place_rest(columns)
