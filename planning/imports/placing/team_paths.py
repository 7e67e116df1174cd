"""Cells of a team that hold the teams that it sits in as well: “R&D / Clinical / Charting”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from itertools import pairwise

_STEPS = re.compile(r"\s+[/>→»›]\s+")
# So many of the steps have one and the same step before them wherever they stand.
SETTLED = 0.8
# So many paths share a first step.
SHARING = 2


def steps(name: str) -> list[str]:
    """The names from the outermost team inwards; one alone where it is no path."""
    return [step for step in _STEPS.split(name) if step]


def are_paths(names: Collection[str]) -> bool:
    """Whether most of these different names are paths in one tree, rather than several teams or a name with a slash:
    they begin alike, and each step stands in one place."""
    paths = [path for name in names if len(path := [step.casefold() for step in steps(name)]) > 1]
    firsts = {path[0] for path in paths}
    if len(paths) * 2 <= len(names) or len(firsts) * SHARING > len(paths):
        return False
    before: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        for outer, inner in pairwise(path):
            before[inner].add(outer)
    settled = sum(len(outer) == 1 for outer in before.values())
    return settled >= SETTLED * len(before) and not firsts & before.keys()
