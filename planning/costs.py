"""What the rest of the portal needs to know about cost, in one place.

Only members for whom `access.sees_cost` holds see any of it. A new field that holds an amount goes into `COST_FIELDS`
(in planning/org/money.py): sentences, comparisons, the history and the forms leave its values out for everybody else.
"""

from __future__ import annotations

from planning.org.money import COST_FIELDS, HIDDEN, is_cost

__all__ = ["COST_FIELDS", "HIDDEN", "is_cost"]
