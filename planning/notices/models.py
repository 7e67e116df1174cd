"""News for members, and which kinds somebody has switched off."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """News for one member, in the portal and (as they chose) by e-mail: about a plan, or about what `link` leads to.

    The text never holds cost, whoever reads it."""

    class Kind(models.TextChoices):
        SHARED = "shared", "A plan is shared with me"
        REVIEW = "review", "I am asked to review a plan"
        COMMENT = "comment", "Someone comments on my plan"
        APPROVED = "approved", "My plan is approved"
        SENT_BACK = "sent-back", "My plan is sent back or rejected"
        APPLIED = "applied", "My plan is applied or reverted"
        FINDING = "finding", "A finding is assigned to me"
        REQUISITION_ASKED = "seat-asked", "I am asked to approve a position"
        REQUISITION_DECIDED = "seat-decided", "A position I submitted is approved or sent back"
        MENTION = "mention", "Someone mentions me in a comment on a finding"
        LINES = "lines", "A review of reporting lines needs me"
        COST = "cost-right", "Someone gets access to cost"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    plan = models.ForeignKey("planning.Plan", models.CASCADE, null=True, related_name="notices")
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    # What it leads to where that is no plan: an address of the portal within this organisation.
    link = models.CharField(max_length=600, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField(max_length=400)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["user", "organisation", "read_at"], name="notices_unread")]

    # Asked along with every page: how many a member has not read yet, as text.
    UNREAD = "unread"
    UNREAD_SQL = """(SELECT CAST(NULLIF(COUNT(*), 0) AS VARCHAR(9)) FROM planning_notice n
        WHERE n.user_id = m.user_id AND n.organisation_id = o.id AND n.read_at IS NULL)"""

    def __str__(self) -> str:
        return self.text


class Muted(models.Model):
    """A kind of notice that somebody switched off, in the portal or by e-mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="muted")
    kind = models.CharField(max_length=12, choices=Notice.Kind.choices)
    by_mail = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "by_mail"], name="muted_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"
