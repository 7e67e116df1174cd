"""How files of one sort are opened: by which program, within which limits, and what is said beyond them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.files.refusal import LIMIT, Unusable

MAX_BYTES = 20_000_000
MAX_MEMORY = 1_000_000_000
MAX_SECONDS = 20


@dataclass(frozen=True)
class Opener:
    """`program` is the module whose process opens the files. Sizes are in bytes; `memory` and `seconds` (of the
    processor) are those of the process, `answer` is what it may write. `says` has the message for each limit: `size`,
    `memory`, `time` and `text` (the answer) at least. `damaged` is said where the process died of something else."""

    program: str
    says: Mapping[str, str]
    damaged: str
    size: int = MAX_BYTES
    memory: int = MAX_MEMORY
    seconds: int = MAX_SECONDS
    answer: int = 400_000_000

    def over(self, file: str, limit: str) -> Unusable:
        """The refusal of a file that is over the limit of this name."""
        return Unusable(file, self.says[limit], f"{LIMIT}{limit}")
