"""Tables, one file per concept."""

from .adaptation import Adaptation
from .brief import JobBrief
from .digest import Digest
from .hiring import HiringRules
from .history import Batch, StoredChange
from .imports import ColumnChoice, ImportDraft
from .interviews import Candidate, CandidateRules, CandidateStep, KitStep, Scorecard
from .life import FindingCount, FindingNote, FindingTask, LastLook, SavedFilter, Sighting, Waiver
from .line_review import LineAnswer, LineReview, LineSignOff, Sealed
from .money import Band, Budget, MoneyRules, Rate
from .plan import Plan, Share, Step
from .records import TABLES, Assignment, Link, Ownership, Person, Position, Product, Requisition, Team
from .review import Comment, Muted, Notice, PlanEvent, PlanRules
from .settings import RuleSetting, TitleChoice

__all__ = [
    "TABLES",
    "Adaptation",
    "Assignment",
    "Band",
    "Batch",
    "Budget",
    "Candidate",
    "CandidateRules",
    "CandidateStep",
    "ColumnChoice",
    "Comment",
    "Digest",
    "FindingCount",
    "FindingNote",
    "FindingTask",
    "HiringRules",
    "ImportDraft",
    "JobBrief",
    "KitStep",
    "LastLook",
    "LineAnswer",
    "LineReview",
    "LineSignOff",
    "Link",
    "MoneyRules",
    "Muted",
    "Notice",
    "Ownership",
    "Person",
    "Plan",
    "PlanEvent",
    "PlanRules",
    "Position",
    "Product",
    "Rate",
    "Requisition",
    "RuleSetting",
    "SavedFilter",
    "Scorecard",
    "Sealed",
    "Share",
    "Sighting",
    "Step",
    "StoredChange",
    "Team",
    "TitleChoice",
    "Waiver",
]
