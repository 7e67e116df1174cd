"""What rules look things up in answers the same whenever it is asked."""

from hypothesis import given, settings

from planning.core.records import Org, Person, Position
from planning.core.rules import Context, run
from tests.core.rules.test_run import low
from tests.core.rules.test_run import organisation as organisations
from tests.core.sample import content, held, org


def test_a_run_changes_no_answer_about_who_sits_where() -> None:
    where = org(*held("ann"), Position("open", "Clerk"), Person("bo", "Bo"))
    ctx = Context(where, content())
    asked = [
        where.positions["ann"],
        where.positions["open"],
        where.positions["ann"]._replace(holder=""),
        where.positions["open"]._replace(holder="bo"),
        Position("elsewhere", "Clerk"),
    ]
    before = [ctx.filled(position) for position in asked]
    run(ctx)
    assert before == [ctx.filled(position) for position in asked] == [True, False, False, True, False]


@settings(max_examples=100, deadline=None)
@given(organisations)
def test_the_census_and_the_organisation_agree_on_who_sits_where(where: Org) -> None:
    ctx = Context(where, low(0))
    assert set(ctx.census.open) == {key for key, position in where.positions.items() if not where.filled(position)}
