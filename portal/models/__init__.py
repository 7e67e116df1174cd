"""Who uses Lineup: people who sign in, organisations, and who belongs to which."""

from .membership import Membership, Right
from .organisation import Organisation
from .user import User

__all__ = ["Membership", "Organisation", "Right", "User"]
