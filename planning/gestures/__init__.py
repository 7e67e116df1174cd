"""What can be done to the organisation or a plan, each as a form: what it asks, and the changes it makes."""

from .base import Gesture
from .fixing import Fixing
from .moving_seats import MoveSeat
from .pay import SetPay
from .people import EditPerson, Fill, Seat, Vacate
from .products import (
    Account,
    AddProduct,
    Assign,
    Cover,
    EditAssignment,
    EditProduct,
    Pair,
    RemoveProduct,
    Unassign,
    Unpair,
)
from .seats import Duplicate, Edit, End, Move, Open, Reorder
from .seats_to_fill import ChangeSeats, EditSeat, RankSeat
from .teams import AddTeam, EditTeam

GESTURES: dict[str, type[Gesture]] = {
    "move": Move,
    "reorder": Reorder,
    "add": Open,
    "duplicate": Duplicate,
    "edit": Edit,
    "end": End,
    "pay": SetPay,
    "vacate": Vacate,
    "fill": Fill,
    "seat": Seat,
    "assign": Assign,
    "edit-person": EditPerson,
    "add-team": AddTeam,
    "edit-team": EditTeam,
    "add-product": AddProduct,
    "edit-product": EditProduct,
    "remove-product": RemoveProduct,
    "cover": Cover,
    "edit-assignment": EditAssignment,
    "unassign": Unassign,
    "pair": Pair,
    "unpair": Unpair,
    "account": Account,
    "fix": Fixing,
    "move-seat": MoveSeat,
    "edit-seat": EditSeat,
    "rank-seat": RankSeat,
    "change-seats": ChangeSeats,
}

__all__ = ["GESTURES", "Gesture"]
