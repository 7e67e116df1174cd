"""Roles, the levels of their ladders, and where those lead on."""

from django.db import models

from roles.models.function import Function


class Role(models.Model):
    """What somebody can be: Product Manager, Product Marketing Manager, ...

    `code` is the short name on a badge. `covers`: products are covered in this role. `leads`: slugs of the
    roles that this one leads.
    """

    class Focus(models.TextChoices):
        INWARDS = "inwards", "Inwards: the people who build the product"
        OUTWARDS = "outwards", "Outwards: the market"

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=8, blank=True)
    function = models.ForeignKey(Function, models.PROTECT, to_field="slug", related_name="roles")
    focus = models.CharField(max_length=10, choices=Focus.choices, blank=True)
    covers = models.BooleanField("covers products", default=False)
    leads = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """A step on a role's ladder: 1 associate, 2 plain, 3 senior, 4 lead, 5 director, 6 head or VP, 7 C-level."""

    class Track(models.TextChoices):
        INDIVIDUAL = "individual", "Individual"
        MANAGER = "manager", "Manager"

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="levels")
    number = models.PositiveSmallIntegerField()
    track = models.CharField(max_length=10, choices=Track.choices, default=Track.INDIVIDUAL)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["role", "number", "track"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "number", "track"],
                name="one_level_per_step",
                violation_error_message="This role has a level with that number on that track already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NextStep(models.Model):
    """Where a career may lead from a level of this role: to a level of another role. `to` is its slug."""

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="next_steps")
    level = models.PositiveSmallIntegerField("from level")
    to = models.CharField("to role", max_length=80)
    at = models.PositiveSmallIntegerField("at level")

    class Meta:
        ordering = ["role", "level", "to", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "level", "to", "at"],
                name="one_step_once",
                violation_error_message="This step is there already.",
            )
        ]

    def __str__(self) -> str:
        return f"level {self.level} to {self.to}, level {self.at}"
