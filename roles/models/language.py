"""Words of other languages than English, in files that people import."""

from django.db import models


class Language(models.Model):
    """A language whose job titles, column headers and status words imports understand."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Translation(models.Model):
    """What words of a language stand for.

    `means` is in English: of a title the words that are read instead (`produktmanager` is `product manager`), of a
    header the field of an import (`manager`), of a status what it says of somebody (one of `STATUSES`).
    """

    class Kind(models.TextChoices):
        TITLE = "title", "Words in job titles"
        HEADER = "header", "Column headers"
        STATUS = "status", "Words in a status column"

    STATUSES = ("active", "on-leave", "suspended", "inactive", "vacant", "future")

    language = models.ForeignKey(Language, models.CASCADE, to_field="slug", related_name="translations")
    kind = models.CharField(max_length=10, choices=Kind)
    means = models.CharField("English", max_length=80)
    words = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["language", "kind", "means"]
        verbose_name = "meaning"
        constraints = [
            models.UniqueConstraint(fields=["language", "kind", "means"], name="one_list_of_words_for_a_meaning")
        ]

    def __str__(self) -> str:
        return f"{self.language_id}, {self.means}"
