"""What is no product is left out, and what may be none is doubtful; companies that build nothing are silence."""

import pytest

from tests.core.product_finding.companies import found

pytestmark = pytest.mark.pure

BUILDERS = ("Product Manager, Payments", "Software Engineer, Payments", "Product Manager, Ledger", "Engineer, Ledger")


@pytest.mark.parametrize(
    ("title", "name", "why"),
    [
        ("Product Manager, Enterprise", "Enterprise", "Enterprise is a market segment, not a product."),
        ("Product Manager, SMB", "SMB", "SMB is a market segment, not a product."),
        ("Product Manager - Growth", "Growth", "Growth reads like a goal, not a product."),
        ("PM (Driving NPS)", "Driving NPS", "Driving NPS reads like a goal, not a product."),
        ("Director of Product, Photos", "Photos", "Only leaders’ titles name Photos; it may be a group of products."),
        ("Engineering Manager - DevOps", "DevOps", "DevOps is a field of work; it may not be a product."),
    ],
)
def test_a_doubt_is_a_sentence_and_never_sure(title: str, name: str, why: str) -> None:
    one = found(*BUILDERS, title)[name]
    assert (one.doubt, one.is_sure) == (why, False)


@pytest.mark.parametrize(
    "title",
    [
        "Software Engineer, Frontend",
        "Software Engineer (iOS)",
        "Engineer - Java",
        "Product Manager, EMEA",
        "Product Manager (Germany)",
        "Senior Software Engineer II",
        "Director of Engineering",
        "VP of Product",
        "Head of Design",
        "Account Executive, Enterprise",
        "Customer Success Manager, Payroll",
        "Director, Demand Generation",
        "Executive Assistant to the Director of Product",
        "Legal Counsel - Privacy",
        "Analityk biznesowy",
        "Software Engineer - Remote",
        "Java Developer",
        "Jefe de Producto",
        "Responsable marketing",
    ],
)
def test_what_nobody_would_call_a_product_is_left_out(title: str) -> None:
    assert set(found(*BUILDERS, title)) == {"Payments", "Ledger"}


def test_one_engineer_alone_is_weak() -> None:
    one = found(*BUILDERS, "Software Engineer, Maps")["Maps"]
    assert not one.is_sure
    assert one.doubt == ""


def test_what_engineers_name_is_found_without_a_manager() -> None:
    one = found(*BUILDERS, *["Software Engineer, Maps"] * 2, "Product Designer, Maps")["Maps"]
    assert one.is_sure
    assert one.assignments == ()


def test_what_stands_before_an_engineer_is_no_product_by_itself() -> None:
    assert set(found(*BUILDERS, "Forward Deployed Engineer", "Forward Deployed Engineer")) == {"Payments", "Ledger"}


def test_what_stands_before_engineers_is_a_product_where_products_do() -> None:
    rows = [f"{name} {who}" for name in ("Payments", "Ledger", "Maps") for who in ("PM", "Engineer", "Engineer")]
    assert "Maps" in found(*[row for row in rows if row != "Maps PM"])


@pytest.mark.parametrize(
    "titles",
    [
        ["Head of Cardiology", "Staff Nurse, Oncology", "Laboratory Technician", "IT Manager", "Consultant, Surgery"],
        ["Director, Rates Trading", "Teller", "Analyst, Equities", "Head of Wealth Management", "IT Support Engineer"],
        ["Managing Director", "Account Director, Northwind", "Copywriter", "Art Director", "Media Planner"],
        ["Permanent Secretary", "Director, Public Spending", "Deputy Director, EU Financing"],
        ["General Manager", "Engineer, HVAC", "Engineer, Pool", "Housekeeping Supervisor", "Head of Spa"],
        ["CEO", "VP Engineering", "Software Engineer", "Product Manager", "Product Designer", "VP Sales"],
    ],
)
def test_where_nobody_names_a_product_nothing_is_proposed(titles: list[str]) -> None:
    assert found(*titles * 3) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Data Platform",
        "Developer Experience",
        "Internal Tools",
        "Build & Infrastructure",
        "Delivery",
        "Plataforma",
        "Outils internes",
    ],
)
def test_what_serves_the_company_itself_is_internal(name: str) -> None:
    assert not found(f"Product Manager, {name}")[name].market_facing


@pytest.mark.parametrize("name", ["Payments", "Photos", "Seller Tools"])
def test_anything_else_faces_the_market(name: str) -> None:
    assert found(f"Product Manager, {name}")[name].market_facing


@pytest.mark.parametrize("team", ["Online Services", "Shared Services", "Engine & Tools"])
def test_services_and_tools_of_builders_are_not_sure_without_a_manager(team: str) -> None:
    builders = [(title, team) for title in ("Lead Programmer", "Backend Engineer", "Tools Programmer")]
    proposals = found(*builders, "Product Manager, Checkout", "Engineer, Checkout")
    assert team not in proposals or not proposals[team].is_sure
