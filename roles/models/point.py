"""What is said of a role in a section of its page, one statement a row."""

from django.db import models

from roles.models.citable import Citable
from roles.models.role import Role


class Point(Citable):
    """One statement about a role, in a section of its page."""

    class Section(models.TextChoices):
        OVERVIEW = "overview", "Overview"
        HISTORY = "history", "History"
        FOCUS = "focus", "Focus"
        HARD_SKILL = "hard-skill", "Hard skills"
        SOFT_SKILL = "soft-skill", "Soft skills"
        CERTIFICATION = "certification", "Certifications"
        PLACEMENT = "placement", "Place in the organisation"
        PARTNERS = "partners", "Works with"
        CAREER = "career", "Career path"
        SALARY = "salary", "Salary"
        OUTLOOK = "outlook", "Outlook"
        CHOOSING = "choosing", "Choosing this role"
        MISSION = "mission", "Mission"
        SUCCESS_SIX = "success-6", "Success in the first six months"
        SUCCESS_TWELVE = "success-12", "Success in the first twelve months"
        NOT_THIS = "not-this", "What it is not"

    class Weight(models.IntegerChoices):
        HALF = 1, "Counts half"
        USUAL = 2, "Counts as usual"
        MORE = 3, "Counts more"

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="points")
    section = models.CharField(max_length=20, choices=Section.choices)
    weight = models.PositiveSmallIntegerField(
        choices=Weight.choices,
        default=Weight.USUAL,
        help_text="For a statement under “Choosing this role”: how much a yes counts in “Which role suits me?”.",
    )

    class Meta(Citable.Meta):
        pass
