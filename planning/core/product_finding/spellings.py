"""Which comparable forms are one name: short forms by first letters, and slips of the pen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planning.core.product_finding.names import form, initials, words_of

SHORTEST_SLIP = 6
OFTEN = 3


def one_form(names: Iterable[str]) -> Mapping[str, str]:
    """Of each form that is another's spelling, that other one. `names` are all names, each as often as it was
    written."""
    times: Counter[str] = Counter()
    words: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    for name in names:
        key = form(name)
        times[key] += 1
        words.setdefault(key, words_of(name))
        written.setdefault(key, name)
    found = _by_initials(written) | _by_slips(times, words)
    return {key: _end(found, key) for key in found}


def _end(found: Mapping[str, str], key: str) -> str:
    seen = {key}
    while key in found and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return key


def _by_initials(written: Mapping[str, str]) -> dict[str, str]:
    """“IAM” is “Identity and Access Management” where both are there and nothing else has those letters."""
    long: dict[str, set[str]] = defaultdict(set)
    for key, name in written.items():
        for short in initials(name):
            long[short].add(key)
    return {
        key: min(long[key])
        for key, name in written.items()
        if len(long.get(key, ())) == 1 and name.strip().isupper() and key not in long[key]
    }


def _by_slips(times: Mapping[str, int], words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A form that occurs once, and differs by one slip in one long word from a frequent one."""
    frequent = [key for key in times if times[key] >= OFTEN]
    near: dict[str, str] = {}
    for key in sorted(frequent, key=lambda key: (times[key], key)):
        for short in _shortened(key):
            near[short] = key
    found: dict[str, str] = {}
    for key in times:
        if times[key] == 1 and len(key) >= SHORTEST_SLIP:
            goal = next((near[short] for short in (key, *_shortened(key)) if short in near), "")
            if goal and goal != key and _is_slip(words[key], words[goal]):
                found[key] = goal
    return found


def _shortened(key: str) -> list[str]:
    """The key without each of its letters in turn, and as it is."""
    if len(key) < SHORTEST_SLIP or len(key) > 40:
        return []
    return [key, *(key[:at] + key[at + 1 :] for at in range(1, len(key)))]


def _is_slip(words: Sequence[str], goal: Sequence[str]) -> bool:
    """Whether one word alone differs, by a letter left out, added, changed or swapped with the next."""
    if len(words) != len(goal):
        return False
    different = [(one, other) for one, other in zip(words, goal, strict=True) if one != other]
    return len(different) == 1 and all(len(word) >= SHORTEST_SLIP for word in different[0]) and _near(*different[0])


def _near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    at = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    if len(one) == len(other):
        return other[at:] == swapped or one[at + 1 :] == other[at + 1 :]
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return long[at + 1 :] == short[at:]
