"""Two covering roles that work as a pair, and what each does beside the other."""

from django.db import models

from roles.models.citable import Citable
from roles.models.role import Role


class Pairing(models.Model):
    """Two roles that belong side by side. `works`: a product covered in both needs a working link between them."""

    slug = models.SlugField(unique=True, max_length=80)
    one = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="pairings")
    other = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="paired")
    works = models.BooleanField("they work as a pair", default=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class PairPoint(Citable):
    """One statement about two roles together."""

    class Section(models.TextChoices):
        ABOUT = "about", "Why compare them"
        SYNERGY = "synergy", "Together"
        DISTINCT = "distinct", "How they differ"
        OVERLAP = "overlap", "Where they overlap"
        MISCONCEPTION = "misconception", "Common misconceptions"
        SALARY = "salary", "Salary"
        OUTLOOK = "outlook", "Outlook"
        CHOOSING = "choosing", "Choosing"
        HIRING = "hiring", "Hiring"

    pairing = models.ForeignKey(Pairing, models.CASCADE, to_field="slug", related_name="points")
    section = models.CharField(max_length=20, choices=Section.choices)

    class Meta(Citable.Meta):
        pass
