"""What an organisation decided about rules and job titles."""

from django.db import models


class RuleSetting(models.Model):
    """What an organisation decided about a rule: off, another severity, other numbers.

    `rule` is the rule's id (`cov-pm`, `line-depth`), `numbers` its thresholds by name.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="rule_settings")
    rule = models.CharField(max_length=40)
    on = models.BooleanField("in force", default=True)
    severity = models.CharField(max_length=10, blank=True)
    numbers = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "rule"], name="one_setting_per_rule")]

    def __str__(self) -> str:
        return self.rule


class TitleChoice(models.Model):
    """A title that somebody of the organisation said the role of; imports remember it."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="title_choices")
    title = models.CharField(max_length=300)
    role = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="one_choice_per_title")]

    def __str__(self) -> str:
        return self.title
