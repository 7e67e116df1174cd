"""Tables, one file per concept."""

from .history import Batch, StoredChange
from .plan import Plan, Share, Step
from .records import TABLES, Assignment, Link, Ownership, Person, Position, Product, Team
from .settings import RuleSetting, TitleChoice

__all__ = [
    "TABLES",
    "Assignment",
    "Batch",
    "Link",
    "Ownership",
    "Person",
    "Plan",
    "Position",
    "Product",
    "RuleSetting",
    "Share",
    "Step",
    "StoredChange",
    "Team",
    "TitleChoice",
]
