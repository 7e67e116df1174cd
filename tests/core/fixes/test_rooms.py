"""The room of whoever is proposed is used up by what they are proposed for."""

from typing import Any

from tests.core.fixes.test_people import NAMED, fixes_of, internal, pair, remedies_of, said
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
    assert fix.title == "Make Ann PM of P4, rather than of P0 or another"
    assert "no room beside P0 and 3 more" in said(fix)


def test_for_what_is_critical_one_more_than_the_norm_is_proposed_once() -> None:
    titles = [fixes_of("cov-pm", *gaps(6), about=f"p{n}")[0].title for n in range(6)]
    assert [title.partition(", rather")[0] for title in titles] == [f"Make Ann PM of P{n}" for n in range(6)]
    assert ["rather than" in title for title in titles] == [False, False, False, False, True, True]


def test_beyond_their_room_a_hire_is_said_to_be_the_other_way() -> None:
    (hint,) = remedies_of("cov-pm", *gaps(5), about="p4").hints
    assert hint.text == "Open a Product Manager position for P4: nobody there has room beside the other gaps"
    (hint,) = remedies_of("cov-pm", *gaps(5), about="p0").hints
    assert hint.text == "Open a Product Manager position for P0"


def test_others_are_proposed_while_they_have_room_beside_their_own() -> None:
    both = [fixes_of("cov-pmm", *for_the_market(8), about=f"p{n}") for n in range(8)]
    assert {fix.title.split()[1] for fix in both[0]} == {"Max", "Mia"}
    spent = [fixes_of("cov-pmm", *for_the_market(12), about=f"p{n}") for n in range(12)]
    assert [len(fixes) for fixes in spent] == [1] * 12
    assert sum("rather than" in fix.title for (fix,) in spent) == 2


def test_who_already_has_products_has_the_less_room() -> None:
    records = [*gaps(2), *(internal(f"own{n}") for n in range(2)), *(covers(f"own{n}", "ann") for n in range(2))]
    titles = [fixes_of("cov-pm", *records, about=f"p{n}")[0].title for n in range(2)]
    assert titles == ["Make Ann PM of P0", "Make Ann PM of P1"]
