"""What the audit log tells of."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Kinds of entries, each under a name that stays, with how it is called on screen."""

    SIGNED_IN = "signed-in", "Signed in"
    SIGNED_OUT = "signed-out", "Signed out"
    SIGN_IN_FAILED = "sign-in-failed", "Sign-in failed"
    REFUSED = "refused", "Refused"
    RIGHT_CHANGED = "right-changed", "Access changed"
    COST_GRANTED = "cost-granted", "May see cost"
    COST_TAKEN = "cost-taken", "May no longer see cost"
    INVITED = "invited", "Invited"
    JOINED = "joined", "Joined"
    REMOVED = "removed", "Removed"
    EXPORTED = "exported", "Exported"
    PERSON_ERASED = "person-erased", "Person erased"
    ACCOUNT_ERASED = "account-erased", "Account deleted"
    REMOVED_BY_AGE = "removed-by-age", "Removed by age"
    TOLD_ALL = "told-all", "Data about a person exported"
    CLOSED = "closed", "Organisation closed, to be deleted"
    BROUGHT_BACK = "brought-back", "Organisation brought back"
    DELETED = "deleted", "Organisation deleted"
    ARCHIVED = "archived", "Archive made"
    ARCHIVE_TAKEN = "archive-taken", "Archive downloaded"
    RESTORED = "restored", "Made from an archive"
