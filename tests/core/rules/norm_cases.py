"""Organisations at the edge of each norm from elsewhere, and what its rule says of them."""

from datetime import timedelta
from typing import Any, NamedTuple

from planning.core.records import BACKUP, Link, Person, Position
from tests.core.sample import PM, PMM, SAYS_BACKUPS, TODAY, covers, held, product

DAY = timedelta(days=1)


def day(number: int) -> Any:
    return TODAY + number * DAY


def many(number: int, role: str = "", first: str = "x", **fields: Any) -> list[Any]:
    return [record for n in range(number) for record in held(f"{first}{n}", role, **fields)]


def load(products: int, own: str = PM, **fields: Any) -> list[Any]:
    """Ann has so many products."""
    apps = [product(f"a{n}", **fields) for n in range(products)]
    return [*apps, *held("ann", own), *(covers(app.key, "ann") for app in apps)]


def support(managers: int, role: str = PMM) -> list[Any]:
    """Max has one product that so many managers share."""
    return [
        product(),
        *held("max", PMM),
        covers("app", "max", role),
        *many(managers, PM),
        *(covers("app", f"x{n}") for n in range(managers)),
    ]


def markets(products: int) -> list[Any]:
    apps = [product(f"a{n}") for n in range(products)]
    return [*apps, *held("max", PMM), *(covers(app.key, "max", PMM) for app in apps)]


def engineers(number: int, managers: int = 1) -> list[Any]:
    return [*many(managers, PM, "m"), *many(number, "software-engineer")]


def designed(managers: int, designers: int = 1, **fields: Any) -> list[Any]:
    """So many managers with a product each, and designers beside them."""
    apps = [product(f"a{n}", **fields) for n in range(managers)]
    people = [*many(managers, PM, "m"), *many(designers, "product-designer")]
    return [*apps, *people, *(covers(f"a{n}", f"m{n}") for n in range(managers))]


def wide(reports: int, **fields: Any) -> list[Any]:
    return [*held("boss"), *many(reports, manager="boss", **fields)]


def leader(reports: int, *others: Any, craft: int = 3) -> list[Any]:
    """A leader with so many reports, in a craft of so many people."""
    people = [*many(reports, manager="boss"), *many(craft, PM, "m")]
    return [*held("boss", "product-leader"), *people, *others]


def idle(**fields: Any) -> list[Any]:
    """Ann has a product, and Bob, like her, has none."""
    return [product(), *held("ann", PM), covers("app", "ann"), *held("bob", PM, **fields)]


def twice(person: str, **fields: Any) -> Position:
    """One more position of somebody."""
    return Position(f"again-{person}", holder=f"h-{person}", **fields)


def shared(key: str, **fields: Any) -> list[Any]:
    """A position that two people share."""
    position, person = held(key, **fields)
    return [position._replace(sharers=("other",)), person, Person("other", "Other")]


def deep(layers: int) -> list[Any]:
    return [r for n in range(layers) for r in held(f"x{n}", manager=f"x{n - 1}" if n else "")]


def pair(one: Any, other: Any) -> list[Any]:
    """Ann and Max at these levels, linked, on one product."""
    people = [*held("ann", PM, level=one), *held("max", PMM, level=other)]
    return [product(), *people, covers("app", "ann"), covers("app", "max", PMM), Link("l", "app", "ann", "max")]


def launch(level: Any, **fields: Any) -> list[Any]:
    said = {"launch": day(30), "launch_tier": "1"} | fields
    return [product(**said), *held("max", PMM, level=level), covers("app", "max", PMM)]


def hire(target: Any, **fields: Any) -> list[Any]:
    said = {"launch": day(100)} | fields
    return [product(**said), Position("open", "PMM", PMM, target_start=target), covers("app", "open", PMM)]


def leaving(days: int, **fields: Any) -> list[Any]:
    return [product(**fields), *held("ann", PM, leaves=day(days)), covers("app", "ann")]


def on_leave(**leave: Any) -> list[Any]:
    return [product(), Position("ann", "PM", PM, holder="ann"), Person("ann", "Ann", **leave), covers("app", "ann")]


def left(days: int, **fields: Any) -> list[Any]:
    """A position whose holder left so many days ago."""
    return held("eve", title="Clerk", leaves=day(-days - 1), **fields)


def orphans(**fields: Any) -> list[Any]:
    return [*held("cat"), Position("boss", "Head", manager="cat"), *held("bob", manager="boss", **fields)]


class Case(NamedTuple):
    rule: str
    what: str
    records: list[Any]
    severities: list[str]
    numbers: dict[str, int] = {}


W, C, I = ["warning"], ["critical"], ["info"]  # noqa: E741
CASES = [
    Case("cover-away", "on leave", on_leave(away_from=day(-1)), W),
    Case("cover-away", "back again", on_leave(away_until=day(-1)), []),
    Case("load-pm", "one too many", load(4), W),
    Case("load-pm", "at the edge", load(3), []),
    Case("load-pm", "a title not understood", load(4, own=""), W),
    Case("load-pm", "of another role", load(4, own="sales"), []),
    Case("load-pm", "not live", load(4, stage="sunset"), []),
    Case("load-pm", "higher", load(4), [], {"products": 4}),
    Case("load-pm", "lower", load(3), W, {"products": 2}),
    Case("load-pmm", "too many to support", support(5), W),
    Case("load-pmm", "edge of support", support(4), []),
    Case("load-pmm", "support is a number", support(5), [], {PM: 5}),
    Case("load-pmm", "too many products", markets(6), W),
    Case("load-pmm", "edge of products", markets(5), []),
    Case("load-pmm", "products are a number", markets(6), [], {"products": 6}),
    Case("idle-cover", "nothing", idle(), I),
    Case("idle-cover", "nothing, and a product misses them", [*idle(), product("web")], W),
    Case("idle-cover", "no one is assigned at all", [product(), *many(2, PM)], []),
    Case("idle-cover", "backup alone", [*idle(), covers("app", "bob", kind=BACKUP)], I),
    Case("idle-cover", "stands in elsewhere", [*idle(), covers("app", "bob", PMM)], []),
    Case("idle-cover", "a product later", [*idle(), covers("app", "bob", starts=day(9))], []),
    Case("idle-cover", "no product any more", [*idle(), covers("app", "bob", ends=day(-1))], I),
    Case("idle-cover", "leads others", [*idle(), *held("cat", PM, manager="bob"), covers("app", "cat")], []),
    Case("idle-cover", "a junior under one of them", [*idle(), *held("cat", PM, level=1, manager="ann")], I),
    Case("idle-cover", "new", idle(starts=day(-29)), []),
    Case("idle-cover", "no longer new", idle(starts=day(-30)), I),
    Case("idle-cover", "new for fewer days", idle(starts=day(-29)), I, {"days": 29}),
    Case("idle-cover", "leaves", idle(leaves=day(90)), []),
    Case("idle-cover", "has a product in another position", [*idle(), twice("bob"), covers("app", "again-bob")], []),
    Case("idle-cover", "several as one", [*idle(), *held("cat", PM)], I, {"people": 1}),
    Case("ratio-pmm", "five for one", [*many(5, PM), *held("max", PMM)], I),
    Case("ratio-pmm", "four for one", [*many(4, PM), *held("max", PMM)], []),
    Case("ratio-pmm", "none of the other", many(5, PM), []),
    Case("ratio-pmm", "a vacant one does not count", [*many(4, PM), *held("max", PMM), Position("v", role=PM)], []),
    Case("ratio-pmm", "lower", [*many(4, PM), *held("max", PMM)], I, {"high": 3}),
    Case("ratio-eng", "eleven for one", engineers(11), W),
    Case("ratio-eng", "ten for one", engineers(10), []),
    Case("ratio-eng", "four for one", engineers(4), []),
    Case("ratio-eng", "three for one", engineers(3), I),
    Case("ratio-eng", "no engineers", many(1, PM), []),
    Case("ratio-eng", "by title alone", [*many(1, PM), *held("e", title="VP Engineering")], I),
    Case("ratio-eng", "higher", engineers(11), [], {"high": 11}),
    Case("ratio-eng", "lower", engineers(3), [], {"low": 3}),
    Case("ratio-design", "three for one", designed(3), I),
    Case("ratio-design", "two for one", designed(2), []),
    Case("ratio-design", "in the house", designed(3, market_facing=False), []),
    Case("ratio-design", "no designer", designed(3, 0), []),
    Case("ratio-design", "higher", designed(3), [], {"high": 3}),
    Case("span-high", "eight", wide(8), W),
    Case("span-high", "seven", wide(7), []),
    Case("span-high", "a vacant report does not count", [*wide(7), Position("v", manager="boss")], []),
    Case("span-high", "higher", wide(8), [], {"reports": 8}),
    Case("span-high", "one of them in two positions", [*wide(7), twice("x0", manager="boss")], []),
    Case("span-high", "one of them is two people", [*wide(6), *shared("y", manager="boss")], W),
    Case("span-high", "themselves in another position", [*wide(7), twice("boss", manager="boss")], []),
    Case("span-low", "one", leader(1), I),
    Case("span-low", "a craft of two", leader(1, craft=2), []),
    Case("span-low", "one more by a dotted line", leader(1, *held("y", dotted=("boss",))), []),
    Case("span-low", "one more under another position", leader(1, twice("boss"), *held("y", manager="again-boss")), []),
    Case("span-low", "two", leader(2), []),
    Case("span-low", "one to be hired", leader(1, Position("v", manager="boss")), []),
    Case("span-low", "one whose filling is paused", leader(1, Position("v", manager="boss", stage="paused")), I),
    Case("span-low", "no leader by role", [*held("boss", PM), *held("x", manager="boss")], []),
    Case("span-low", "lower", leader(1), [], {"reports": 1}),
    Case("layers", "nine", deep(9), I),
    Case("layers", "eight", deep(8), []),
    Case("layers", "lower", deep(3), I, {"layers": 2}),
    Case("owner-dup", "two", support(2), W),
    Case("owner-dup", "one", support(1), []),
    Case("owner-dup", "the second is a backup", [*support(1), *held("y", PM), covers("app", "y", kind=BACKUP)], []),
    Case("owner-dup", "the second leaves", [*support(1), *held("y", PM, leaves=day(9)), covers("app", "y")], []),
    Case("owner-dup", "the second hands over", [*support(1), *held("y", PM), covers("app", "y", ends=day(9))], []),
    Case("peer-gap", "three apart", pair(1, 4), I),
    Case("peer-gap", "two apart", pair(2, 4), []),
    Case("peer-gap", "unknown", pair(None, 4), []),
    Case("peer-gap", "lower", pair(2, 4), I, {"levels": 2}),
    Case("launch-level", "level two", launch(2), W),
    Case("launch-level", "level three", launch(3), []),
    Case("launch-level", "unknown level", launch(None), []),
    Case("launch-level", "a small launch", launch(2, launch_tier="3"), []),
    Case("launch-level", "far away", launch(2, launch=day(61)), []),
    Case("launch-level", "in its launch stage", launch(2, launch=None, stage="launch"), W),
    Case("launch-level", "higher", launch(3), W, {"level": 4}),
    Case("hire-late", "a day late", hire(day(41)), W),
    Case("hire-late", "just in time", hire(day(40)), []),
    Case("hire-late", "no date", hire(None), []),
    Case("hire-late", "launched", hire(day(41), launch=day(-1)), []),
    Case("hire-late", "in the house", hire(day(41), market_facing=False), []),
    Case("hire-late", "covered already", [*hire(day(41)), *held("max", PMM), covers("app", "max", PMM)], []),
    Case("hire-late", "shorter", hire(day(41)), [], {"days": 59}),
    Case("loss-soon", "in 30 days", leaving(30), C),
    Case("loss-soon", "in 31 days", leaving(31), W),
    Case("loss-soon", "in 90 days", leaving(90), W),
    Case("loss-soon", "in 91 days", leaving(91), []),
    Case("loss-soon", "followed", [*leaving(30), *held("bob", PM), covers("app", "bob", starts=day(31))], []),
    Case("loss-soon", "a day's gap", [*leaving(30), *held("bob", PM), covers("app", "bob", starts=day(32))], C),
    Case("loss-soon", "a hire is not known by name", [*leaving(30), Position("v", role=PM), covers("app", "v")], C),
    Case("loss-soon", "not needed", leaving(30, stage="sunset"), []),
    Case("loss-soon", "later", leaving(91), W, {"days": 91}),
    Case("loss-soon", "sooner", leaving(30), W, {"critical": 29}),
    Case("vacant-long", "46 days", left(46), W),
    Case("vacant-long", "45 days", left(45), []),
    Case("vacant-long", "90 days", left(90), W),
    Case("vacant-long", "91 days", left(91), C),
    Case("vacant-long", "no one knows since when", [Position("v")], []),
    Case("vacant-long", "its target has passed", [Position("v", target_start=day(-46))], W),
    Case("vacant-long", "its target is yet to come", left(99, target_start=day(1)), []),
    Case("vacant-long", "someone is to start", [Position("v", holder="h"), Person("h", starts=day(1))], []),
    Case("vacant-long", "paused", left(99, stage="paused"), []),
    Case("vacant-long", "longer", left(46), [], {"days": 46}),
    Case("vacant-long", "less critical", left(91), W, {"critical": 91}),
    Case("vacant-long", "the gap is flagged", [product(), *left(46, role=PM), covers("app", "eve")], []),
    Case("vacant-long", "no gap", [product(), *left(46, role=PM), covers("app", "eve"), *support(1)[1:]], W),
    Case("manager-vacant", "vacant", orphans(), W),
    Case("manager-vacant", "an interim", orphans(dotted=("cat",)), []),
    Case("manager-vacant", "a vacant interim", orphans(dotted=("boss",)), W),
    Case("manager-vacant", "no one below", [Position("boss")], []),
    Case("manager-vacant", "in 30 days", [*held("b", ends=day(30)), *held("x", manager="b")], W),
    Case("manager-vacant", "in 31 days", [*held("b", leaves=day(31)), *held("x", manager="b")], []),
    Case("manager-vacant", "further", [*held("b", leaves=day(31)), *held("x", manager="b")], W, {"ahead": 31}),
    Case("single-cover", "one", [*support(1)[:4], SAYS_BACKUPS], I),
    Case("single-cover", "no backup named anywhere", support(1)[:4], []),
    Case("single-cover", "a backup", [*support(1)[:4], *held("b", PMM), covers("app", "b", PMM, kind=BACKUP)], []),
    Case("single-cover", "its end is known", [*leaving(300), SAYS_BACKUPS], []),
    Case("single-cover", "not needed", [product(stage="idea"), *held("a", PM), covers("app", "a"), SAYS_BACKUPS], []),
]
