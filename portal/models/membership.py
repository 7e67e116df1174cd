"""Who belongs to an organisation, and with which right."""

from django.conf import settings
from django.db import models

from portal.models.organisation import Organisation


class Right(models.TextChoices):
    """What a member may do; each includes the ones before it."""

    VIEWER = "viewer", "Viewer"
    PLANNER = "planner", "Planner"
    APPROVER = "approver", "Approver"
    ADMIN = "admin", "Admin"

    def includes(self, needed: "Right") -> bool:
        order = list(Right)
        return order.index(self) >= order.index(needed)


class Membership(models.Model):
    """A user's place in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    right = models.CharField(max_length=12, choices=Right.choices, default=Right.VIEWER)
    sees_cost = models.BooleanField("can see cost", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                name="one_membership_per_user",
                violation_error_message="This person is already a member.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.organisation} as {self.get_right_display()}"

    def may(self, needed: Right) -> bool:
        return Right(self.right).includes(needed)
