import pytest

from roles.models import Function
from roles.seed import read
from roles.titles.departments import DepartmentReader

READER = DepartmentReader(row for row in read() if isinstance(row, Function))


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("Product", "product"),
        ("Product Marketing", "marketing"),
        ("Product Design", "design"),
        ("Sales team", "sales"),
        ("SDR team", "sales"),
        ("People Ops", "people"),
        ("People & Talent", "people"),
        ("Customer Engineering", "customer-success"),
        ("Customer Support", "support"),
        ("Customer Success EMEA", "customer-success"),
        ("Finance & Accounting", "finance"),
        ("Business Operations & Strategy", "operations"),
        ("Value Engineering & Sales Enablement", "sales"),
        ("R&D", "engineering"),
        ("Quality Assurance", "quality"),
        ("Office of the CEO", "executive"),
        ("Department", ""),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_department_tells_its_function(name: str, function: str) -> None:
    assert READER.function_of(name) == function


def test_no_alias_belongs_to_two_functions() -> None:
    functions = [row for row in read() if isinstance(row, Function)]
    aliases = [alias for function in functions for alias in {function.name.lower(), *function.aliases}]
    assert sorted(aliases) == sorted(set(aliases))
