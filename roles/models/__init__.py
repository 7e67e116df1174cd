"""Role content: what each role is, one statement a record, each with its source."""

from roles.models.citable import Citable
from roles.models.duty import Need, Norm, Partner, ReportingLine, Responsibility
from roles.models.function import Function
from roles.models.interview import Competency, InterviewStep, Question
from roles.models.language import Language, Translation
from roles.models.pairing import Pairing, PairPoint
from roles.models.point import Point
from roles.models.role import Level, NextStep, Role
from roles.models.source import Source
from roles.models.title import TitlePattern
from roles.models.version import ContentVersion, DraftEdit

__all__ = [
    "Citable",
    "Competency",
    "ContentVersion",
    "DraftEdit",
    "Function",
    "InterviewStep",
    "Language",
    "Level",
    "Need",
    "NextStep",
    "Norm",
    "PairPoint",
    "Pairing",
    "Partner",
    "Point",
    "Question",
    "ReportingLine",
    "Responsibility",
    "Role",
    "Source",
    "TitlePattern",
    "Translation",
]
