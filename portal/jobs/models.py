"""What the library does not keep: how far a job is, whether it lives, which workers run, and e-mail that waits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Job(models.Model):
    """Work that a worker does or has done. `kind` and `key` name it: there is one open job of a name at most.

    `run` names the present attempt: one that was started again ends the earlier one's say. `beat` is when the process
    that is at it was last heard of; `done` of `total` and `text` say how far it is. `deaths`: how many workers have
    died at it, each time another taking it up by itself. `right` is the least that a member needs to see it and to
    start it again.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, null=True, related_name="jobs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    right = models.CharField(max_length=10)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    run = models.CharField(max_length=32)
    task = models.CharField("id in the queue", max_length=64, blank=True)
    text = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat = models.DateTimeField(null=True)
    deaths = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    result: Any = models.JSONField(null=True)

    OPEN = (State.WAITING, State.RUNNING)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state__in=("waiting", "running")),
                name="one_open_job_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Worker(models.Model):
    """A process that takes up jobs; `seen` is when it was last heard of. Its row goes when it ends."""

    name = models.CharField(max_length=64, unique=True)
    seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Mail(models.Model):
    """An e-mail that has not been delivered. It goes with its delivery, for it may hold a link that lets somebody in.

    `due` is when it is tried next; None: the mail server has refused it often enough. `kind` says what sort of letter
    it is, without a name. `about` names what it is about,
    for those who want to know what became of it. `organisation`: whose news it is; it is not sent while that is closed.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    to = models.CharField(max_length=200)
    content: Any = models.JSONField()
    asked_at = models.DateTimeField(auto_now_add=True)
    due = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "undelivered e-mail"

    def __str__(self) -> str:
        return f"to {self.to}"
