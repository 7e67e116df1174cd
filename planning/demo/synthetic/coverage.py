"""Products in every stage, and who covers them: with the gaps that real organisations have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from planning.core.records import BACKUP, OWNER, STAND_IN, Assignment, Link, Ownership, Product
from planning.demo.synthetic.staff import Staff
from planning.demo.synthetic.words import EDITIONS, PRODUCTS

STAGES = ("idea", "build", "beta", "launch", "growth", "mature", "sunset")
WEIGHTS = (6, 12, 10, 12, 32, 22, 6)
PM, PMM = "product-manager", "product-marketing-manager"
SHARED = ("pm-pmm/pricing", "pm-pmm/market-research", "pm-pmm/win-loss")
PARTNERS = ("software-engineer", "product-designer", "quality-engineer", "sales", "customer-success")


def draw_products(staff: Staff, count: int) -> list[Product]:
    return [_product(staff, number) for number in range(count)]


def _product(staff: Staff, number: int) -> Product:
    random = staff.random
    edition, word = divmod(number, len(PRODUCTS))
    suffix = EDITIONS[edition] if edition < len(EDITIONS) else f"{edition + 1}"
    name = f"{PRODUCTS[word]} {suffix}".strip()
    stage = random.choices(STAGES, WEIGHTS)[0]
    market = random.random() < 0.8
    launch = staff.day(*_launch_window(stage)) if stage not in ("idea", "sunset") else None
    tier = random.choice(("1", "2", "3")) if launch else ""
    team = random.choice(staff.teams).key if staff.teams else ""
    without = ("sales",) if market and random.random() < 0.15 else ()
    return Product(name.lower().replace(" ", "-"), name, stage, market, launch, tier, team, without)


def _launch_window(stage: str) -> tuple[int, int]:
    """Days from today, first and last, between which a product of that stage launches."""
    return {"build": (60, 240), "beta": (20, 120), "launch": (-20, 50)}.get(stage, (-1500, -90))


class Coverer:
    """Hands out positions in turn, so that loads come out even, and numbers what it makes."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.made = 0
        self.turns = {role: cycle(keys) for role, keys in self._shuffled().items()}

    def _shuffled(self) -> dict[str, list[str]]:
        return {role: self.staff.random.sample(keys, len(keys)) for role, keys in self.staff.of_role.items()}

    def next(self, role: str) -> str:
        return next(self.turns[role]) if role in self.turns else ""

    def assign(self, product: Product, position: str, role: str, kind: str = OWNER) -> Assignment:
        self.made += 1
        return Assignment(f"a{self.made}", product.key, position, role, kind)


def coverage(staff: Staff, made: list[Product]) -> Iterator[Assignment | Link | Ownership]:
    """Assignments, working links and named responsibilities of every product. About one product in ten lacks its PM,
    one in six its PMM."""
    hand = Coverer(staff)
    for product in made:
        if product.stage == "idea":
            continue
        pm = list(_covering(hand, product, PM, 0.06, "engineering-manager"))
        pmm = list(_covering(hand, product, PMM, 0.12, "marketing")) if product.market_facing else []
        yield from (*pm, *pmm, *_partners(hand, product))
        if pm and pmm and staff.random.random() < 0.8:
            yield Link(f"l{product.key}", product.key, pm[0].position, pmm[0].position)
        yield from _shared(hand, product, [duty.position for duty in (*pm[:1], *pmm[:1])])


def _covering(hand: Coverer, product: Product, role: str, gap: float, other: str) -> Iterator[Assignment]:
    chance = hand.staff.random.random()
    if chance < gap:
        return
    if chance < gap + 0.05:
        position, kind = hand.next(other), STAND_IN
    else:
        position, kind = hand.next(role), OWNER
    if position:
        yield hand.assign(product, position, role, kind)
    backup = hand.next(role) if chance > 0.9 else ""
    if backup and backup != position:
        yield hand.assign(product, backup, role, BACKUP)


def _shared(hand: Coverer, product: Product, either: list[str]) -> Iterator[Ownership]:
    """Responsibilities that either role may have; now and then nobody has been named for one."""
    for duty in SHARED if len(either) == 2 else ():
        if hand.staff.random.random() < 0.9:
            key = f"o{product.key}-{duty.rpartition('/')[2]}"
            yield Ownership(key, product.key, duty, hand.staff.random.choice(either))


def _partners(hand: Coverer, product: Product) -> Iterator[Assignment]:
    for role in PARTNERS:
        wanted = product.market_facing or role not in ("sales", "customer-success")
        if wanted and role not in product.without and hand.staff.random.random() < 0.85:
            position = hand.next(role)
            if position:
                yield hand.assign(product, position, role)
