"""An import over an organisation that is there: what really changed, and nothing else."""

from datetime import date, timedelta

import pytest

from planning.core.changes.change import Change, apply
from planning.core.records import Org, Person, Position
from planning.imports.problems import Unusable
from tests.imports.helpers import ON, imported, people

pytestmark = pytest.mark.pure
FIRST = people("1,Ada,CEO,", "2,Bo,CTO,1", "3,Cy,Engineer,2")
LATER = ON + timedelta(days=30)


def test_the_same_file_again_changes_nothing() -> None:
    outcome = imported(FIRST, current=imported(FIRST).after, on=LATER)
    assert outcome.changes == ()
    assert outcome.summary.unchanged == 3


def test_each_position_is_in_one_list() -> None:
    second = people("1,Ada,Chair,", "3,Cy,Engineer,1", "4,Di,Cook,1")
    summary = imported(second, current=imported(FIRST).after, on=LATER).summary
    assert (summary.added, summary.changed, summary.moved, summary.ended) == (("4",), ("1",), ("3",), ("2",))


def test_a_changed_name_changes_the_position() -> None:
    second = FIRST.replace("Cy", "Cyrus")
    assert imported(second, current=imported(FIRST).after, on=LATER).summary.changed == ("3",)


def test_a_position_that_is_gone_ends_the_day_before() -> None:
    outcome = imported(people("1,Ada,CEO,", "2,Bo,CTO,1"), current=imported(FIRST).after, on=LATER)
    assert outcome.changes == (Change(LATER, "position", "3", {"ends": None}, {"ends": LATER - timedelta(days=1)}),)


def test_a_position_that_comes_back_stands_again() -> None:
    gone = imported(people("1,Ada,CEO,", "2,Bo,CTO,1"), current=imported(FIRST).after, on=LATER).after
    outcome = imported(FIRST, current=gone, on=LATER + timedelta(days=30))
    assert outcome.summary.added == ("3",)
    assert outcome.after.positions["3"].ends is None


def test_fields_that_the_file_does_not_have_stay() -> None:
    before = Position("1", title="CEO", location="Oslo", fte=0.5, level=7, holder="1", rank=3)
    current = Org.of(ON, before, Person("1", "Ada", email="a@x.org"))
    assert imported(people("1,Ada,CEO,"), current=current).changes == ()


def test_a_role_that_somebody_set_stays_while_the_title_does() -> None:
    current = Org.of(ON, Position("1", title="Product Manager", role="sales", holder="1"), Person("1", "Ada"))
    assert imported(people("1,Ada,Product Manager,"), current=current).changes == ()


def test_a_new_title_is_read_anew() -> None:
    current = Org.of(ON, Position("1", title="Lead", role="sales", holder="1"), Person("1", "Ada"))
    assert imported(people("1,Ada,Product Manager,"), current=current).after.positions["1"].role == "product-manager"


def test_the_role_that_somebody_chose_for_a_title_wins() -> None:
    chosen = {"product lead": "product-manager"}
    assert imported(people("1,Ada,Product  Lead,"), chosen=chosen).after.positions["1"].role == "product-manager"


def test_who_had_left_and_is_back_has_not_left() -> None:
    current = Org.of(ON, Position("1", title="CEO", holder="1"), Person("1", "Ada", leaves=date(2020, 1, 1)))
    assert imported(people("1,Ada,CEO,"), current=current).after.people["1"].leaves is None


def test_a_vacancy_that_is_filled_gets_its_holder() -> None:
    vacant = imported(people("1,TBH,CEO,")).after
    assert imported(people("1,Ada,CEO,"), current=vacant).after.positions["1"].holder == "1"


def test_applying_the_changes_gives_what_the_file_says() -> None:
    current = imported(FIRST).after.at(LATER)
    outcome = imported(people("1,Ada,Chair,", "4,Di,Cook,1"), current=current, on=LATER)
    assert apply(current, outcome.changes).tables == outcome.after.tables


def test_no_title_column_is_unusable() -> None:
    with pytest.raises(Unusable, match=r"no job title column.*The headers found are: Name, Shoe"):
        imported("Name,Shoe\nAda,38\n")


def test_no_column_that_tells_positions_apart_is_unusable() -> None:
    with pytest.raises(Unusable, match="identifies the positions"):
        imported("Job Title,Location\nCEO,Oslo\n")


def test_a_remembered_column_makes_a_strange_header_usable() -> None:
    text = "Name,Berufsbezeichnung\nAda,CEO\n"
    assert imported(text, remembered={"berufsbezeichnung": "title"}).summary.added == ("ada",)


def test_a_title_that_is_read_unsurely_gives_no_role() -> None:
    after = imported(people("1,Ada,PM,", "2,Bo,Product Manager,1")).after
    assert (after.positions["1"].role, after.positions["2"].role) == ("", "product-manager")


def test_an_unsure_title_takes_no_role_from_whom_somebody_gave_it() -> None:
    current = Org.of(ON, Position("1", title="PM", role="product-manager", holder="1"), Person("1", "Ada"))
    assert imported(people("1,Ada,PM,"), current=current).changes == ()


def test_an_unsure_title_takes_the_role_that_was_chosen_for_it() -> None:
    after = imported(people("1,Ada,PM,"), chosen={"pm": "product-manager"}).after
    assert after.positions["1"].role == "product-manager"


def test_an_unsure_title_leaves_the_role_that_it_likely_names() -> None:
    current = Org.of(ON, Position("1", title="Product Manager", role="product-manager", holder="1"), Person("1", "Ada"))
    assert imported(people("1,Ada,PM,"), current=current).after.positions["1"].role == "product-manager"
