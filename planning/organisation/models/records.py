"""The tables behind the records of the core. Field names and order follow `planning.core.records`; what
a field means is said there."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst

from planning.core import records
from planning.organisation.models.base import Record

STAGES = [(stage, capfirst(stage)) for stage in records.STAGES]
KINDS = [(records.OWNER, "Owner"), (records.BACKUP, "Backup"), (records.STAND_IN, "Stand-in")]


class Position(Record):
    title = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=80, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    function = models.CharField(max_length=60, blank=True)
    team = models.CharField(max_length=120, blank=True)
    location = models.CharField(max_length=200, blank=True)
    fte = models.FloatField("FTE", default=1.0, validators=[MinValueValidator(0.0), MaxValueValidator(2.0)])
    manager = models.CharField(max_length=120, blank=True)
    dotted = models.JSONField(default=list, blank=True)
    holder = models.CharField(max_length=120, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=30, blank=True)
    target_start = models.DateField(null=True, blank=True)
    rank = models.IntegerField(default=0)
    pay = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    loaded = models.BooleanField("fully loaded", default=False)
    sharers = models.JSONField(default=list, blank=True)
    proposed = models.CharField(max_length=120, blank=True)


class Person(Record):
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    starts = models.DateField(null=True, blank=True)
    leaves = models.DateField(null=True, blank=True)
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)


class Team(Record):
    name = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=60, blank=True)
    parent = models.CharField(max_length=120, blank=True)


class Product(Record):
    name = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=20, choices=STAGES, default="growth")
    market_facing = models.BooleanField(default=True)
    launch = models.DateField(null=True, blank=True)
    launch_tier = models.CharField(max_length=20, blank=True)
    team = models.CharField(max_length=120, blank=True)
    without = models.JSONField(default=list, blank=True)
    assumed = models.JSONField(default=list, blank=True)


class Assignment(Record):
    product = models.CharField(max_length=120)
    position = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=KINDS, default=records.OWNER)
    share = models.PositiveSmallIntegerField(default=100, validators=[MaxValueValidator(100)])
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    counts = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)


class Ownership(Record):
    product = models.CharField(max_length=120)
    responsibility = models.CharField(max_length=200)
    position = models.CharField(max_length=120, blank=True)


class Link(Record):
    product = models.CharField(max_length=120)
    one = models.CharField(max_length=120)
    other = models.CharField(max_length=120)


class Requisition(Record):
    type = models.CharField(max_length=12, choices=[(t, capfirst(t)) for t in records.REQUISITION_TYPES], default="new")
    replaces = models.CharField(max_length=120, blank=True)
    manager = models.CharField("hiring manager", max_length=120, blank=True)
    recruiter = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=8, choices=[(p, capfirst(p)) for p in records.PRIORITIES], default="normal")
    justification = models.TextField(blank=True)
    consequence = models.TextField("consequence of not hiring", blank=True)
    planned_start = models.DateField(null=True, blank=True)
    salary_from = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    salary_to = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    salary_currency = models.CharField(max_length=3, blank=True)
    rank = models.IntegerField(default=0)
    resumes = models.CharField(max_length=30, blank=True)
    why = models.TextField(blank=True)


TABLES: dict[str, type[Record]] = {
    "position": Position,
    "person": Person,
    "team": Team,
    "product": Product,
    "assignment": Assignment,
    "ownership": Ownership,
    "link": Link,
    "requisition": Requisition,
}
