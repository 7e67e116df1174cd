"""Products that nobody listed, found in the titles, teams and lines of people."""

from planning.core.product_finding.finding import find
from planning.core.product_finding.proposal import SURE, Evidence, Proposal, ProposedAssignment

__all__ = ["SURE", "Evidence", "Proposal", "ProposedAssignment", "find"]
