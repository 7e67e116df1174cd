"""Words of job titles that name a role."""

from django.db import models

from roles.models.role import Role


class TitlePattern(models.Model):
    """How a job title names a role.

    `text` is the title without rank and qualifiers: subject, then occupation (`product manager`). An occupation in
    braces stands for several: `{leader}` from director up, `{manager}` managers and leads, `{any}` every occupation.
    `{any}` for the subject: the occupation tells, whatever the subject. `role` is blank where the title alone cannot
    tell: then `ask` lists the roles to choose from. `whole`: nothing more may stand before it. `yields`: counts only
    where no other part of the title says more. `level` holds where the title names none.
    """

    text = models.CharField(max_length=80)
    claimed_by = models.ForeignKey(
        Role, models.CASCADE, to_field="slug", null=True, blank=True, related_name="titles", verbose_name="role"
    )
    function = models.CharField(max_length=60, blank=True)
    ask = models.JSONField(default=list, blank=True)
    whole = models.BooleanField(default=False)
    yields = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.FloatField(default=0.95)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "whole"],
                name="one_meaning_per_title",
                violation_error_message="This title pattern is taken by another role.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def role(self) -> str:
        """The role's slug, or ''."""
        return self.claimed_by_id or ""

    @role.setter
    def role(self, slug: str) -> None:
        self.claimed_by_id = slug or None
