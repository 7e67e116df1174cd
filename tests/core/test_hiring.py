"""The stages of a position: every stage and every move, what a move changes, and what filling one would close."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from planning.core import hiring, rules
from planning.core.changes.change import Change, add, apply, edit
from planning.core.hiring import STAGES, ApprovalPolicy, refusal, stage_of, transitions
from planning.core.records import Assignment, Org, Person, Position, Product
from planning.core.rules import closing
from planning.core.rules.closing import closings, is_said_with
from tests.core import sample
from tests.core.random_organisations import seeds

pytestmark = pytest.mark.pure
DAY, WEEK = date(2026, 3, 2), timedelta(days=7)
CONTENT = sample.content()
P, A, F = hiring.PLANNER, hiring.APPROVER, hiring.BY_FINANCE
ASIDE = {"paused": P, "repurposed": P, "cancelled": P}
EVERY = ApprovalPolicy()

# Who may take a position from a stage to which others, where both approvals are asked for.
MOVES: dict[str, dict[str, str]] = {
    "draft": {"submitted": P, **ASIDE},
    "submitted": {"approved by finance": F, "draft": P, **ASIDE},
    "approved by finance": {"approved": A, "draft": A, **ASIDE},
    "approved": {"open": P, "draft": A, **ASIDE},
    "open": {"interviewing": P, "offer": P, "accepted": P, **ASIDE},
    "interviewing": {"open": P, "offer": P, "accepted": P, **ASIDE},
    "offer": {"open": P, "interviewing": P, "accepted": P, **ASIDE},
    "accepted": {"open": P, "interviewing": P, "offer": P, "started": P, **ASIDE},
    "started": {},
    "paused": {"draft": P, "cancelled": P},
    "repurposed": {"draft": P, "cancelled": P},
    "cancelled": {"draft": P},
}


@pytest.mark.parametrize("stage", STAGES)
def test_the_moves_from_a_stage(stage: str) -> None:
    assert {step.to: step.who for step in transitions(stage, EVERY)} == MOVES[stage]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("to", STAGES)
def test_a_wrong_move_is_refused_with_what_could_be_instead(stage: str, to: str) -> None:
    said = refusal(stage, to, EVERY)
    assert bool(said) == (to not in MOVES[stage])
    if said and stage not in (to, "started"):
        assert all(possible in said for possible in MOVES[stage])


@pytest.mark.parametrize(
    ("policy", "line"),
    [
        (ApprovalPolicy(), ["draft", "submitted", "approved by finance", "approved", "open"]),
        (ApprovalPolicy(finance=False), ["draft", "submitted", "approved", "open"]),
        (ApprovalPolicy(approval=False), ["draft", "submitted", "approved by finance", "open"]),
        (ApprovalPolicy(finance=False, approval=False), ["draft", "open"]),
    ],
)
def test_the_approvals_that_an_organisation_asks_for(policy: ApprovalPolicy, line: list[str]) -> None:
    walked = ["draft"]
    while walked[-1] != "open":
        walked.append(transitions(walked[-1], policy)[0].to)
    assert walked == line


def test_a_position_caught_in_an_approval_nobody_asks_for_any_more_goes_on() -> None:
    assert transitions("approved by finance", ApprovalPolicy(finance=False))[0].to == "approved"


def test_a_paused_position_goes_back_to_where_it_was() -> None:
    org = Org.of(DAY, Position("p", stage="interviewing"))
    paused = apply(org, hiring.move(org, "p", "paused", why="Frozen until May"))
    assert paused.requisition("p").resumes == "interviewing"
    assert transitions("paused", EVERY, paused.requisition("p").resumes)[0].to == "interviewing"


def test_submitting_keeps_the_start_that_was_asked_for_while_the_target_moves() -> None:
    first, later = date(2026, 6, 1), date(2026, 8, 1)
    org = Org.of(DAY, Position("p", stage="draft", target_start=first))
    org = apply(org, hiring.move(org, "p", "submitted"))
    org = apply(org, hiring.move(org, "p", "draft", why="Later", target=later))
    org = apply(org, hiring.move(org, "p", "submitted"))
    assert (org.requisition("p").planned_start, org.positions["p"].target_start) == (first, later)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("planned", "draft"),
        ("", "draft"),
        ("On hold", "paused"),
        ("Sourcing", "open"),
        ("started", "draft"),
        ("On-Hold", "paused"),
    ],
)
def test_what_files_call_a_stage(text: str, stage: str) -> None:
    assert stage_of(Org.of(DAY), Position("p", stage=text)) == stage


@pytest.mark.parametrize(
    ("person", "starts", "state", "stage"),
    [
        (Person("h"), None, "filled", "started"),
        (Person("h", starts=DAY + WEEK), None, "due", "accepted"),
        (Person("h"), DAY + WEEK, "due", "accepted"),
        (Person("h", leaves=DAY), None, "filled", "started"),
        (Person("h", leaves=DAY - WEEK), None, "vacant", "open"),
        (Person("other"), None, "vacant", "open"),
    ],
)
def test_a_position_is_filled_or_due_or_vacant(person: Person, starts: date | None, state: str, stage: str) -> None:
    org = Org.of(DAY, Position("p", holder="h", starts=starts, stage="open"), person)
    position = org.positions["p"]
    assert (org.occupancy(position), stage_of(org, position)) == (state, stage)
    assert (org.first_day(position) == DAY + WEEK) == (state == "due")


def test_a_position_is_filled_while_one_of_those_who_share_it_is_there() -> None:
    position = Position("p", holder="one", sharers=("other",))
    org = Org.of(DAY, position, Person("one", leaves=DAY - WEEK), Person("other", "Bo"))
    assert (org.occupancy(position), org.holder(position)) == ("filled", Person("other", "Bo"))


def test_filling_a_position_closes_what_a_launch_ahead_would_open() -> None:
    role = next(r for r in CONTENT.covering if r.need and r.need.window)
    launch = date(2026, 9, 1)
    org = Org.of(
        DAY,
        Position("p", role=role.slug),
        Product("x", "X", "build", launch=launch),
        Assignment("a", "x", "p", role.slug),
    )
    found = closings(rules.Context(org, CONTENT), rules.findings(org, CONTENT), ["p"])["p"]
    assert [(c.finding.rule, c.needed, c.on) for c in found] == [(f"cov-{role.code.lower()}", launch, launch)]


def test_of_very_many_positions_what_each_closes_is_the_same_but_for_what_concerns_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from planning.demo.synthetic.organisation import synthetic_org

    org = synthetic_org(DAY, positions=400, products=30, seed=5)
    found, vacant = rules.findings(org, CONTENT), [position.key for position in hiring.unfilled_positions(org)]
    each = closings(rules.Context(org, CONTENT), found, vacant)
    monkeypatch.setattr(closing, "BY_THEMSELVES", 0)
    together = closings(rules.Context(org, CONTENT), found, vacant)
    narrow = {key: [c for c in mine if c.finding.subject.kind != "organisation"] for key, mine in each.items()}
    assert any(narrow.values())
    assert together == narrow


def test_of_very_many_positions_those_that_have_nothing_to_do_with_each_other_are_filled_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from planning.demo.synthetic.organisation import synthetic_org

    org = synthetic_org(DAY, positions=1_000, products=30, seed=5)
    found, vacant = rules.findings(org, CONTENT), [position.key for position in hiring.unfilled_positions(org)]
    filled: list[rules.Context] = []
    after = rules.Context.after

    def counted(ctx: rules.Context, changes: list[Change]) -> rules.Context:
        filled.append(ctx)
        return after(ctx, changes)

    monkeypatch.setattr(rules.Context, "after", counted)
    monkeypatch.setattr(closing, "BY_THEMSELVES", 0)
    monkeypatch.setattr(closing, "DAYS_LOOKED_AT", 0)
    assert any(closings(rules.Context(org, CONTENT), found, vacant).values())
    assert len(filled) < len(vacant) / 3


@settings(max_examples=15)
@given(seeds)
def test_what_a_position_closes_is_what_the_rules_no_longer_say_once_it_is_filled(seed: int) -> None:
    from random import Random

    from planning.demo.synthetic.organisation import synthetic_org

    org = synthetic_org(DAY, positions=120, products=12, seed=Random(seed).randrange(10_000))
    content = replace(CONTENT)
    found = rules.findings(org, content)
    vacant = [position.key for position in hiring.unfilled_positions(org)]
    for key, closed in closings(rules.Context(org, content), found, vacant).items():
        position = org.positions[key]
        change = edit(DAY, position, holder="x", starts=None)
        assert change is not None
        after = rules.findings(apply(org, [add(DAY, Person("x")), change]), content)
        kept = {f.identity for f in found for one in after if one.identity == f.identity or is_said_with(f, one)}
        gone = {f.identity for f in found} - kept
        assert {c.finding.identity for c in closed if c.on is None} == gone
