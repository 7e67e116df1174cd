"""Products files: wide ones with a column a role, long ones with a row an assignment."""

from datetime import date

import pytest

from planning.core.records import BACKUP, OWNER, STAND_IN, Assignment, Org
from planning.imports.problems import Unusable
from tests.imports.helpers import imported, messages, people

pytestmark = pytest.mark.pure
STAFF = people(
    "1,Ada Long,CEO,",
    "2,Bo Roe,Product Manager,1",
    "3,Cy Poe,Product Marketing Manager,1",
    "4,Di Coe,Interim Product Manager,1",
    "5,TBH,Product Manager,1",
)


def assignments(outcome_org: Org) -> dict[tuple[str, str, str], Assignment]:
    return {(a.product, a.role, a.position): a for a in outcome_org.tables["assignment"].values()}


def covered(rows: str, header: str = "Product ID,Product,PM,PMM") -> dict[tuple[str, str, str], Assignment]:
    return assignments(imported(STAFF, f"{header}\n{rows}\n").after)


def test_a_cell_of_a_role_column_is_an_assignment_in_that_role() -> None:
    found = covered("pay,Payments,2,3")
    assert set(found) == {("pay", "product-manager", "2"), ("pay", "product-marketing-manager", "3")}


def test_a_blank_cell_is_nobody() -> None:
    assert covered("pay,Payments,,") == {}


@pytest.mark.parametrize("cell", ["TBD", "Vacant", "N/A", "-", "none"])
def test_a_placeholder_in_a_role_column_is_nobody(cell: str) -> None:
    assert covered(f"pay,Payments,{cell},") == {}


@pytest.mark.parametrize("cell", ["2;4", "2; 4", '"2, 4"', "2/4", "2|4", "2 and 4", "2 & 4"])
def test_several_in_a_cell(cell: str) -> None:
    assert {position for _, _, position in covered(f"pay,Payments,{cell},")} == {"2", "4"}


@pytest.mark.parametrize("cell", ["2", "Bo Roe", "bo roe", '"Roe, Bo"', "Bo Roe (2)"])
def test_a_cell_names_a_position_by_id_or_by_who_sits_there(cell: str) -> None:
    assert set(covered(f"pay,Payments,{cell},")) == {("pay", "product-manager", "2")}


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("2", OWNER),
        ("2 (Interim)", STAND_IN),
        ("2 (acting)", STAND_IN),
        ("2 - interim", STAND_IN),
        ("Interim: Bo Roe", STAND_IN),
        ("2 (backup)", BACKUP),
        ("4", STAND_IN),
    ],
)
def test_a_qualifier_says_the_kind(cell: str, kind: str) -> None:
    assert [a.kind for a in covered(f"pay,Payments,{cell},").values()] == [kind]


def test_the_qualifier_is_kept_as_a_note() -> None:
    assert [a.note for a in covered("pay,Payments,2 (Interim),").values()] == ["Interim"]


def test_a_share_in_a_qualifier() -> None:
    assert [a.share for a in covered("pay,Payments,2 (50%),").values()] == [50]


def test_shares_and_dates_in_columns_of_their_own() -> None:
    found = covered("pay,Payments,2,60%,2022-07-01", "Product ID,Product,PM,PM share,PM start date")
    assert [(a.share, a.starts) for a in found.values()] == [(60, date(2022, 7, 1))]


def test_a_backup_column() -> None:
    found = covered("pay,Payments,2,4", "Product ID,Product,PM,Backup PM")
    assert {position: a.kind for (_, _, position), a in found.items()} == {"2": OWNER, "4": BACKUP}


def test_an_unknown_id_is_said_and_nobody_is_assigned() -> None:
    outcome = imported(STAFF, "Product ID,Product,PM\npay,Payments,99\n")
    assert assignments(outcome.after) == {}
    assert any("No one has this ID" in text for text in messages(outcome, 2))


def test_a_file_without_stages_says_what_it_takes_them_for() -> None:
    outcome = imported(STAFF, "Product ID,Product,PM\npay,Payments,2\n")
    product = outcome.after.products["pay"]
    assert (product.stage, product.market_facing) == ("growth", True)
    assert [text for text in messages(outcome) if "in growth and market-facing" in text]


@pytest.mark.parametrize(
    ("cell", "stage"),
    [("Beta", "beta"), ("GA", "growth"), ("in development", "build"), ("EOL", "sunset"), ("??", "growth")],
)
def test_stages(cell: str, stage: str) -> None:
    assert imported(STAFF, f"Product,Stage,PM\nPayments,{cell},2\n").after.products["payments"].stage == stage


@pytest.mark.parametrize(
    ("header", "cell", "faces"),
    [
        ("Market-facing", "no", False),
        ("Internal", "yes", False),
        ("Audience", "Internal users", False),
        ("Audience", "External", True),
    ],
)
def test_audience(header: str, cell: str, faces: bool) -> None:
    text = f"Product,{header},PM\nPayments,{cell},2\n"
    assert imported(STAFF, text).after.products["payments"].market_facing is faces


def test_launch_and_tier() -> None:
    text = "Product,Launch Date,Launch Tier,PM\nPayments,1 Sep 22,1,2\n"
    product = imported(STAFF, text).after.products["payments"]
    assert (product.launch, product.launch_tier) == (date(2022, 9, 1), "1")


def test_a_long_file_has_one_assignment_a_row() -> None:
    text = "Product,Role,Position ID,Share,Start Date\nPayments,PM,2,50%,2022-07-01\nPayments,PMM,3,100%,\n"
    found = assignments(imported(STAFF, text).after)
    assert {key: (a.share, a.starts) for key, a in found.items()} == {
        ("payments", "product-manager", "2"): (50, date(2022, 7, 1)),
        ("payments", "product-marketing-manager", "3"): (100, None),
    }


def test_one_id_for_two_products_keeps_both() -> None:
    outcome = imported(STAFF, "Product ID,Product,PM\npay,Payments,2\npay,Payouts,4\n")
    assert {key: p.name for key, p in outcome.after.products.items()} == {"pay": "Payments", "pay-2": "Payouts"}
    assert any("Another product" in text for text in messages(outcome, 3))


def test_a_product_that_the_file_no_longer_has_is_removed_with_its_assignments_and_said() -> None:
    first = imported(STAFF, "Product ID,Product,PM\npay,Payments,2\nads,Ads,4\n").after
    outcome = imported(None, "Product ID,Product,PM\npay,Payments,2\n", current=first)
    assert list(outcome.after.products) == ["pay"]
    assert {a.product for a in outcome.after.tables["assignment"].values()} == {"pay"}
    assert any("“Ads” is not in the file" in text for text in messages(outcome))


def test_somebody_taken_out_of_a_cell_is_unassigned() -> None:
    first = imported(STAFF, "Product ID,Product,PM,PMM\npay,Payments,2,3\n").after
    found = assignments(imported(None, "Product ID,Product,PM,PMM\npay,Payments,4,3\n", current=first).after)
    assert {position for _, _, position in found} == {"4", "3"}


def test_roles_that_the_file_has_no_column_for_are_left_alone() -> None:
    first = imported(STAFF, "Product ID,Product,PM,PMM\npay,Payments,2,3\n").after
    found = assignments(imported(None, "Product ID,Product,PM\npay,Payments,4\n", current=first).after)
    assert {position for _, _, position in found} == {"4", "3"}


def test_products_alone_find_positions_of_the_organisation() -> None:
    first = imported(STAFF).after
    found = assignments(imported(None, "Product,PM\nPayments,Bo Roe\n", current=first).after)
    assert set(found) == {("payments", "product-manager", "2")}


def test_a_row_without_a_product_is_an_error() -> None:
    outcome = imported(STAFF, "Product ID,Product,PM\n,,2\n")
    assert [(problem.file, problem.row) for problem in outcome.errors] == [("products.csv", 2)]


def test_a_product_whose_row_has_an_error_stays_as_it_is() -> None:
    first = imported(STAFF, "Product ID,Product,PM,Launch\npay,Payments,2,2022-09-01\n").after
    outcome = imported(None, "Product ID,Product,PM,Launch\npay,Payments,4,0022-09-01\n", current=first)
    assert (len(outcome.errors), outcome.changes) == (1, ())


def test_a_file_without_products_is_unusable() -> None:
    with pytest.raises(Unusable, match="no product column"):
        imported(STAFF, "PM,PMM\n2,3\n")


def test_a_column_of_figures_whose_header_could_be_a_role_is_no_role_column() -> None:
    outcome = imported(STAFF, "Product,PM,Sales\nPayments,2,150000\nAds,2,99000\n")
    assert {role for _, role, _ in assignments(outcome.after)} == {"product-manager"}
    assert [text for text in messages(outcome) if "No cell in this column names a position" in text]


def test_a_long_file_may_name_its_product_once() -> None:
    text = "Product ID,Product,Role,Position ID\npay,Payments,PM,2\npay,,PMM,3\n"
    outcome = imported(STAFF, text)
    assert list(outcome.after.products) == ["pay"]
    assert len(assignments(outcome.after)) == 2


def test_a_derived_product_key_never_takes_another_id() -> None:
    outcome = imported(STAFF, "Product ID,Product\npay,Payments\npay,Payouts\npay-2,Ads\n")
    assert {key: p.name for key, p in outcome.after.products.items()} == {
        "pay": "Payments", "pay-3": "Payouts", "pay-2": "Ads",
    }  # fmt: skip


def test_a_product_without_an_id_is_found_by_its_name() -> None:
    first = imported(STAFF, "Product ID,Product,PM\nx17,Payments,2\n").after
    assert imported(None, "Product,PM\npayments,2\n", current=first).after.products.keys() == {"x17"}


def test_the_team_of_a_product_is_made_where_it_is_new() -> None:
    after = imported(STAFF, "Product,Team,PM\nPayments,Money,2\nAds,Money,2\n").after
    assert {product.team for product in after.products.values()} == {"money"}
    assert after.teams["money"].name == "Money"
