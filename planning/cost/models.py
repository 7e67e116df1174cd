"""What cost rests on: bands, rates, budgets, and an organisation's terms."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from planning.core.cost import pay

BAND_TAKEN = (
    "There is already a band for this role, level, location and currency from this date. "
    "Edit it, or choose another date."
)
RATE_TAKEN = "There is already a rate for this currency from this date. Remove it first."
BUDGET_TAKEN = "There is already a budget for this function and year. Remove it first."


class MoneyRules(models.Model):
    """What an organisation's amounts are told in, and what an employer's own costs add by default."""

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="money_rules")
    currency = models.CharField("reporting currency", max_length=3, blank=True)
    factor = models.DecimalField(
        "on-cost factor",
        max_digits=5,
        decimal_places=3,
        default=pay.FACTOR,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))],
    )

    def __str__(self) -> str:
        return f"Money of {self.organisation}"


class Band(models.Model):
    """A compensation band; fields as in `planning.core.cost.pay.Band`. `level` 0 is every level, `location` ''
    everywhere."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="bands")
    role = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3)
    low = models.DecimalField("base from", max_digits=14, decimal_places=2)
    high = models.DecimalField("base to", max_digits=14, decimal_places=2)
    bonus = models.DecimalField("bonus %", max_digits=5, decimal_places=2, default=Decimal(0))
    equity = models.DecimalField("equity a year", max_digits=14, decimal_places=2, null=True, blank=True)
    factor = models.DecimalField("on-cost factor", max_digits=5, decimal_places=3, null=True, blank=True)
    since = models.DateField("valid from")

    class Meta:
        ordering = ["role", "level", "location", "currency", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role", "level", "location", "currency", "since"],
                name="band_once_a_day",
                violation_error_message=BAND_TAKEN,
            ),
            models.CheckConstraint(condition=models.Q(low__gte=0, high__gte=models.F("low")), name="band_upright"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.level or ''}".strip()


class Rate(models.Model):
    """One unit of `currency` is `rate` units of `into`, from a day on."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="rates")
    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=15, decimal_places=6)
    since = models.DateField("valid from")

    class Meta:
        ordering = ["currency", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "currency", "into", "since"],
                name="rate_once_a_day",
                violation_error_message=RATE_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.currency} in {self.into}"


class Budget(models.Model):
    """What a function may cost in a calendar year."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="budgets")
    function = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ["year", "function"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "function", "year"],
                name="budget_once",
                violation_error_message=BUDGET_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.year}"
