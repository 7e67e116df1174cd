"""What an organisation has said while it was set up."""

from django.conf import settings
from django.db import models


class SetupMark(models.Model):
    """Somebody is content with a step of the setup as it stands, or (`strip`) wants no reminder of it any more. It
    holds while no more than `left` things are open there: an import that brings more asks again."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="setup_marks")
    step = models.CharField(max_length=20)
    left = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "step"], name="one_mark_per_step")]

    def __str__(self) -> str:
        return self.step
