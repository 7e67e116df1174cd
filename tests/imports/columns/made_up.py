"""Made-up organisations as tables, for the tests of what cells tell."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

FIRST = ("Odette", "Bero", "Irena", "Paolo", "Mira", "Kasimir", "Lena", "Jon", "Sara", "Tom", "Ida", "Cleo")
LAST = ("Lind", "Vask", "Nadal", "Quist", "Osk", "Roth", "Holt", "Ode", "Berg", "Falk", "Ash", "Wells")
TITLES = ("Product Manager", "Software Engineer", "Sales Manager", "Product Designer", "Accountant", "Data Analyst")
DEPARTMENTS = ("Engineering", "Product", "Sales", "Finance")


@dataclass(frozen=True)
class Person:
    """`manager` is the number of a person before; None at the top."""

    number: int
    first: str
    last: str
    title: str
    department: str
    manager: int | None
    depth: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        return f"{self.first}.{self.last}@tarn.example".lower()


@st.composite
def people(draw: st.DrawFn, least: int = 6, most: int = 30) -> list[Person]:
    """One tree of people with names of their own, managers before those whom they lead."""
    count = draw(st.integers(least, most))
    names = draw(st.permutations([(first, last) for first in FIRST for last in LAST]))[:count]
    found: list[Person] = []
    for number, (first, last) in enumerate(names):
        manager = draw(st.integers(max(0, number // 4 - 1), max(0, number // 3))) if number else None
        manager = min(manager, number - 1) if manager is not None else None
        depth = found[manager].depth + 1 if manager is not None else 0
        title = draw(st.sampled_from(TITLES)) if number else "Chief Executive Officer"
        found.append(Person(number, first, last, title, draw(st.sampled_from(DEPARTMENTS)), manager, depth))
    return found


def text(headers: list[str], rows: list[list[str]]) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [headers, *rows]) + "\n"
