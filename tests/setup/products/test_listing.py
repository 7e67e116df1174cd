"""What was found, with what somebody said of it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.setup.models import ProductDecision
from planning.setup.products.listing import Listing, Row, listing, text_id
from planning.setup.products.naming import id_of
from planning.setup.products.said import Said
from tests.setup.products.found import PM, decision, found_in_three, owner, proposal, said

pytestmark = pytest.mark.pure


def listed(*decisions: ProductDecision) -> Listing:
    return listing(found_in_three(), decisions)


def row(name: str, *decisions: ProductDecision) -> Row:
    found = listed(*decisions).row(id_of(name))
    assert found
    return found


def names(of: Listing) -> list[str]:
    return [row.proposal.name for row in of.rows]


def test_sure_proposals_are_ticked_and_doubtful_ones_are_not() -> None:
    assert [(row.found, row.is_kept) for row in listed().rows] == [
        ("Checkout", True),
        ("Ledger", True),
        ("Enterprise", False),
    ]


def test_what_somebody_ticked_or_left_out_counts_before_what_lineup_is_sure_of() -> None:
    shown = listed(decision("Checkout", keep=False), decision("Enterprise", keep=True))
    assert [row.found for row in shown.kept] == ["Ledger", "Enterprise"]


def test_a_doubtful_one_stays_among_the_doubtful_when_it_is_ticked() -> None:
    assert not row("Enterprise", decision("Enterprise", keep=True)).is_sure


def test_renaming_keeps_the_found_name_as_another_name() -> None:
    renamed = row("Checkout", decision("Checkout", name="Pay")).proposal
    assert (renamed.name, renamed.names) == ("Pay", ("Check Out", "Checkout"))


def test_a_decision_holds_for_another_spelling_of_the_name() -> None:
    shown = listing([proposal("Check-out"), proposal("Developer Experience", names=("Dev Exp",))], [
        decision("Checkout", name="Pay"), decision("DevEx", name="Tools")
    ])  # fmt: skip
    assert names(shown) == ["Pay", "Tools"]


def test_a_decision_holds_where_the_name_that_was_decided_on_is_now_another_spelling() -> None:
    known = decision("Kiosk", name="Counter")
    known.spellings = ["Point of Sale"]
    assert names(listing([proposal("Point of Sale")], [known])) == ["Counter"]


def test_two_proposals_never_share_a_decision() -> None:
    known = decision("Kiosk", name="Counter")
    known.spellings = ["Point of Sale"]
    assert names(listing([proposal("Kiosk"), proposal("Point of Sale")], [known])) == ["Counter", "Point of Sale"]
    assert names(listing([proposal("Point of Sale"), proposal("Kiosk")], [known])) == ["Point of Sale", "Counter"]


def test_merging_moves_evidence_names_and_people_along() -> None:
    shown = listed(decision("Checkout", into="ledger"))
    head = shown.row("ledger")
    assert names(shown) == ["Ledger", "Enterprise"]
    assert head
    assert len(head.proposal.evidence) == 4
    assert head.proposal.names == ("Checkout", "Check Out")
    assert head.proposal.assignments == (owner("luis"),)


def test_what_is_merged_into_something_merged_ends_in_the_last_one() -> None:
    shown = listed(decision("Checkout", into="ledger"), decision("Ledger", into="enterprise"))
    assert names(shown) == ["Enterprise"]
    assert shown.gone == {"checkout": "enterprise", "ledger": "enterprise"}


def test_merging_in_a_ring_merges_nothing() -> None:
    shown = listed(decision("Checkout", into="ledger"), decision("Ledger", into="checkout"))
    assert names(shown) == ["Checkout", "Ledger", "Enterprise"]


def test_a_merge_into_what_is_found_no_longer_counts_for_nothing() -> None:
    assert names(listed(decision("Checkout", into="elsewhere"))) == ["Checkout", "Ledger", "Enterprise"]
    assert row("Checkout", decision("Checkout", into="elsewhere")).is_kept


def split_off(name: str, *texts: str) -> ProductDecision:
    return decision(name, of="checkout", texts=[f"title:{text}" for text in texts], keep=True)


def test_a_split_makes_a_row_of_the_texts_that_were_chosen() -> None:
    shown = listed(split_off("Payouts", "Product Designer, Checkout and Payouts"))
    new, whole = shown.row("payout"), shown.row("checkout")
    assert new
    assert whole
    assert (new.proposal.name, new.is_kept, new.is_sure) == ("Payouts", True, True)
    assert [one.position for one in new.proposal.evidence] == ["dora"]
    assert [one.position for one in whole.proposal.evidence] == ["luis", "emil"]


def test_who_covers_goes_where_their_title_goes() -> None:
    shown = listed(split_off("Payouts", "Product Manager, Checkout"))
    new, whole = shown.row("payout"), shown.row("checkout")
    assert new
    assert whole
    assert new.proposal.assignments == (owner("luis"),)
    assert whole.proposal.assignments == ()


def test_a_split_into_what_is_found_already_adds_to_it() -> None:
    shown = listed(split_off("Ledger", "Engineer, Check Out"))
    assert names(shown) == ["Checkout", "Ledger", "Enterprise"]
    ledger = shown.row("ledger")
    assert ledger
    assert [one.text for one in ledger.proposal.evidence] == ["Ledger", "Engineer, Check Out"]


def test_a_split_of_texts_that_are_gone_makes_nothing() -> None:
    assert names(listed(split_off("Payouts", "Someone else"))) == ["Checkout", "Ledger", "Enterprise"]


def test_who_was_chosen_stands_for_all_that_were_proposed_in_that_role() -> None:
    chosen = row("Checkout", decision("Checkout", covers={PM: ["dora", "stand-in"]})).proposal.assignments
    assert [(one.position, one.kind) for one in chosen] == [("dora", "stand-in")]


def test_nobody_may_be_chosen() -> None:
    assert row("Checkout", decision("Checkout", covers={PM: ["", ""]})).proposal.assignments == ()


def test_audience_and_team_are_those_that_were_said() -> None:
    changed = row("Ledger", decision("Ledger", market=True, team="")).proposal
    assert (changed.market_facing, changed.team) == (True, "")


def test_what_was_said_comes_back_from_json() -> None:
    every = Said(False, "A", True, "b", ("c",), {PM: ("d", "owner")}, "", "e", ("f",))
    assert Said.of_json(every.as_json()) == every
    assert Said.of_json({}) == Said()
    assert Said().as_json() == {}


def test_a_text_is_told_by_its_words_and_where_it_stands() -> None:
    assert text_id(said("", "Ledger", "Ledger", "team")) != text_id(said("luis", "Ledger", "Ledger"))


IDS = ("checkout", "ledger", "enterprise", "payout", "elsewhere")
FOUND = {"checkout": "Checkout", "ledger": "Ledger", "enterprise": "Enterprise", "payout": "Payouts"}
TEXTS = sorted({text_id(one) for found in found_in_three() for one in found.evidence})
SOMETHING = st.fixed_dictionaries(
    {},
    optional={
        "keep": st.booleans(),
        "name": st.sampled_from(["Pay", "Ledger"]),
        "into": st.sampled_from(IDS),
        "of": st.sampled_from(IDS),
        "texts": st.lists(st.sampled_from(TEXTS), unique=True),
    },
)


@given(st.dictionaries(st.sampled_from(sorted(FOUND)), SOMETHING))
def test_whatever_is_merged_and_split_no_evidence_is_lost_or_doubled(told: dict[str, dict[str, object]]) -> None:
    shown = listed(*(decision(FOUND[id], **values) for id, values in told.items()))
    evidence = [one for row in shown.rows for one in row.proposal.evidence]
    assert Counter(evidence) == Counter(one for found in found_in_three() for one in found.evidence)
