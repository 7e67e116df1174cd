"""What can be done to the organisation or a plan, each as a form: what it asks, and the changes it makes."""

from planning.cost.actions import SetPay
from planning.edits.actions.fixes import Fixing
from planning.edits.actions.people import EditPerson, Fill, Seat, Vacate
from planning.edits.actions.positions import Duplicate, Edit, End, Move, Open, Reorder
from planning.edits.actions.products import (
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
from planning.edits.actions.teams import AddTeam, EditTeam
from planning.forms.actions import EditAction
from planning.hiring.actions.requisitions import ChangeSeats, EditSeat, RankSeat
from planning.hiring.actions.stages import MoveSeat

GESTURES: dict[str, type[EditAction]] = {
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

__all__ = ["GESTURES", "EditAction"]
