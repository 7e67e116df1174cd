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


class ProductDecision(models.Model):
    """What somebody said of one name that was found. One a name and organisation; it outlives the proposal, so that a
    later import knows it.

    `name` is the found name as `naming.id_of` made it, `found` as it was written, `spellings` other names that mean the
    same. `said` and `before`, as `said.Said` has them in JSON: what is said now, and what was said
    before the latest press, so that one press can be undone. `version` grows with every press. `settled` is the batch
    that kept or left it out, in force unless that batch was undone; `product` is the key of the product then kept.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="product_decisions")
    name = models.CharField(max_length=200)
    found = models.CharField(max_length=200)
    spellings = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    settled = models.ForeignKey("planning.Batch", models.SET_NULL, null=True, blank=True, related_name="+")
    product = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_decision_per_name")]

    def __str__(self) -> str:
        return self.found

    @property
    def is_settled(self) -> bool:
        return self.settled is not None and not self.settled.void
