"""What files may hold beside people and products, and who reads it: features on higher floors add themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planning.core.content import Content
from planning.imports.opening.sheets import Sheets
from planning.imports.problems import Problem
from portal.models import Organisation


class Found(NamedTuple):
    """What a table holds: what there is to say of it, how many rows it has, how to keep those without errors, and each
    of those as a sentence."""

    problems: tuple[Problem, ...]
    rows: int
    keep: Callable[[Organisation], object]
    lines: tuple[str, ...] = ()


# By kind of table, see `sorting.KINDS`: reads it by its name and raises `Unusable` where it holds no such thing.
READERS: dict[str, Callable[[str, bytes | Sheets, Content], Found]] = {}
