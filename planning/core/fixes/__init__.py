"""How findings are closed: the ways out of each, who is proposed, and each fix tried on a copy before it is offered."""

from planning.core.fixes.base import Decision, DecisionKind, Fix, FixKind, Form, Hint, Mark, Reason
from planning.core.fixes.catalogue import ways
from planning.core.fixes.trial import Remedies, Tried, asked, remedies, tried

__all__ = [
    "Decision",
    "DecisionKind",
    "Fix",
    "FixKind",
    "Form",
    "Hint",
    "Mark",
    "Reason",
    "Remedies",
    "Tried",
    "asked",
    "remedies",
    "tried",
    "ways",
]
