"""Uploaded files between upload and apply, and the columns that were chosen by hand."""

from functools import cached_property

from django.conf import settings
from django.db import models

from planning.organisation.live import has_begun
from portal.models import Membership, Right


class ColumnChoice(models.Model):
    """Which field a header of an organisation's files stands for ('' for none); imports remember it. `settled`: it
    was chosen by a member who may see cost, who thereby says that it is no pay, or which pay it is."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="column_choices")
    kind = models.CharField(max_length=10, choices=[("people", "People"), ("products", "Products")])
    header = models.CharField(max_length=300)
    field = models.CharField(max_length=120, blank=True)
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "header"], name="one_choice_per_header")]

    def __str__(self) -> str:
        return f"{self.header}: {self.field}"


class PositionId(models.Model):
    """An id that a file gave a position which has another key; later imports know the position by it."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="position_ids")
    ident = models.CharField(max_length=120)
    position = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "ident"], name="one_position_per_id")]

    def __str__(self) -> str:
        return f"{self.ident}: {self.position}"


class WorksOn(models.Model):
    """What the files said that may name what positions work on: in `texts` their keys by text, as a cost centre or a
    project. Products are found by it; it is no part of the organisation."""

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="works_on")
    texts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{len(self.texts)} texts"


class ImportDraft(models.Model):
    """Uploaded files that are being looked at and have not been applied; they go when applied or after a day.

    `title` names the files. `applied` is what came of it. `looked_for` stamps what it was last looked at against,
    `look` and `unusable` keep what was found. `update`: only the rows given count, nothing ends; None while nobody has
    said so or not. `accept_matches`: positions of the same name and title under new ids are the same. `by_heads`: where
    no column names managers, positions come under the heads of their departments.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="import_drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField("effective on")
    title = models.CharField(max_length=500, default="")
    update = models.BooleanField(null=True)
    accept_matches = models.BooleanField(default=False)
    by_heads = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied = models.ForeignKey("planning.Batch", models.SET_NULL, null=True, related_name="+")
    looked_for = models.CharField(max_length=64, blank=True)
    look = models.BinaryField(null=True)
    unusable = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def is_governed(self) -> bool:
        """Whether the rules of hiring hold for what it brings: the organisation is not being set up any more."""
        return has_begun(self.organisation)

    @cached_property
    def member(self) -> Membership:
        """Whoever uploaded it; who is no member any more may do what a viewer may."""
        found = Membership.objects.filter(organisation=self.organisation_id, user=self.author_id).select_related("user")
        return found.first() or Membership(organisation=self.organisation, user=self.author, right=Right.VIEWER)


class DraftFile(models.Model):
    """A table of an upload, or a file of a kind that somebody named: opened, as `opening.sheets.as_bytes` writes it.
    `size` is about how many bytes that are."""

    draft = models.ForeignKey(ImportDraft, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=500)
    size = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
