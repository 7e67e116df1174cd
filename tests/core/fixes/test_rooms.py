"""The room of whoever is proposed is used up by what they are proposed for."""

from collections import Counter
from typing import Any

from tests.core.fixes.test_people import NAMED, fixes_of, internal, pair, remedies_of, said, titles_of
from tests.core.sample import PMM, covers, held, product


def gaps(number: int) -> list[Any]:
    """Products without a Product Manager, which is critical, and Ann with nothing to do: three at most."""
    return [*(internal(f"p{n}") for n in range(number)), *NAMED, *pair("ann")]


def for_the_market(number: int) -> list[Any]:
    """Products without a Product Marketing Manager, and two of them: five products at most each."""
    people = [record for name in ("max", "mia") for record in held(name, PMM)]
    return [*(product(f"p{n}") for n in range(number)), *NAMED, *pair("ann"), *people]


def test_beyond_their_room_it_is_in_place_of_another() -> None:
    (fix,) = fixes_of("cov-pm", *gaps(5), about="p4")
    assert fix.title == "Make Ann PM of P4 instead of P3"
    assert "no room alongside P3" in said(fix)


def test_each_product_is_given_up_in_turn_and_for_two_others_at_most() -> None:
    titles = [title for n in range(14) for title in titles_of("cov-pm", *gaps(14), about=f"p{n}")]
    given_up = Counter(title.rpartition("instead of ")[2] for title in titles if "instead" in title)
    assert list(given_up.values()) == [2, 2, 2, 2]


def test_for_what_is_critical_one_more_than_the_norm_is_proposed_once() -> None:
    offered = [title for n in range(6) for title in titles_of("cov-pm", *gaps(6), about=f"p{n}")]
    assert [title for title in offered if "instead" not in title] == [f"Make Ann PM of P{n}" for n in range(4)]


def test_beyond_their_room_a_hire_is_said_to_be_the_way() -> None:
    (hint,) = remedies_of("cov-pm", *gaps(5), about="p4").hints
    assert hint.text == "Open a Product Manager position for P4: no one in the role has room after the other gaps"
    (hint,) = remedies_of("cov-pm", *gaps(5), about="p0").hints
    assert hint.text == "Open a Product Manager position for P0"


def test_a_hire_is_said_with_how_many_others_nobody_has_room_for() -> None:
    (hint,) = remedies_of("cov-pm", *gaps(7), about="p4").hints
    assert hint.text.endswith("for P4: no one in the role has room for it or for 2 other products")


def test_others_are_proposed_while_they_have_room_beside_their_own() -> None:
    both = [fixes_of("cov-pmm", *for_the_market(8), about=f"p{n}") for n in range(8)]
    assert {fix.title.split()[1] for fix in both[0]} == {"Max", "Mia"}
    spent = [fixes_of("cov-pmm", *for_the_market(12), about=f"p{n}") for n in range(12)]
    exchanged = [fix.title.split()[1] for fixes in spent for fix in fixes if "instead" in fix.title]
    assert sorted(exchanged) == ["Max", "Mia"]


def test_who_already_has_products_has_the_less_room() -> None:
    records = [*gaps(2), *(internal(f"own{n}") for n in range(2)), *(covers(f"own{n}", "ann") for n in range(2))]
    titles = [fixes_of("cov-pm", *records, about=f"p{n}")[0].title for n in range(2)]
    assert titles == ["Make Ann PM of P0", "Make Ann PM of P1"]
