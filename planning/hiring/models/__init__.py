"""The tables of hiring: briefs, interviews and candidates, and what an organisation asks for."""

from planning.hiring.models.brief import JobBrief
from planning.hiring.models.interviews import Candidate, CandidateRules, CandidateStep, KitStep, Scorecard
from planning.hiring.models.rules import HiringRules

__all__ = [
    "Candidate",
    "CandidateRules",
    "CandidateStep",
    "HiringRules",
    "JobBrief",
    "KitStep",
    "Scorecard",
]
