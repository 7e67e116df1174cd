"""The history: batches of changes, and each change."""

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """Changes that were made together: an edit, an import, an undo. The history is a list of batches."""

    class Source(models.TextChoices):
        EDIT = "edit", "Edit"
        IMPORT = "import", "Import"
        UNDO = "undo", "Undo"
        PLAN = "plan", "Plan"
        SETUP = "setup", "Setup"
        HIRING = "hiring", "Hiring"

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="batches")
    source = models.CharField(max_length=10, choices=Source.choices)
    title = models.CharField(max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    on = models.DateField("effective on")
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")
    # The first state that is known: it also stands for every date before it.
    baseline = models.BooleanField(default=False)
    size = models.PositiveIntegerField(default=0)
    # Taken back and not brought again: its changes and those that take it back count for no date.
    void = models.BooleanField(default=False)
    # Of the form that was sent: one that is sent twice is written once. '': nobody filled in a form.
    form = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "form"], name="one_batch_per_form", condition=~models.Q(form="")
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_brought_in(self) -> bool:
        """Whether it came as a whole from elsewhere: one reverts it, while one undoes a step of one's own."""
        return self.source in (self.Source.IMPORT, self.Source.PLAN)

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undone_by")

    @property
    def root(self) -> "Batch":
        """What an undo, a redo, an undo of that again are all about."""
        batch = self
        while batch.undoes is not None:
            batch = batch.undoes
        return batch


class StoredChange(models.Model):
    """A change of the core as a row. `folded`: the tables hold it; otherwise its day has not come. An undo
    of a change that still waits cancels it."""

    # Both indexes below begin with it.
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+", db_index=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    on = models.DateField()
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    folded = models.BooleanField(default=True)
    cancelled_by = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="cancels", db_index=False
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["organisation", "kind", "key"], name="change_of_record"),
            models.Index(fields=["organisation", "on"], name="change_on_date"),
            # Few changes are cancelled, and every import writes many.
            models.Index(
                fields=["cancelled_by"], name="change_cancelled", condition=models.Q(cancelled_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} on {self.on}"
