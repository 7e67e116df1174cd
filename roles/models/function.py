"""Functions: product, marketing, engineering and the rest."""

from django.db import models


class Function(models.Model):
    """A line of work (product, marketing, ...). `aliases` are names that departments of this function go by."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name
