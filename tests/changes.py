"""Changes for tests to commit."""

from datetime import date
from typing import Any

from planning.core.changes.change import Change, edit


def edited(on: date, record: Any, **after: Any) -> Change:
    """The change of `record` to the values in `after`, of which one at least differs."""
    change = edit(on, record, **after)
    assert change is not None, f"{record} has the values {after} already, so there is nothing to change"
    return change
