"""The reporting tree: functions in realistic proportions, spans of four to nine, people in the positions."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from planning.core.records import Person, Position, Team
from planning.demo.synthetic.crafts import CRAFTS, TOP, Craft, Rung
from planning.demo.synthetic.words import AREAS, FIRST, LAST, PLACES

WIDEST = 8
HIRING = ("approved", "open", "open", "interviewing", "offer")


class Staff:
    """Draws positions, people and teams one after the other; `of_role` finds positions by role slug."""

    def __init__(self, today: date, random: Random) -> None:
        self.today = today
        self.random = random
        self.positions: dict[str, Position] = {}
        self.people: list[Person] = []
        self.teams: list[Team] = []
        self.of_role: dict[str, list[str]] = {}

    def day(self, first: int, last: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=self.random.randint(first, last))

    def position(self, title: str, role: str, level: int, manager: str, team: str = "") -> str:
        """Draw one position, filled or vacant; the key of it."""
        key = f"p{len(self.positions) + 1}"
        position = Position(key, title, role, level, team=team, manager=manager, location=self.random.choice(PLACES))
        chance = self.random.random()
        if level < 6 and chance < 0.05:
            position = self._vacant(position)
        else:
            position = position._replace(holder=self._hire(leaving=level < 7 and chance > 0.985))
        if self.random.random() < 0.04:
            position = position._replace(fte=self.random.choice((0.5, 0.6, 0.8)))
        self.positions[key] = position
        self.of_role.setdefault(role, []).append(key)
        return key

    def _vacant(self, position: Position) -> Position:
        stage = self.random.choice(HIRING)
        due = self.day(10, 150) if self.random.random() < 0.85 else None
        return position._replace(stage=stage, target_start=due, starts=self.day(-120, -5))

    def _hire(self, *, leaving: bool) -> str:
        number = len(self.people) + 1
        first, last = self.random.choice(FIRST), self.random.choice(LAST)
        email = f"{first}.{last}.{number}@example.com".lower()
        leaves = self.day(8, 120) if leaving else None
        self.people.append(Person(f"e{number}", f"{first} {last}", email, self.day(-2400, -30), leaves))
        return f"e{number}"

    def team(self, name: str, function: str, parent: str) -> str:
        key = f"t{len(self.teams) + 1}"
        self.teams.append(Team(key, name, function, parent))
        return key


def staff(today: date, random: Random, size: int) -> Staff:
    """An organisation of `size` positions under one top."""
    drawn = Staff(today, random)
    top = drawn.position(TOP.title, TOP.role, TOP.level, "")
    heads: dict[str, tuple[str, str]] = {"": (top, "")}
    for craft, count in zip(CRAFTS, shares(size - 1), strict=True):
        manager, parent = heads.get(craft.under, heads[""])
        heads[craft.slug] = _craft(drawn, craft, count, manager, parent)
    return drawn


def shares(size: int) -> list[int]:
    """`size` positions over the crafts by their share, largest remainder first."""
    whole = sum(craft.share for craft in CRAFTS)
    counts = [size * craft.share // whole for craft in CRAFTS]
    rest = sorted(range(len(CRAFTS)), key=lambda i: -(size * CRAFTS[i].share % whole))
    for i in rest[: size - sum(counts)]:
        counts[i] += 1
    return counts


def _craft(drawn: Staff, craft: Craft, count: int, manager: str, parent: str) -> tuple[str, str]:
    """Staff a craft; whom the crafts under it report to, and the team they sit in."""
    if not count:
        return manager, parent
    team = drawn.team(craft.team, craft.function, parent)
    if count < 3:
        for _ in range(count):
            _individual(drawn, craft, manager, team)
        return manager, team
    head = craft.heads[count > 24]
    key = drawn.position(*head, manager, team)
    _under(drawn, craft, count - 1, key, team)
    return key, team


def _under(drawn: Staff, craft: Craft, count: int, manager: str, team: str) -> None:
    """Place `count` positions below a manager: directly, or in units of about equal size."""
    if count <= WIDEST:
        for _ in range(count):
            _individual(drawn, craft, manager, team)
        return
    units = min(drawn.random.randint(4, WIDEST), count // 5)
    if drawn.random.random() < 0.3:
        _individual(drawn, craft, manager, team)
        count -= 1
    for i in range(units):
        _unit(drawn, craft, count // units + (i < count % units), manager, team)


def _unit(drawn: Staff, craft: Craft, count: int, manager: str, parent: str) -> None:
    rung = craft.leaders[min(_height(count - 1), len(craft.leaders)) - 1]
    area = drawn.random.choice(AREAS)
    team = drawn.team(f"{area} {craft.team}", craft.function, parent)
    key = drawn.position(_titled(rung, area), rung.role, rung.level, manager, team)
    _under(drawn, craft, count - 1, key, team)


def _height(below: int) -> int:
    """How many layers of leaders a unit with so many below its own leader has."""
    height = 1
    while below > WIDEST:
        below //= 6
        height += 1
    return height


def _titled(rung: Rung, area: str) -> str:
    return f"{rung.title}, {area}"


def _individual(drawn: Staff, craft: Craft, manager: str, team: str) -> None:
    level = drawn.random.choices((1, 2, 3, 4), (15, 45, 30, 10))[0]
    noun = drawn.random.choice(craft.nouns)
    title = f"{craft.words[level - 1]} {noun}".strip()
    if drawn.random.random() < 0.2:
        title = f"{title}, {drawn.random.choice(AREAS)}"
    drawn.position(title, craft.role, level, manager, team)
