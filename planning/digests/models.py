"""Which members want the weekly digest."""

from django.db import models


class Digest(models.Model):
    """A member wants the weekly digest of an organisation by e-mail. Without a row they do not."""

    membership = models.OneToOneField("portal.Membership", models.CASCADE, related_name="digest")
    # The Monday of the last week for which it was sent: it is sent once a week at most.
    sent_for = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Digest for {self.membership}"
