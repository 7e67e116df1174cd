"""Keys of rows with and without ids."""

from __future__ import annotations

import pytest

from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("rows", [(",Yes,,", "yes,Bo,,"), ("yes,Bo,,", ",Yes,,")])
def test_a_row_without_an_id_whose_name_is_the_id_of_another_gets_a_key_of_its_own(rows: tuple[str, str]) -> None:
    after = imported(people(*rows)).after
    assert sorted(after.positions) == ["yes", "yes-2"]
