"""The interview kit of a position: its plan, and the question bank of its role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from planning.exports.document import Bullets, Document, Facts, Section, Table, Text
from planning.hiring.models import KitStep
from portal.guard import Access
from portal.models import Organisation
from roles.guide.reading import Guide
from roles.models import Competency, Question

RATINGS = {1: "weak", 2: "mixed", 3: "solid", 4: "strong"}


class Bank(NamedTuple):
    """A competency with the questions about it."""

    competency: Competency
    questions: Sequence[Question]


def bank(guide: Guide, role: str) -> list[Bank]:
    if role not in guide.roles:
        return []
    return [Bank(row, guide.questions(role, row.anchor)) for row in guide.competencies(role)]


def steps_of(organisation: Organisation, position: str) -> list[KitStep]:
    return list(KitStep.objects.filter(organisation=organisation, position=position))


def make(access: Access, guide: Guide, position: str, role: str) -> list[KitStep]:
    """The plan of a position from its role's; the one there is, where somebody was faster. A role without one gives a
    single step to start from."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        if found := steps_of(access.organisation, position):
            return found
        given = guide.steps(role) if role in guide.roles else []
        rows = [
            KitStep(
                name=s.name, minutes=s.minutes, lead=s.interviewer, purpose=s.text, competencies=list(s.competencies)
            )
            for s in given
        ] or [KitStep(name="Interview", minutes=60)]
        for order, row in enumerate(rows):
            row.organisation, row.position, row.order = access.organisation, position, order
        return KitStep.objects.bulk_create(rows)


def state(steps: Iterable[KitStep]) -> list[list[Any]]:
    """All that the form of a plan holds, by which it is told whether the plan is still the one that somebody saw."""
    return [[s.pk, s.order, s.name, s.minutes, s.lead, s.purpose, s.competencies] for s in steps]


def names(guide: Guide, role: str) -> dict[str, str]:
    """The competencies of a role by anchor."""
    return {row.anchor: row.name for row in guide.competencies(role)} if role in guide.roles else {}


def document(title: str, steps: Sequence[KitStep], banks: Sequence[Bank]) -> Document:
    """The kit as something to print and take along."""
    known = {one.competency.anchor: one.competency.name for one in banks}
    rows = tuple(
        (step.name, f"{step.minutes} min", step.lead, ", ".join(known.get(c, c) for c in step.competencies))
        for step in steps
    )
    plan = Table(("Step", "Time", "Led by", "Competencies"), rows, (3, 1, 3, 4))
    return Document(
        f"Interview kit: {title}",
        (
            Section("Interview plan", (plan,)),
            *(section for one in banks for section in _asked(one)),
            Section("Scorecard", tuple(_card(banks))),
        ),
    )


def _asked(one: Bank) -> Iterable[Section]:
    yield Section(one.competency.name, (Text(one.competency.text),))
    for row in one.questions:
        yield Section(row.text, (Facts((("A strong answer", row.strong), ("A weak answer", row.weak))),), 3)


def _card(banks: Sequence[Bank]) -> Iterable[Any]:
    yield Text("Fill this in on your own, before you talk to the other interviewers.")
    words = "   ".join(f"{number} {word}" for number, word in RATINGS.items())
    yield Bullets(tuple(f"{one.competency.name}:   {words}   not asked" for one in banks))
    yield Text("Recommendation:   strong no   no   undecided   yes   strong yes")


def by_step(steps: Iterable[KitStep], banks: Iterable[Bank]) -> list[tuple[KitStep, list[Bank]]]:
    """What is asked in each step."""
    known: Mapping[str, Bank] = {one.competency.anchor: one for one in banks}
    return [(step, [known[name] for name in step.competencies if name in known]) for step in steps]
