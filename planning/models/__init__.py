"""Tables, one file per concept."""

from .history import Batch, StoredChange
from .records import TABLES, Assignment, Link, Ownership, Person, Position, Product, Team
from .settings import RuleSetting, TitleChoice

__all__ = [
    "TABLES",
    "Assignment",
    "Batch",
    "Link",
    "Ownership",
    "Person",
    "Position",
    "Product",
    "RuleSetting",
    "StoredChange",
    "Team",
    "TitleChoice",
]
