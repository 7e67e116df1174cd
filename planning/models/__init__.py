"""Tables, one file per concept."""

from .history import Batch, StoredChange
from .plan import Plan, Share, Step
from .records import TABLES, Assignment, Link, Ownership, Person, Position, Product, Team
from .review import Comment, Muted, Notice, PlanEvent, PlanRules
from .settings import RuleSetting, TitleChoice

__all__ = [
    "TABLES",
    "Assignment",
    "Batch",
    "Comment",
    "Link",
    "Muted",
    "Notice",
    "Ownership",
    "Person",
    "Plan",
    "PlanEvent",
    "PlanRules",
    "Position",
    "Product",
    "RuleSetting",
    "Share",
    "Step",
    "StoredChange",
    "Team",
    "TitleChoice",
]
