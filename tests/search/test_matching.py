"""How what is typed fits what there is."""

import pytest

from planning.search.matching import Entry, Spelling, Typed, entry

ENTRIES = [
    entry("a", "Manager, Payments", "Checkout", also="Zoë Payne"),
    entry("b", "Payments"),
    entry("c", "Payments Engineer"),
    entry("d", "Designer", "Payments"),
    entry("e", "Repayments"),
]


def found(text: str, entries: list[Entry] = ENTRIES) -> list[str]:
    spelling = Spelling(one.beside for one in entries)
    return [fit.entry.key for fit in Typed(text, spelling).among(entries, 10).best]


def test_the_name_itself_comes_first_then_what_begins_so_then_words_then_what_stands_beside_then_parts() -> None:
    assert found("payments") == ["b", "c", "a", "d", "e"]


@pytest.mark.parametrize("text", ["checkout manager", "zoe payne", "ZOE", "paym check"])
def test_words_fit_in_any_order_whatever_the_accents(text: str) -> None:
    assert found(text) == ["a"]


@pytest.mark.parametrize("text", ["desinger", "dsigner", "desgn", "designre payments"])
def test_a_slip_is_forgiven_where_no_word_is_meant_exactly(text: str) -> None:
    assert found(text) == ["d"]


@pytest.mark.parametrize("text", ["dex", "quokka", "payments quokka"])
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert found(text) == []


def test_one_letter_begins_a_word() -> None:
    assert found("r") == ["e"]


def test_only_the_best_are_given_and_all_are_counted() -> None:
    fits = Typed("payments", Spelling(one.beside for one in ENTRIES)).among(ENTRIES, 2)
    assert ([fit.entry.key for fit in fits.best], fits.total) == (["b", "c"], 5)


def test_words_of_another_spelling_are_known_too() -> None:
    assert Typed("ledgr paymnts", Spelling(["ledger"], Spelling(["payments"]))).marks == "ledger payments"
