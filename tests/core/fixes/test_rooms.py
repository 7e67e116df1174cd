"""The room of whoever is proposed is used up by what they are proposed for."""

from typing import Any

from planning.core.records import Team
from tests.core.fixes.test_people import NAMED, fixes_of, internal, pair, remedies_of, said, titles_of
from tests.core.sample import PM, PMM, covers, held, product


def gaps(number: int) -> list[Any]:
    """Products without a Product Manager, which is critical, and Ann with nothing to do: three at most."""
    return [*(internal(f"p{n}") for n in range(number)), *NAMED, *pair("ann")]


def beside(*keys: str) -> list[Any]:
    """More such products, of the team in which Ann is; their findings come after those of the others."""
    mine = [internal(key, team="pay", stage="mature") for key in keys]
    return [*gaps(4), *mine, Team("pay", "Payments"), *held("ann", PM, team="pay")]


def for_the_market(number: int) -> list[Any]:
    """Products without a Product Marketing Manager, and two of them: five products at most each."""
    people = [record for name in ("max", "mia") for record in held(name, PMM)]
    return [*(product(f"p{n}") for n in range(number)), *NAMED, *pair("ann"), *people]


def test_beyond_their_room_nobody_is_proposed_again() -> None:
    assert fixes_of("cov-pm", *gaps(5), about="p4") == []


def test_who_is_nearer_to_one_beyond_their_room_is_proposed_in_exchange() -> None:
    (fix,) = fixes_of("cov-pm", *beside("q"), about="q")
    assert fix.title == "Make Ann PM of Q, rather than of P3"
    assert "nearer than to P3, no room for both" in said(fix)


def test_nobody_is_proposed_in_exchange_twice() -> None:
    assert [len(fixes_of("cov-pm", *beside("q", "r"), about=key)) for key in ("q", "r")] == [1, 0]


def test_for_what_is_critical_one_more_than_the_norm_is_proposed_once() -> None:
    offered = [titles_of("cov-pm", *gaps(6), about=f"p{n}") for n in range(6)]
    assert offered == [*([f"Make Ann PM of P{n}"] for n in range(4)), [], []]


def test_beyond_their_room_a_hire_is_said_to_be_the_way() -> None:
    (hint,) = remedies_of("cov-pm", *gaps(5), about="p4").hints
    assert hint.text == "Open a Product Manager position for P4: nobody there has room beside the other gaps"
    (hint,) = remedies_of("cov-pm", *gaps(5), about="p0").hints
    assert hint.text == "Open a Product Manager position for P0"


def test_a_hire_is_said_with_how_many_others_nobody_has_room_for() -> None:
    (hint,) = remedies_of("cov-pm", *gaps(7), about="p4").hints
    assert hint.text.endswith("for P4: nobody there has room for it, nor for 2 other products")


def test_others_are_proposed_while_they_have_room_beside_their_own() -> None:
    both = [fixes_of("cov-pmm", *for_the_market(8), about=f"p{n}") for n in range(8)]
    assert {fix.title.split()[1] for fix in both[0]} == {"Max", "Mia"}
    spent = [fixes_of("cov-pmm", *for_the_market(12), about=f"p{n}") for n in range(12)]
    assert sorted(len(fixes) for fixes in spent) == [0] * 2 + [1] * 10


def test_who_already_has_products_has_the_less_room() -> None:
    records = [*gaps(2), *(internal(f"own{n}") for n in range(2)), *(covers(f"own{n}", "ann") for n in range(2))]
    titles = [fixes_of("cov-pm", *records, about=f"p{n}")[0].title for n in range(2)]
    assert titles == ["Make Ann PM of P0", "Make Ann PM of P1"]
