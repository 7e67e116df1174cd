"""Whether a requisition was approved before somebody accepted, by what its position has said of its stage."""

import pytest

from planning.core.hiring import was_approved


@pytest.mark.parametrize(
    ("said", "approved"),
    [
        ("draft, accepted", False),
        ("draft, submitted, approved by finance, accepted", False),
        ("draft, open, accepted", True),
        ("open, draft, accepted", False),
        ("approved, paused, accepted", True),
        ("draft, paused, accepted", False),
        ("Open for hiring, Offer accepted", True),
        (", accepted", False),
        (", draft, open, , accepted", True),
        ("accepted", True),
        ("on hold, accepted", False),
    ],
)
def test_what_was_said_tells_whether_it_was_approved(said: str, approved: bool) -> None:
    assert was_approved(said.split(", ")) is approved


def test_of_what_nothing_is_known_it_was() -> None:
    assert was_approved([])
