"""Who uses Lineup: people who sign in, organisations, who belongs to which, and who is asked to."""

from .invitation import Invitation
from .membership import Membership, Right
from .organisation import Organisation
from .user import User

__all__ = ["Invitation", "Membership", "Organisation", "Right", "User"]
