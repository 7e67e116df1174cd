"""The tables of the organisation: records, history, plans, settings, adaptations. One file per concept."""

from planning.organisation.models.adaptation import Adaptation
from planning.organisation.models.choices import RuleSetting, TitleChoice
from planning.organisation.models.hiring_rules import HiringRules
from planning.organisation.models.history import Batch, StoredChange
from planning.organisation.models.live import LiveRules
from planning.organisation.models.plan import Plan, Share, Step
from planning.organisation.models.records import (
    TABLES,
    Assignment,
    Link,
    Ownership,
    Person,
    Position,
    Product,
    Requisition,
    Team,
)

__all__ = [
    "TABLES",
    "Adaptation",
    "Assignment",
    "Batch",
    "HiringRules",
    "Link",
    "LiveRules",
    "Ownership",
    "Person",
    "Plan",
    "Position",
    "Product",
    "Requisition",
    "RuleSetting",
    "Share",
    "Step",
    "StoredChange",
    "Team",
    "TitleChoice",
]
