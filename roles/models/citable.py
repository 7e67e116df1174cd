"""A statement with its source, which findings can quote."""

from django.db import models

from roles.models.source import Source


class Citable(models.Model):
    """A record that a finding may quote. `key` is its lasting name, like `product-manager/reporting`:
    the page that shows it, then the place on that page."""

    key = models.CharField(max_length=120, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    source = models.ForeignKey(Source, models.PROTECT, to_field="slug", related_name="+")

    class Meta:
        abstract = True
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.key

    @property
    def page(self) -> str:
        return self.key.partition("/")[0]

    @property
    def anchor(self) -> str:
        return self.key.partition("/")[2]
