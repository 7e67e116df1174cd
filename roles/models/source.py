"""Where a statement comes from."""

from django.db import models


class Source(models.Model):
    """Where a statement comes from."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    address = models.URLField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title
