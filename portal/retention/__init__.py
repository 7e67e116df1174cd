"""How long things are kept, and removing what is old enough: by a worker, by itself.

An app says what is kept how long, when it is ready:

    retention.KEPT.append(retention.Kept("notices", "Notifications", rows, "made_at", days))

`rows(organisation)` are those that go in time, `days(organisation)` how many days after the day in the field each one
does; None: never. What belongs to no organisation is asked for with None. `remove(rows, now)` removes some of them,
where it is more than deleting.
"""

from portal.retention.clearing import Cleared, clear, clear_all, due_now
from portal.retention.clock import is_doubted, look, trust
from portal.retention.kept import KEPT, Coming, Kept, coming

__all__ = [
    "KEPT",
    "Cleared",
    "Coming",
    "Kept",
    "clear",
    "clear_all",
    "coming",
    "due_now",
    "is_doubted",
    "look",
    "trust",
]
