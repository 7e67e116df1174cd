"""Small organisations in which every rule of the sample content says something, vacant positions among those named."""

from datetime import timedelta
from typing import Any

from planning.core.records import BACKUP, STAND_IN, Assignment, Ownership, Person, Position, Product
from tests.core.rules.norm_cases import day, designed, engineers, leader, load, many, support, wide
from tests.core.sample import (
    PM,
    PMM,
    SAYS_BACKUPS,
    SAYS_MANAGERS,
    SAYS_OWNERS,
    SAYS_PAIRS,
    TODAY,
    covers,
    held,
    product,
    says_partners,
)

LATER, EARLIER = TODAY + timedelta(days=20), TODAY - timedelta(days=60)
GIVEN = [SAYS_BACKUPS, SAYS_MANAGERS, SAYS_OWNERS, SAYS_PAIRS, *says_partners("software-engineer", "sales")]
BOTH = [
    product(),
    *held("ann", PM, level=6),
    *held("max", PMM, level=1),
    covers("app", "ann"),
    covers("app", "max", PMM),
]


def chain(length: int) -> list[Any]:
    """One under the other, the last a Product Manager and the third from below without a holder."""
    middle = [Position(f"s{n}", "Lead", manager=f"s{n - 1}" if n else "vpp") for n in range(length)]
    last = held("pm", PM, manager=f"s{length - 1}", title="Product Manager")
    return [*held("vpp", "product-leader", title="VP Product", level=6), *middle, *last]


STRUCTURE = [
    *(Position("a", "Chair", manager="b"), *held("b", title="Clerk", manager="a")),
    *(Position("c", "Cook", manager="ghost"), *held("c1", manager="c")),
    *(*held("d1", manager="gone"), *held("d2", manager="gone")),
    *(Position("e", "Cleaner"), *held("top", title="CEO"), *many(4, manager="top")),
    *(Position("f", "Second"), *held("f1", manager="f")),
    *(Position("old", "Old lead", ends=EARLIER), Position("g", "Guard", manager="old")),
]
CASES: dict[str, list[Any]] = {
    "structure": STRUCTURE,
    "alone": [*STRUCTURE, *held("e2", title="Painter")],
    "ended, several": [Position("old", "Old lead", ends=EARLIER), *(Position(k, "Guard", manager="old") for k in "gh")],
    "many tops": [r for n in range(12) for r in (Position(f"t{n:02}", "Top"), *held(f"u{n:02}", manager=f"t{n:02}"))],
    "missing managers": [Position(f"m{n:02}", "Clerk", manager=f"x{n:02}") for n in range(11)],
    "layers": [*chain(9), SAYS_MANAGERS],
    "long lines": [*chain(4), *held("pm2", PM, manager="s3")],
    "lines": [
        *held("ceo", title="CEO", level=7),
        *(Position("vpe", "VP Engineering", level=6, manager="ceo"), *held("vpp", title="VP Product", manager="ceo")),
        *(*held("x", PM, manager="vpe"), *held("l", manager="vpe", level=2), *held("y", PM, manager="l")),
        *(Position("z", "PM", PM, manager="vpe", dotted=("vpp",)), *held("w", PMM, title="PMM", manager="l")),
    ],
    "leaders": [*many(3, PM, manager="boss"), *many(3, PMM, "y"), *held("boss", level=6, title="VP Product")],
    "names": [product(f"a{n}") for n in range(4)],
    "names of a role": [*(product(f"a{n}") for n in range(4)), *held("ann", PM), covers("a0", "ann")],
    "names of some": [*(product(f"a{n}") for n in range(4)), *held("ann", PM), *held("m", PMM), covers("a0", "ann")],
    "gaps": [product(), *GIVEN, *held("eve", title="Sales Lead"), covers("app", "eve", PM, kind=STAND_IN)],
    "open positions": [product(), Position("v", "PM", PM), covers("app", "v"), Position("h", "PMM", PMM, stage="open")],
    "hire due": [product(), Position("v", "PM", PM, target_start=LATER), covers("app", "v")],
    "starts": [product(), Position("v", "PM", PM, holder="q", starts=LATER), Person("q", "Ann"), covers("app", "v")],
    "pair": [*BOTH, *GIVEN, SAYS_PAIRS],
    "one in both": [
        product(),
        *held("ann", PM),
        covers("app", "ann"),
        covers("app", "ann", PMM, counts=True),
        *many(12),
    ],
    "owners": [*BOTH, *held("bo", PM), Assignment("b", "app", "bo", PM)],
    "named twice": [*BOTH, Ownership("1", "app", "pricing", "ann"), Ownership("2", "app", "pricing", "max")],
    "crossed": [*BOTH, Ownership("1", "app", f"{PM}/roadmap", "max")],
    "decided": [*BOTH, Ownership("1", "app", "pricing", "")],
    "gone": [*BOTH, Ownership("1", "app", "pricing", "nowhere")],
    "undecided": [*BOTH, SAYS_OWNERS],
    "leave": [
        *held("bo", PM),
        product(),
        Position("ann", "PM", PM, holder="p"),
        covers("app", "ann"),
        Person("p", "Ann", away_from=TODAY),
    ],
    "back": [
        product(),
        Position("ann", "PM", PM, holder="p"),
        covers("app", "ann"),
        Person("p", "Ann", away_until=LATER),
    ],
    "loss": [product(), *held("ann", PM, leaves=LATER), covers("app", "ann")],
    "loss, hiring": [
        product(),
        *held("ann", PM, leaves=LATER),
        covers("app", "ann"),
        Position("v", "PM", PM, target_start=day(40)),
        covers("app", "v"),
    ],
    "loss, known": [
        product(),
        *held("ann", PM, leaves=LATER),
        covers("app", "ann"),
        Position("v", "PM", PM, holder="q", starts=day(40)),
        Person("q", "Bo"),
        covers("app", "v"),
    ],
    "launch": [
        product(stage="launch", launch=day(10), launch_tier="1"),
        *held("max", PMM, level=2),
        covers("app", "max", PMM),
    ],
    "late": [product(launch=day(100)), Position("v", "PMM", PMM, target_start=day(90)), covers("app", "v", PMM)],
    "too late": [product(launch=day(10)), Position("v", "PMM", PMM, target_start=day(10)), covers("app", "v", PMM)],
    "idle": [product(), *held("ann", PM), *held("bo", PM), covers("app", "ann"), product("log")],
    "load": [*load(4), SAYS_BACKUPS],
    "support": support(5),
    "reserve": [*load(2), SAYS_BACKUPS, Assignment("k", "a9", "ann", PM, BACKUP)],
    "engineers": engineers(11),
    "few engineers": engineers(3),
    "designers": designed(3),
    "managers": [*many(5, PM), *held("max", PMM)],
    "wide": [Position("boss", "Boss"), *many(9, manager="boss")],
    "widest": wide(12),
    "narrow": leader(1),
    "nobody": leader(0, SAYS_MANAGERS),
    "waiting": [Position("v", "Clerk", target_start=EARLIER), *held("x", manager="v")],
    "leaving lead": [*held("v", title="Lead", leaves=LATER), *held("x", manager="v"), Position("t", "Top")],
    "coming lead": [Position("v", "Lead", holder="q", starts=LATER), Person("q", "Bo"), *held("x", manager="v")],
    "title": held("x", PMM, title="Product Manager"),
    "assumed": [product(assumed=("market_facing",)), *held("ann", PM), covers("app", "ann")],
    "two assumed": [Product(k, k.upper(), assumed=("market_facing",)) for k in "ab"],
}
