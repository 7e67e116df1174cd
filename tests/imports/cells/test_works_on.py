import pytest

from planning.imports.cells.works_on import name_in


@pytest.mark.parametrize(
    "cell",
    [
        "Payments",
        "CC 4100 Payments",
        "CC4100 Payments",
        "KST 4100: Payments",
        "4100 - Payments",
        "4100-Payments",
        "4100 Payments",
        "10-4100 Payments",
        "P-4100 – Payments",
        "Payments (4100)",
        "Payments [CC 4100]",
        "Payments - 4100",
    ],
)
def test_the_number_of_a_cost_centre_is_no_part_of_its_name(cell: str) -> None:
    assert name_in(cell) == "Payments"


@pytest.mark.parametrize(
    "name", ["360 Reviews", "Office 365", "3D Printing", "Web3", "Suite 2024 Edition", "S3 Gateway", "Ledger 2", "支付"]
)
def test_numbers_of_a_name_stay(name: str) -> None:
    assert name_in(name) == name


@pytest.mark.parametrize("cell", ["", "-", "n/a", "4100", "A-4200", "CC 4100", "ann@acme.test", "x" * 200])
def test_cells_that_name_nothing(cell: str) -> None:
    assert name_in(cell) == ""
