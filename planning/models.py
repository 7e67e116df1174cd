"""The tables of every feature in one place, for Django. Code imports a feature's own models."""

from planning.close_gaps.models import GapAnswer, KeptQuestion
from planning.cost.models import Band, Budget, MoneyRules, Rate
from planning.digests.models import Digest
from planning.erasing.models import ErasedPerson
from planning.findings.models import FindingCount, FindingNote, FindingTask, LastLook, SavedFilter, Sighting, Waiver
from planning.hiring.models import Candidate, CandidateRules, CandidateStep, JobBrief, KitStep, Scorecard
from planning.imports.models import ColumnChoice, DraftFile, ImportDraft, PositionId, WorksOn
from planning.notices.models import Muted, Notice
from planning.organisation.models import (
    TABLES,
    Adaptation,
    Assignment,
    Batch,
    HiringRules,
    Link,
    LiveRules,
    Ownership,
    Person,
    Plan,
    Position,
    Product,
    Requisition,
    RuleSetting,
    Share,
    Step,
    StoredChange,
    Team,
    TitleChoice,
)
from planning.plans.models import Comment, PlanEvent, PlanRules
from planning.privacy.models import RetentionRules
from planning.reporting_lines.models import LineAnswer, LineReview, LineSignOff, Sealed
from planning.setup.models import ProductDecision, SetupMark

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
    "DraftFile",
    "ErasedPerson",
    "FindingCount",
    "FindingNote",
    "FindingTask",
    "GapAnswer",
    "HiringRules",
    "ImportDraft",
    "JobBrief",
    "KeptQuestion",
    "KitStep",
    "LastLook",
    "LineAnswer",
    "LineReview",
    "LineSignOff",
    "Link",
    "LiveRules",
    "MoneyRules",
    "Muted",
    "Notice",
    "Ownership",
    "Person",
    "Plan",
    "PlanEvent",
    "PlanRules",
    "Position",
    "PositionId",
    "Product",
    "ProductDecision",
    "Rate",
    "Requisition",
    "RetentionRules",
    "RuleSetting",
    "SavedFilter",
    "Scorecard",
    "Sealed",
    "SetupMark",
    "Share",
    "Sighting",
    "Step",
    "StoredChange",
    "Team",
    "TitleChoice",
    "Waiver",
    "WorksOn",
]
