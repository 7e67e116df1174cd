"""What a worker remembers of the time, so that a wrong clock deletes nothing in a rush."""

from __future__ import annotations

from django.db import models


class Clock(models.Model):
    """One row. `seen` is when a worker last looked; `jumped` when a look found that the clock had gone back, or on by
    more than a pause of the workers explains, and nobody has said since that it is right; `cleared` when what was old
    enough was last removed."""

    seen = models.DateTimeField()
    jumped = models.DateTimeField(null=True)
    cleared = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"seen {self.seen:%Y-%m-%d %H:%M}"
