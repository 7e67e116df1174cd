"""How functions are staffed: their share of the headcount, whom they sit under, and their ladders."""

from __future__ import annotations

from typing import NamedTuple


class Rung(NamedTuple):
    title: str
    role: str
    level: int


class Craft(NamedTuple):
    """`share` is per thousand of all positions. `nouns` are the titles of those who lead nobody, `words`
    what stands before them at levels 1 to 4. `leaders` lead, from the smallest unit up; `heads` the whole
    craft, when small and when large."""

    slug: str
    function: str
    team: str
    share: int
    under: str
    role: str
    nouns: tuple[str, ...]
    words: tuple[str, str, str, str]
    leaders: tuple[Rung, ...]
    heads: tuple[Rung, Rung]


WORDS = ("Associate", "", "Senior", "Principal")
TOP = Rung("Chief Executive Officer", "executive", 7)


def _ladder(name: str, first: Rung, leader: str) -> tuple[Rung, ...]:
    """A unit's leader, then the usual titles above it."""
    return (
        first,
        Rung(f"Director of {name}", leader, 5),
        Rung(f"Senior Director of {name}", leader, 5),
        Rung(f"VP {name}", leader, 6),
        Rung(f"Senior VP {name}", leader, 6),
    )


def _heads(name: str, chief: str, leader: str) -> tuple[Rung, Rung]:
    return Rung(f"Head of {name}", leader, 6), Rung(chief, leader, 7 if chief.startswith("Chief") else 6)


def _plain(slug: str, name: str, share: int, nouns: tuple[str, ...], chief: str, under: str = "") -> Craft:
    """A craft whose leaders have its own role."""
    first = Rung(f"{name} Manager", slug, 4)
    ladder, heads = _ladder(name, first, slug), _heads(name, chief, slug)
    return Craft(slug, slug, name, share, under, slug, nouns, WORDS, ladder, heads)


CRAFTS = (
    Craft(
        *("product", "product", "Product", 65, "", "product-manager", ("Product Manager",), WORDS),
        _ladder("Product", Rung("Group Product Manager", "product-manager", 4), "product-leader"),
        _heads("Product", "Chief Product Officer", "product-leader"),
    ),
    Craft(
        *("engineering", "engineering", "Engineering", 330, "", "software-engineer"),
        ("Software Engineer", "Backend Engineer", "Frontend Engineer", "Site Reliability Engineer"),
        ("Junior", "", "Senior", "Staff"),
        _ladder("Engineering", Rung("Engineering Manager", "engineering-manager", 4), "engineering-leader"),
        _heads("Engineering", "Chief Technology Officer", "engineering-leader"),
    ),
    Craft(
        *("marketing", "marketing", "Marketing", 60, "", "marketing"),
        ("Content Marketing Manager", "Growth Marketing Manager", "Field Marketing Manager", "Marketing Designer"),
        WORDS,
        _ladder("Marketing", Rung("Group Marketing Manager", "marketing", 4), "marketing-leader"),
        _heads("Marketing", "Chief Marketing Officer", "marketing-leader"),
    ),
    Craft(
        *("sales", "sales", "Sales", 165, "", "sales"),
        ("Account Executive", "Sales Development Representative", "Solutions Engineer"),
        WORDS,
        _ladder("Sales", Rung("Sales Manager", "sales", 4), "sales-leader"),
        _heads("Sales", "Chief Revenue Officer", "sales-leader"),
    ),
    _plain("customer-success", "Customer Success", 60, ("Customer Success Manager",), "VP Customer Success"),
    Craft(
        *("support", "support", "Support", 70, "customer-success", "customer-support", ("Support Specialist",), WORDS),
        _ladder("Support", Rung("Support Manager", "customer-support", 4), "customer-support"),
        _heads("Support", "VP Support", "customer-support"),
    ),
    Craft(
        *("design", "design", "Design", 40, "product", "product-designer", ("Product Designer", "UX Designer"), WORDS),
        _ladder("Design", Rung("Design Manager", "design-leader", 4), "design-leader"),
        _heads("Design", "VP Design", "design-leader"),
    ),
    Craft(
        *(
            "quality",
            "quality",
            "Quality",
            45,
            "engineering",
            "quality-engineer",
            ("Quality Engineer", "Test Engineer"),
        ),
        WORDS,
        _ladder("Quality", Rung("Quality Engineering Manager", "quality-engineer", 4), "quality-engineer"),
        _heads("Quality", "VP Quality", "quality-engineer"),
    ),
    Craft(
        *("product-marketing", "marketing", "Product Marketing", 25, "marketing", "product-marketing-manager"),
        ("Product Marketing Manager",),
        WORDS,
        _ladder(
            "Product Marketing",
            Rung("Group Product Marketing Manager", "product-marketing-manager", 4),
            "product-marketing-leader",
        ),
        _heads("Product Marketing", "VP Product Marketing", "product-marketing-leader"),
    ),
    Craft(
        *("data", "data", "Data", 30, "engineering", "data-analyst", ("Data Analyst", "Data Scientist"), WORDS),
        _ladder("Data", Rung("Analytics Manager", "data-analyst", 4), "data-analyst"),
        _heads("Data", "VP Data", "data-analyst"),
    ),
    _plain("people", "People", 35, ("People Partner", "Recruiter"), "Chief People Officer"),
    _plain("finance", "Finance", 35, ("Financial Analyst", "Accountant"), "Chief Financial Officer"),
    _plain("legal", "Legal", 12, ("Legal Counsel",), "General Counsel"),
    _plain(
        "operations",
        "Operations",
        28,
        ("Operations Specialist", "Business Operations Specialist"),
        "Chief Operating Officer",
    ),
)
