"""Of which parts the page of a unit consists, in the order in which it is edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model

from roles.models import (
    Competency,
    Function,
    InterviewStep,
    Language,
    Level,
    Need,
    NextStep,
    Norm,
    Pairing,
    PairPoint,
    Partner,
    Point,
    Question,
    ReportingLine,
    Responsibility,
    Role,
    Source,
    TitlePattern,
    Translation,
)


@dataclass(frozen=True)
class Part:
    """Rows of one table. `place` tells it apart on the page; `given` is what its rows have in common. `single`: there
    is at most one. `head`: the one row that the unit is named by."""

    model: type[Model]
    title: str
    help: str
    fields: tuple[str, ...]
    place: str
    given: Mapping[str, Any] = field(default_factory=dict)
    single: bool = False
    head: bool = False

    @property
    def lone(self) -> bool:
        """Whether it has one row at most."""
        return self.head or self.single

    @property
    def begun(self) -> Part:
        """The same for a unit that is new: a role cannot cover products before it says when a product needs it."""
        return replace(self, fields=tuple(name for name in self.fields if name != "covers"))

    @property
    def ordered(self) -> bool:
        """Whether its rows stand in an order that people give them."""
        return "order" in self.fields and not self.lone

    @property
    def statements(self) -> bool:
        """Whether its rows are bare statements, a line each."""
        return self.model in (Point, PairPoint)

    @property
    def table(self) -> str:
        return self.model.__name__.lower()

    @property
    def one(self) -> str:
        """What one row is called."""
        return "statement" if self.statements else str(self.model._meta.verbose_name)

    @property
    def another(self) -> str:
        """The same with its article: on the button that adds one."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    def holds(self, row: Model) -> bool:
        return type(row) is self.model and all(getattr(row, name) == value for name, value in self.given.items())


STATEMENT = ("text", "source", "order")
DUTY = ("name", "source", "order", "text", "roles", "either")
CORES = {
    "overview": "The first statement says what the role is for. Findings about coverage quote it.",
    "synergy": "The first statement is quoted in findings about two people on a product who are not paired.",
    "distinct": "The first statement is quoted in findings about someone who is responsible for the other role's work.",
}


def _points(model: type[Point] | type[PairPoint], *sections: str) -> list[Part]:
    table = model.__name__.lower()
    return [
        Part(
            model, str(model.Section(name).label), CORES.get(name, ""), STATEMENT, f"{table}-{name}", {"section": name}
        )
        for name in sections
    ]


OF_ROLE = (
    Part(
        Role,
        "The role",
        "What it is called, and how the rules treat it.",
        ("slug", "name", "code", "function", "focus", "covers", "leads", "order"),
        "role",
        head=True,
    ),
    *_points(Point, "overview", "history"),
    Part(
        Responsibility,
        "Responsibilities",
        "On every product, one person is responsible for each of these.",
        DUTY,
        "responsibility",
    ),
    *_points(Point, "focus", "hard-skill", "soft-skill", "certification", "placement"),
    Part(
        ReportingLine,
        "Reporting line",
        "Who the role usually reports to. If this is empty, its reporting lines are not checked.",
        ("text", "functions", "lighter", "level", "severity", "leader", "short", "source"),
        "reportingline",
        single=True,
    ),
    *_points(Point, "partners"),
    Part(
        Partner,
        "Partners on products",
        "Functions that a product needs someone from, besides the person who covers it in this role.",
        ("text", "name", "functions", "any_of", "stages", "market_only", "source", "order"),
        "partner",
    ),
    Part(
        Need,
        "When a product needs it",
        "A product that needs the role and has no one in it gets a finding. Required if the role covers products.",
        ("text", "stages", "audience", "window", "severity", "urgent", "urgent_stages", "source"),
        "need",
        single=True,
    ),
    Part(
        Norm,
        "Benchmarks",
        "What is usual elsewhere. Numbers outside these limits raise a finding; organisations can set their own.",
        ("text", "counts", "of", "low", "high", "severity", "name", "market_only", "source", "order"),
        "norm",
    ),
    *_points(Point, "career"),
    Part(
        Level,
        "Ladder",
        "The levels of the role, on the individual and the manager track.",
        ("number", "track", "name"),
        "level",
    ),
    Part(NextStep, "Next steps", "Which other roles people can move on to.", ("level", "to", "at"), "nextstep"),
    *_points(Point, "salary", "outlook"),
    replace(_points(Point, "choosing")[0], fields=(*STATEMENT, "weight")),
    *_points(Point, "not-this", "mission", "success-6", "success-12"),
    Part(
        Competency,
        "Competencies",
        "What candidates are judged on. Scorecards for this role start with these.",
        ("name", "source", "order", "text"),
        "competency",
    ),
    Part(
        Question,
        "Interview questions",
        "Each is about a competency of the role. A new competency can be chosen once it is saved.",
        ("text", "competency", "strong", "weak", "source", "order"),
        "question",
    ),
    Part(
        InterviewStep,
        "Interview plan",
        "Interview plans for this role start with these steps.",
        ("name", "minutes", "interviewer", "order", "text", "competencies", "source"),
        "interviewstep",
    ),
    Part(
        TitlePattern,
        "Titles",
        "Job titles that stand for this role. Each title belongs to one role only.",
        ("text", "whole", "yields", "level", "confidence"),
        "titlepattern",
    ),
)
OF_PAIRING = (
    Part(Pairing, "The two roles", "", ("slug", "one", "other", "works"), "pairing", head=True),
    *_points(PairPoint, "about", "synergy", "distinct", "overlap"),
    Part(
        Responsibility,
        "Shared responsibilities",
        "On every product, one person in either role is responsible for each of these.",
        DUTY,
        "responsibility",
    ),
    *_points(PairPoint, "misconception", "salary", "outlook", "choosing", "hiring"),
)
OF_LANGUAGE = (
    Part(Language, "The language", "", ("slug", "name"), "language", head=True),
    *(
        Part(Translation, str(kind.label), about, ("means", "words"), f"translation-{kind.value}", {"kind": kind.value})
        for kind, about in (
            (Translation.Kind.TITLE, "Words and phrases with their meaning in English."),
            (Translation.Kind.HEADER, "Column names with the field they contain."),
            (Translation.Kind.STATUS, "Words in a status column with their meaning."),
        )
    ),
)
PARTS: Mapping[str, tuple[Part, ...]] = {
    "role": OF_ROLE,
    "pairing": OF_PAIRING,
    "function": (Part(Function, "The function", "", ("slug", "name", "aliases", "order"), "function", head=True),),
    "source": (Part(Source, "The source", "", ("slug", "title", "address", "note"), "source", head=True),),
    "title": (
        Part(
            TitlePattern,
            "The title",
            "A title that does not stand for one role. An import asks which role is meant, or reads only the function.",
            ("text", "whole", "yields", "function", "ask", "level", "confidence"),
            "titlepattern",
            head=True,
        ),
    ),
    "language": OF_LANGUAGE,
}
