from django.db import models


class Organisation(models.Model):
    """The tenant. Nothing is ever visible across organisations.

    `version` grows by one with every write to its structure; whoever holds a snapshot compares it.
    """

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # The version of the role content when the guard fetched this; None where it comes from elsewhere.
    content_stamp: str | None = None
    # Differs whenever a finding is accepted or opened again; likewise.
    decided: str | None = None

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
