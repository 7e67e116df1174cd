"""What can be done to a plan from the chart, each as a form: what it asks, and the changes it makes."""

from .base import Gesture
from .fixing import Fixing
from .people import Fill, Seat, Vacate
from .products import Assign
from .seats import Duplicate, Edit, End, Move, Open, Reorder

GESTURES: dict[str, type[Gesture]] = {
    "move": Move,
    "reorder": Reorder,
    "add": Open,
    "duplicate": Duplicate,
    "edit": Edit,
    "end": End,
    "vacate": Vacate,
    "fill": Fill,
    "seat": Seat,
    "assign": Assign,
    "fix": Fixing,
}

__all__ = ["GESTURES", "Gesture"]
