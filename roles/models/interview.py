"""What somebody is interviewed about, and how: the question bank and the interview plan of a role."""

from django.db import models

from roles.models.citable import Citable
from roles.models.role import Role


class Competency(Citable):
    """Something that a candidate for the role is judged on; `text` says what it means here."""

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="competencies")
    name = models.CharField(max_length=80)

    class Meta(Citable.Meta):
        verbose_name_plural = "competencies"


class Question(Citable):
    """A question (`text`) about a competency of the same role, named by its anchor, and what tells a strong answer
    from a weak one."""

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="questions")
    competency = models.CharField(max_length=80)
    strong = models.TextField("a strong answer")
    weak = models.TextField("a weak answer")


class InterviewStep(Citable):
    """A step of the interview plan that a position of this role starts from. `text` says what it is for, `competencies`
    are anchors of those it looks at, `interviewer` says who should lead it."""

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="steps")
    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField(default=45)
    interviewer = models.CharField(max_length=120, blank=True)
    competencies = models.JSONField(default=list, blank=True)
