"""Role content: what each role is, one statement a record, each with its source."""

from .citable import Citable
from .duty import Need, Norm, Partner, ReportingLine, Responsibility
from .function import Function
from .interview import Competency, InterviewStep, Question
from .pairing import Pairing, PairPoint
from .point import Point
from .role import Level, NextStep, Role
from .source import Source
from .title import TitlePattern
from .version import ContentVersion, DraftEdit

__all__ = [
    "Citable",
    "Competency",
    "ContentVersion",
    "DraftEdit",
    "Function",
    "InterviewStep",
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
]
