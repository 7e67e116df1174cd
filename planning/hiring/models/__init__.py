"""The tables of hiring: briefs, interviews and candidates."""

from planning.hiring.models.brief import JobBrief
from planning.hiring.models.interviews import Candidate, CandidateRules, CandidateStep, KitStep, Scorecard

__all__ = [
    "Candidate",
    "CandidateRules",
    "CandidateStep",
    "JobBrief",
    "KitStep",
    "Scorecard",
]
