"""The rules together: made from the content, in a stable order, by subject, and again after changes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.core import rules
from planning.core.changes.change import Change, add, apply, edit, remove
from planning.core.content import Need, Partner, Responsibility, Role, TypicalLine
from planning.core.records import ASSUMABLE, Assignment, Link, Org, Ownership, Person, Position, Product, Team
from planning.core.rules import Context
from planning.core.rules.again import by_subject, compare_findings, differences
from planning.core.rules.base import Sides
from planning.core.rules.run import in_force
from tests.core.sample import EITHER, PM, PMM, SINGLE, TODAY, content, covers, held, org, product, says_partners

WITHIN = content(responsibilities=(*SINGLE, EITHER))
DESIGNER = Role(
    slug="designer",
    name="Designer",
    code="PD",
    function="design",
    covers=True,
    core="designer/core",
    need=Need("designer/need", ("growth",)),
    line=TypicalLine("designer/reporting", ("design",)),
    partners=(Partner("designer/partners", ("engineering",)),),
)
LEADER = Role("design-leader", "Design leader", "", "design", leads=("designer",))


def third_role() -> Any:
    roles = {**WITHIN.roles, DESIGNER.slug: DESIGNER, LEADER.slug: LEADER}
    drawing = Responsibility("designer/drawing", "Drawing", ("designer",))
    return replace(WITHIN, roles=roles, responsibilities=(*WITHIN.responsibilities, drawing))


def flagged(*records: Any) -> set[str]:
    return {finding.rule for finding in rules.findings(org(*records), third_role())}


def test_a_third_covering_role_raises_the_same_families_with_no_code() -> None:
    made = {rule.id for rule in rules.catalogue(third_role())} - {rule.id for rule in rules.catalogue(WITHIN)}
    assert made == {"cov-pd", "partner-pd", "line-pd", "leader-pd"}


def test_third_role_that_is_missing_is_flagged() -> None:
    assert "cov-pd" in flagged(product())


def test_third_role_outside_its_line_is_flagged() -> None:
    boss = held("boss", title="VP Engineering")
    assert "line-pd" in flagged(*boss, *held("dee", "designer", manager="boss"))


def test_third_role_without_partners_is_flagged() -> None:
    engineers = says_partners("software-engineer")
    assert "partner-pd" in flagged(product(), *held("dee", "designer"), covers("app", "dee", "designer"), *engineers)


def test_third_role_without_leader_is_flagged() -> None:
    assert "leader-pd" in flagged(*(record for n in range(3) for record in held(f"d{n}", "designer")))


def test_third_role_without_owner_of_its_responsibility_is_flagged() -> None:
    gap = Ownership("o", "app", "designer/drawing", "")
    assert "resp-gap" in flagged(product(), *held("dee", "designer"), covers("app", "dee", "designer"), gap)


def test_identities_are_unique() -> None:
    found = rules.findings(busy(), WITHIN)
    assert len({finding.identity for finding in found}) == len(found)


def test_every_finding_rests_on_a_rule_of_the_catalogue() -> None:
    ids = {rule.id for rule in rules.catalogue(WITHIN)}
    assert {finding.rule for finding in rules.findings(busy(), WITHIN)} <= ids


@pytest.mark.parametrize("rule", [rule.id for rule in rules.catalogue(WITHIN)])
def test_each_rule_can_be_switched_off(rule: str) -> None:
    off = replace(WITHIN, settings={rule: {"on": False}})
    kept = [finding for finding in rules.findings(busy(), WITHIN) if finding.rule != rule]
    assert _without_what_waits(rules.findings(busy(), off)) == _without_what_waits(kept)


def _without_what_waits(found: list[rules.Finding]) -> list[rules.Finding]:
    """That finding names the rules that are in force and wait."""
    return [finding for finding in found if finding.rule != "not-known"]


def test_each_rule_tells_what_it_is() -> None:
    for rule in rules.catalogue(WITHIN):
        assert all((rule.title, rule.condition, rule.source))
        assert rule.severity in rules.SEVERITIES


def test_content_without_roles_flags_only_the_lines() -> None:
    assert {rule.id for rule in rules.catalogue(content(roles={}, pairings=()))} == {
        "title-role",
        "span-high",
        "span-low",
        "layers",
        "vacant-long",
        "manager-vacant",
        "loop",
        "unplaced",
        "no-manager",
        "ended-manager",
        "not-known",
    }


def test_subject_that_is_not_there_has_no_findings() -> None:
    assert rules.findings_for(busy(), WITHIN, "product", "ghost") == []


@pytest.mark.parametrize(("kind", "key"), [("product", "app"), ("position", "r1"), ("organisation", "")])
def test_findings_of_one_subject_are_those_of_the_whole_run(kind: str, key: str) -> None:
    every = [f for f in rules.findings(busy(), WITHIN) if (f.subject.kind, f.subject.key) == (kind, key)]
    assert every
    assert rules.findings_for(busy(), WITHIN, kind, key) == every


def busy() -> Org:
    """Small, and flagged by many rules."""
    return org(
        product(),
        product("web", stage="launch"),
        *held("top", title="CEO"),
        *held("vpe", title="VP Engineering", manager="top"),
        *held("ann", PM, manager="vpe", title="Product Marketing Manager"),
        *held("bob", PM, manager="vpe"),
        *held("cat", PM, manager="ghost"),
        *held("max", PMM, manager="vpe"),
        *held("lost", manager="ghost"),
        *held("r1", manager="r2"),
        *held("r2", manager="r1"),
        covers("app", "ann"),
        covers("app", "max", PMM),
        Ownership("o", "app", SINGLE[0].id, "max"),
    )


KEYS = ["p0", "p1", "p2", "p3", "p4", "p5"]
key = st.sampled_from(KEYS)
manager = st.sampled_from(["", "ghost", *KEYS])
day = st.none() | st.sampled_from([TODAY.replace(day=1), TODAY.replace(day=2), TODAY.replace(month=5, day=31)])
far = st.none() | st.sampled_from([TODAY.replace(month=1), TODAY.replace(day=20), TODAY.replace(month=8)])
position = st.builds(
    Position,
    key,
    title=st.sampled_from(["CEO", "VP Product", "VP Marketing", "VP Engineering", "Product Manager", "Clerk"]),
    role=st.sampled_from(["", PM, PM, PMM, "product-leader", "software-engineer", "sales"]),
    team=st.sampled_from(["", "t0", "t1"]),
    manager=manager,
    dotted=st.lists(key, max_size=1).map(tuple),
    holder=st.sampled_from(["", "h0", "h1", "h2", "h3"]),
    sharers=st.sampled_from([(), (), (), ("h4",)]),
    level=st.sampled_from([1, 4]),
    ends=day,
    starts=far,
    target_start=far,
    pay=st.sampled_from([None, Decimal(62_000)]),
)
person = st.builds(
    Person,
    st.sampled_from(["h0", "h1", "h2", "h3"]),
    name=st.sampled_from(["Ann", "Bob"]),
    starts=far,
    leaves=day | far,
)
team = st.builds(
    Team,
    st.sampled_from(["t0", "t1"]),
    function=st.sampled_from(["", "design", "sales"]),
    parent=st.sampled_from(["", "t0", "t1"]),
)
app = st.builds(
    Product,
    st.sampled_from(["app", "web"]),
    stage=st.sampled_from(["idea", "build", "launch", "growth"]),
    market_facing=st.booleans(),
    launch=far,
    launch_tier=st.sampled_from(["", "1"]),
    team=st.sampled_from(["", "t0", "t1"]),
    assumed=st.sampled_from([(), ASSUMABLE]),
)
duty = st.builds(
    Assignment,
    st.sampled_from(["a0", "a1", "a2", "a3"]),
    product=st.sampled_from(["app", "web"]),
    position=key,
    role=st.sampled_from([PM, PMM, "software-engineer"]),
    kind=st.sampled_from(["owner", "owner", "backup"]),
    ends=day | far,
    counts=st.booleans(),
)
owner = st.builds(
    Ownership,
    st.sampled_from(["o0", "o1"]),
    product=st.sampled_from(["app", "web"]),
    responsibility=st.sampled_from([r.id for r in WITHIN.responsibilities]),
    position=st.sampled_from(["", *KEYS]),
)
link = st.builds(Link, st.just("l0"), product=st.sampled_from(["app", "web"]), one=key, other=key)
record = st.one_of(position, position, person, team, app, duty, owner, link)
# Two products that are covered, with teams, partners, owners and links: much that a change can spoil.
SOUND = [
    *[Person(f"h{n}", name=f"Holder {n}") for n in range(6)],
    Team("t0", function="engineering"),
    Team("t1", function="design", parent="t0"),
    *[Position(f"p{n}", manager="p5" if n < 5 else "", holder=f"h{n}") for n in range(6)],
    Position("p0", role=PM, holder="h0", manager="p2", title="Product Manager", dotted=("p2",), level=4),
    Position("p2", role="product-leader", holder="h2", manager="p5"),
    Position("p5", title="VP Engineering", holder="h5"),
    Position("p1", role=PMM, holder="h1", manager="p5", level=1),
    Position("p4", role="product-designer", holder="h4", manager="p5"),
    Position("p3", role="quality-engineer", holder="h3", team="t1", manager="p4"),
    Product("app", stage="growth", team="t1"),
    Product("web", stage="launch", launch=TODAY.replace(day=20), launch_tier="1"),
    Assignment("a0", "app", "p0", PM),
    Assignment("a1", "app", "p1", PMM),
    Assignment("a2", "web", "p2", PM, counts=True),
    Assignment("a3", "web", "p2", PMM, counts=True),
    Ownership("o0", "app", SINGLE[0].id, "p4"),
    Ownership("o1", "app", EITHER.id, "p3"),
    Link("l0", "app", "p0", "p1"),
]
organisation = st.lists(record, max_size=6).map(lambda records: org(*SOUND, *records))


@st.composite
def silent(draw: st.DrawFn) -> Org:
    """An organisation that has not said everything: without any records of some kinds, or without managers."""
    left_out = draw(st.sets(st.sampled_from([Ownership, Link, Assignment, Team, Position]), min_size=1))
    kept = [record for record in SOUND if type(record) not in left_out - {Position}]
    if Position in left_out:
        kept = [record._replace(manager="") if isinstance(record, Position) else record for record in kept]
    return org(*kept)


@st.composite
def changed(draw: st.DrawFn) -> tuple[Org, list[Change]]:
    """An organisation, and changes that add, edit and take away records of it."""
    before = draw(organisation | silent())
    after, changes = before, []
    for new in draw(st.lists(record, min_size=1, max_size=2)):
        old = after.get(_kind(new), new.key)
        change: Change | None
        if old is None:
            change = add(TODAY, new)
        elif draw(st.integers(0, 4)):
            change = edit(TODAY, old, **new._asdict())
        else:
            change = remove(TODAY, old)
        changes += [change] if change else []
        after = apply(before, changes)
    return before, changes


def _kind(new: Any) -> str:
    return add(TODAY, new).kind


def low(exempt: int) -> Any:
    """Thresholds that an organisation of six positions reaches."""
    least = {
        "dual-role": {"exempt": exempt},
        "load-pm": {"products": 0},
        "load-pmm": {"products": 1, PM: 0},
        "ratio-eng": {"low": 2, "high": 2},
        "ratio-design": {"high": 0},
        "ratio-pmm": {"high": 0},
        "span-high": {"reports": 1, "many": 2, "alike": 2},
        "layers": {"layers": 2},
        "line-depth": {"steps": 0},
        "launch-level": {"level": 5},
        "peer-gap": {"levels": 1},
        "leader-pm": {"people": 1},
        "leader-pmm": {"people": 1},
        "vacant-long": {"days": 5},
        "names-empty": {"products": 2},
    }
    return replace(WITHIN, settings={rule: {"numbers": numbers} for rule, numbers in least.items()})


@settings(max_examples=400, deadline=None)
@given(changed(), st.sampled_from([0, 5, 10]))
def test_looking_again_at_what_changes_touched_equals_a_whole_run(
    given_: tuple[Org, list[Change]], exempt: int
) -> None:
    before, changes = given_
    after = apply(before, changes)
    within = low(exempt)
    known = rules.findings(before, within)
    assert rules.recheck(known, before, after, changes, within) == rules.findings(after, within)


@settings(max_examples=150, deadline=None)
@given(organisation)
def test_each_rule_asked_of_every_subject_finds_what_its_own_choice_of_subjects_finds(where: Org) -> None:
    """`subjects` may leave out only what has nothing to find."""
    within = low(0)
    ctx = Context(where, within)
    of_kind = {"product": where.products, "position": where.positions, "organisation": [""]}
    for rule in in_force(within):
        every = [key for kind in {rule.kind, rule.also} - {""} for key in of_kind[kind]]
        chosen = {f.identity for k in rule.subjects(ctx) for f in rule.check(ctx, k)}
        assert chosen == {f.identity for k in every for f in rule.check(ctx, k)}


@settings(max_examples=100, deadline=None)
@given(changed(), st.sampled_from([0, 5]))
def test_differences_are_those_of_whole_runs_also_where_much_was_worked_out_before(
    given_: tuple[Org, list[Change]], exempt: int
) -> None:
    before, changes = given_
    ctx = Context(before, low(exempt))
    known = rules.run(ctx)
    _ = ctx.org.children, ctx.org.duties, ctx.org.held, ctx.census, ctx.forest, ctx.crews
    found = differences(Sides(ctx, ctx.after(changes)), by_subject(known), changes)
    assert found == compare_findings(known, rules.findings(apply(before, changes), low(exempt)))
