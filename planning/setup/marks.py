"""Steps of the setup that somebody is content with, and the reminder that somebody has put away."""

from __future__ import annotations

from collections.abc import Mapping

from planning.setup.models import SetupMark
from portal.models import Organisation, User

# Stands beside the steps: the reminder on Home.
STRIP = "strip"


def marks_of(organisation: Organisation) -> Mapping[str, SetupMark]:
    """By step. One query."""
    return {mark.step: mark for mark in SetupMark.objects.filter(organisation=organisation).select_related("by")}


def holds(mark: SetupMark | None, open_now: int) -> bool:
    """Whether it was made with at least as much open as there is now."""
    return mark is not None and open_now <= mark.left


def put(organisation: Organisation, step: str, left: int, by: User) -> None:
    SetupMark.objects.update_or_create(organisation=organisation, step=step, defaults={"left": left, "by": by})


def take_away(organisation: Organisation, step: str) -> None:
    SetupMark.objects.filter(organisation=organisation, step=step).delete()
