"""Role content and records for tests of the core: two covering roles, as small as the rules allow."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planning.core.content import Content, Need, Norm, Pairing, Partner, Reading, Responsibility, Role, TypicalLine
from planning.core.records import BACKUP, Assignment, Link, Org, Ownership, Person, Position, Product

TODAY = date(2026, 6, 1)
PM, PMM = "product-manager", "product-marketing-manager"

MANAGER = Role(
    slug=PM,
    name="Product Manager",
    code="PM",
    function="product",
    covers=True,
    core=f"{PM}/core",
    need=Need(f"{PM}/need", ("build", "beta", "launch", "growth", "mature"), severity="critical"),
    line=TypicalLine(f"{PM}/reporting", ("product", "executive")),
    partners=(Partner(f"{PM}/partners", ("engineering", "design", "quality"), name="build"),),
    norms=(
        Norm(f"{PM}/products", "products", high=3, source="A survey"),
        Norm(f"{PM}/engineers", "people", "engineering", 4, 10, name="eng", source="A book"),
        Norm(f"{PM}/designers", "holders", "design", high=2, severity="info", name="design", market_only=True),
    ),
)
MARKETER = Role(
    slug=PMM,
    name="Product Marketing Manager",
    code="PMM",
    function="marketing",
    covers=True,
    core=f"{PMM}/core",
    need=Need(
        f"{PMM}/need", ("beta", "launch", "growth", "mature"), audience="market", window=60, urgent_stages=("launch",)
    ),
    line=TypicalLine(f"{PMM}/reporting", ("marketing", "executive"), lighter=("product",), leader="info", short=False),
    partners=(Partner(f"{PMM}/partners", ("sales", "customer-success"), any_of=True, market_only=True, name="market"),),
    norms=(
        Norm(f"{PMM}/managers", "counterparts", PM, high=4, source="An alliance"),
        Norm(f"{PMM}/products", "products", high=5, source="A firm"),
        Norm(f"{PMM}/ratio", "people", PM, high=4, severity="info", name="pmm"),
    ),
)
OTHERS = (
    Role("product-leader", "Product leader", "", "product", leads=(PM,)),
    Role("marketing-leader", "Marketing leader", "", "marketing", leads=(PMM,)),
    Role("software-engineer", "Software Engineer", "", "engineering"),
    Role("product-designer", "Product Designer", "", "design"),
    Role("quality-engineer", "Quality Engineer", "", "quality"),
    Role("sales", "Sales", "", "sales"),
    Role("customer-success", "Customer Success", "", "customer-success"),
    Role("executive", "Executive", "", "executive"),
)
TITLES = {
    "Product Manager": Reading("Product Manager", PM, "product", 2, 1.0),
    "Product Marketing Manager": Reading("Product Marketing Manager", PMM, "marketing", 2, 1.0),
    "VP Product": Reading("VP Product", "product-leader", "product", 6, 1.0),
    "VP Marketing": Reading("VP Marketing", "marketing-leader", "marketing", 6, 1.0),
    "VP Engineering": Reading("VP Engineering", "", "engineering", 6, 1.0),
    "Director": Reading("Director", "", "", 5, 0.4),
    "CEO": Reading("CEO", "executive", "executive", 7, 1.0),
}
SINGLE = (
    Responsibility(f"{PM}/roadmap", "Roadmap and strategy", (PM,)),
    Responsibility(f"{PMM}/messaging", "Messaging and positioning", (PMM,)),
)
EITHER = Responsibility("pricing", "Pricing and packaging", (PM, PMM))


# What an organisation has to say anywhere for the rules that wait for it to speak; on no product that needs anybody.
ELSEWHERE = Product("elsewhere", stage="idea")
SAYS_BACKUPS = Assignment("says", "elsewhere", kind=BACKUP)
SAYS_PAIRS = Link("says", "elsewhere")
SAYS_OWNERS = Ownership("says", "elsewhere")
SAYS_MANAGERS = Position("says", title="Clerk", manager="nobody", ends=TODAY - timedelta(days=400))


def says_partners(*roles: str) -> list[Any]:
    """Somebody of each role was once a partner on another product."""
    return [ELSEWHERE, *(Assignment(f"says-{role}", "elsewhere", "gone", role) for role in roles)]


def content(**changed: Any) -> Content:
    """The sample content; no responsibilities unless a test asks, since either-role ones raise flags of their own."""
    base = Content(
        roles={role.slug: role for role in (MANAGER, MARKETER, *OTHERS)},
        pairings=(Pairing("pair/synergy", PM, PMM, "pair/distinct"),),
        read_title=lambda title: TITLES.get(title, Reading(title)),
    )
    return replace(base, **changed)


def org(*records: Any, on: date = TODAY) -> Org:
    return Org.of(on, *records)


def held(key: str, role: str = "", **fields: Any) -> list[Any]:
    """A position and the person in it."""
    person = Person(f"h-{key}", name=key.capitalize(), **{n: fields.pop(n) for n in ("leaves",) if n in fields})
    return [Position(key, role=role, holder=person.key, **fields), person]


def covers(product: str, position: str, role: str = PM, **fields: Any) -> Assignment:
    return Assignment(f"{product}-{position}-{role}", product, position, role, **fields)


def product(key: str = "app", **fields: Any) -> Product:
    return Product(key, **({"name": key.capitalize()} | fields))
