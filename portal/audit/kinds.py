"""What the audit log tells of."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Kinds of entries, each under a name that stays, with how it is called on screen."""

    SIGNED_IN = "signed-in", "Signed in"
    SIGNED_OUT = "signed-out", "Signed out"
    SIGN_IN_FAILED = "sign-in-failed", "Sign-in failed"
    REFUSED = "refused", "Refused"
    RIGHT_CHANGED = "right-changed", "Access changed"
    COST_GRANTED = "cost-granted", "Access to cost given"
    COST_TAKEN = "cost-taken", "Access to cost removed"
    INVITED = "invited", "Invited"
    JOINED = "joined", "Joined"
    REMOVED = "removed", "Removed"
    EXPORTED = "exported", "Exported"
    PERSON_ERASED = "person-erased", "Person erased"
    ACCOUNT_ERASED = "account-erased", "Account deleted"
    REMOVED_BY_AGE = "removed-by-age", "Removed after retention period"
    TOLD_ALL = "told-all", "Data about a person exported"
    CLOSED = "closed", "Organisation closed for deletion"
    BROUGHT_BACK = "brought-back", "Organisation restored"
    DELETED = "deleted", "Organisation deleted"
    ARCHIVED = "archived", "Archive created"
    ARCHIVE_TAKEN = "archive-taken", "Archive downloaded"
    RESTORED = "restored", "Created from an archive"
    INVITATION_RENEWED = "invitation-renewed", "Invitation sent again"
    INVITATION_WITHDRAWN = "invitation-withdrawn", "Invitation withdrawn"
    FOUNDED = "founded", "Organisation created"
    PASSWORD_ASKED = "password-asked", "Password reset requested"
    PASSWORD_RESET = "password-reset", "Password reset"
    PASSWORD_CHANGED = "password-changed", "Password changed"
    FACTOR_ON = "factor-on", "Second factor on"
    FACTOR_OFF = "factor-off", "Second factor off"
    FACTOR_CODES = "factor-codes", "New recovery codes"
    ADDRESS_CHANGED = "address-changed", "E-mail addresses changed"
    LINKED = "linked", "Single sign-on linked"
    UNLINKED = "unlinked", "Single sign-on removed"
    SITE_RIGHTS = "site-rights", "Account changed by site staff"
    DIGEST_ON = "digest-on", "Weekly digest on"
    DIGEST_OFF = "digest-off", "Weekly digest off"
    TRIES_STOPPED = "tries-stopped", "Too many sign-in attempts"
    CALLS_STOPPED = "calls-stopped", "Too many requests"
    SESSIONS_ENDED = "sessions-ended", "Sessions ended"


def label_of(kind: str) -> str:
    """As it is called on screen; a kind that there is no more keeps its name."""
    return str(Kind(kind).label) if kind in Kind.values else kind
