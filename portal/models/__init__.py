"""Who uses Lineup: people who sign in, organisations, who belongs to which, and who is asked to."""

from portal.models.invitation import Invitation
from portal.models.membership import Membership, Right
from portal.models.organisation import Organisation
from portal.models.user import User

__all__ = ["Invitation", "Membership", "Organisation", "Right", "User"]
