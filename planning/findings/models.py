"""What is remembered of findings. A finding itself is computed and never stored; these rows name it by its
identity: rule, kind and key of its subject, and what it is about."""

from django.conf import settings
from django.db import models

Identity = tuple[str, str, str, str]


class OfFinding(models.Model):
    """A row about one finding of an organisation."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["organisation", "rule", "kind", "key"], name="%(class)s_of_finding")]

    def __str__(self) -> str:
        return " ".join(filter(None, self.identity))

    @property
    def identity(self) -> Identity:
        """As `planning.core.rules.Finding.identity` has it."""
        return self.rule, self.kind, self.key, self.about


class Waiver(OfFinding):
    """The decision to accept a finding. It holds until its review date has passed, until the facts that it rested on
    change (`facts`, or `severity` growing graver), or until somebody withdraws it."""

    reason = models.TextField(max_length=2000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    review_on = models.DateField("review on")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # What was accepted: how grave it was, what it said, and the facts under both.
    severity = models.CharField(max_length=10)
    message = models.TextField()
    facts = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(OfFinding.Meta):
        ordering = ["-made_at", "-id"]


class FindingTask(OfFinding):
    """A member is to see to a finding by a day. One a finding."""

    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="finding_tasks")
    due = models.DateField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta(OfFinding.Meta):
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule", "kind", "key", "about"], name="one_task_per_finding"
            )
        ]


class FindingNote(OfFinding):
    """One line of a finding's history: what happened, on which day, by whom (None: Lineup saw it). A comment is one."""

    class Event(models.TextChoices):
        OPENED = "opened", "Opened"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"
        SEVERITY = "severity", "Severity changed"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Acceptance withdrawn"
        ASSIGNED = "assigned", "Assigned"
        RELEASED = "released", "Assignee removed"
        COMMENT = "comment", "Comment"

    event = models.CharField(max_length=10, choices=Event.choices)
    text = models.TextField(blank=True, max_length=4000)
    on = models.DateField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(OfFinding.Meta):
        ordering = ["made_at", "id"]


class Sighting(OfFinding):
    """When a finding of the current organisation was seen. `closed_on` is the first day on which it was seen no more;
    None while it stands; `closed_in` is the batch that closed it, where one alone did. `message` and `name` (the
    subject's) are as they were last seen."""

    severity = models.CharField(max_length=10)
    name = models.CharField(max_length=300)
    message = models.TextField()
    first_seen = models.DateField()
    opened_on = models.DateField(help_text="The day since which it has been open without a break.")
    last_seen = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_in = models.ForeignKey("planning.Batch", models.SET_NULL, null=True, related_name="+")
    times = models.PositiveIntegerField(default=1, help_text="How often it has opened.")

    class Meta(OfFinding.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule", "kind", "key", "about"], name="one_sighting_per_finding"
            )
        ]


class FindingCount(models.Model):
    """How many findings of each severity stood open at the end of a day, and how many were accepted.
    `worked_out`: computed afterwards from the history, with the rules and settings of that later day."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    on = models.DateField()
    critical = models.PositiveIntegerField(default=0)
    warning = models.PositiveIntegerField(default=0)
    info = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    worked_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["organisation", "on"], name="one_count_per_day")]

    def __str__(self) -> str:
        return f"{self.organisation} on {self.on}"


class LastLook(models.Model):
    """On which day, at which version and with which role content an organisation's findings were last recorded, and
    the number of the last batch that was in them."""

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="+")
    version = models.PositiveBigIntegerField(default=0)
    content = models.CharField(max_length=80, blank=True)
    batch = models.PositiveBigIntegerField(default=0)
    on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation} at {self.version}"


class SavedFilter(models.Model):
    """A member's way of looking at the findings. `query` is that of the page's address."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600, blank=True)
    shared = models.BooleanField("shared with everyone in the organisation", default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "name"],
                name="saved_filter_once",
                violation_error_message="You already have a filter with this name. Choose another name.",
            )
        ]

    def __str__(self) -> str:
        return self.name
