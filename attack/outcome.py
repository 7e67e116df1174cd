"""What an attack came to, and the table of all of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """One kind of attack. `lost`: what is not as it should be, in words; `seen`: what is worth knowing besides."""

    attack: str
    where: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    seen: str = ""

    def add(self, problems: list[str], what: str = "") -> None:
        """One more try, with what was lost in it."""
        self.tried += 1
        self.lost += [f"{what}: {problem}" if what else problem for problem in problems]

    def keep(self, folder: Path) -> None:
        """Leave it for whoever draws the table."""
        name = f"{self.attack}-{self.where}".replace(" ", "-").replace("/", "-")
        (folder / f"{name}.json").write_text(json.dumps(asdict(self)))


def kept(folder: Path) -> list[Outcome]:
    """Those that were left, in the order in which they were."""
    files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
    return [Outcome(**json.loads(file.read_text())) for file in files]


def table(outcomes: list[Outcome]) -> str:
    """As Markdown, with what was lost below."""
    rows = [f"| {o.attack} | {o.where} | {o.tried:,} | {len(o.lost) or 'nothing'} | {o.seen} |" for o in outcomes]
    lost = [f"- {o.attack}, {o.where}: {text}" for o in outcomes for text in o.lost]
    head = ["| attack | on | times | lost | seen |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, *([""] if lost else []), *lost])
