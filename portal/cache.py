"""Stores in memory for what is costly to make. What all of them hold together has one budget of bytes a process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from threading import Event, Lock, get_ident
from time import monotonic
from typing import Generic, TypeVar

from cachetools import LRUCache
from django.conf import settings

from portal.allocator import trim
from portal.cache_budget import Budget, Entry
from portal.cache_budget import Place as Place
from portal.weighing import breadth, weigh

T = TypeVar("T")
# So long somebody waits for a value that another thread makes; then it is made twice.
PATIENCE = 30.0
# After how many uses a value is weighed again: much of what it holds is worked out when it is first asked for.
AGAIN = frozenset({1, 4, 16, 64, 256})
# A value is weighed as a whole every so many versions; between them it weighs what the version before did.
OFTEN = 16
# So many seconds something is remembered that nobody asks for.
UNUSED = 1_800.0
# Once so many bytes have been let go, the allocator gives back what it keeps of them.
WORTH_GIVING_BACK = 64 << 20

_budget = Budget()
_uses: dict[str, Counter[str]] = {}
_homes: dict[type, str] = {}  # by type: the cache and name where values of it are counted, wherever else they are held


def counted_in(name: str, *types: type) -> None:
    """Values of these types are counted in the entries of that name alone: elsewhere they are held beside."""
    _homes.update(dict.fromkeys(types, name))


class Cache(Generic[T]):
    """Remembers values by their place, within the budget of the process. A value is made by one thread, others who
    want it wait."""

    def __init__(self, name: str, holds: Callable[[T], Iterable[object]] = lambda value: ()) -> None:
        """`holds` gives those parts of a value that other values share, and that are counted here."""
        self._name = name
        self._holds = holds
        self._making: dict[Place, tuple[int, Event]] = {}
        self._lock = Lock()
        self._counts = _uses.setdefault(name, Counter(hits=0, misses=0))

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key that nothing else shares anything with."""
        return self.at(Place((self._name, key), "", None, (0,)), make)

    def at(self, place: Place, make: Callable[[], T]) -> T:
        """The value in a place, made by `make` where it is not remembered."""
        own = place._replace(name=(self._name, place.name))
        while (entry := _budget.find(own)) is None:
            if not self._is_ours(own):
                continue
            try:
                return self._keep(own, make)
            finally:
                self._done(own)
        self._counts["hits"] += 1
        if entry.uses in AGAIN and not entry.age:
            _budget.weigh_again(entry, self._weighed(entry), _most())
        found: T = entry.value
        return found

    def before(self, place: Place) -> tuple[tuple[int, ...], T] | None:
        """Version and value of what stood in a place before this version, if it is still remembered."""
        entry = _budget.before(place._replace(name=(self._name, place.name)))
        return None if entry is None else (entry.place.version, entry.value)

    def clear(self) -> None:
        """Forget all of this cache."""
        _budget.drop_of(self._name)

    def _is_ours(self, place: Place) -> bool:
        """Whether this thread is to make the value; False once another one has made it, or has failed to."""
        with self._lock:
            making = self._making.get(place)
            if making is None or making[0] == get_ident():
                self._making.setdefault(place, (get_ident(), Event()))
                return True
        return not making[1].wait(PATIENCE)

    def _done(self, place: Place) -> None:
        with self._lock:
            making = self._making.pop(place, None)
        if making:
            making[1].set()

    def _keep(self, place: Place, make: Callable[[], T]) -> T:
        self._counts["misses"] += 1
        value = make()
        entry = Entry(place, value, [id(part) for part in self._holds(value)])
        self._take_weight(entry, _budget.before(place))
        _budget.put(entry, _most())
        give_back()
        return value

    def _take_weight(self, entry: Entry, before: Entry | None) -> None:
        """As heavy as the version before, where it is as broad and that was weighed not long ago; else weighed."""
        entry.breadth = breadth(entry.value)
        if before and before.age < OFTEN and abs(entry.breadth - before.breadth) <= before.breadth // 20:
            entry.weight, entry.breadth, entry.age = before.weight, before.breadth, before.age + 1
        else:
            entry.weight = self._weighed(entry)

    def _weighed(self, entry: Entry) -> int:
        label = _label(entry.place)
        others = tuple(kind for kind, home in _homes.items() if home not in (self._name, label))
        try:
            return weigh(entry.value, _Others(_budget.held, entry.holds), others)
        except RuntimeError:  # another thread adds to it meanwhile: it is weighed some other time
            return entry.weight


class _Others:
    """What is counted in other entries than one."""

    def __init__(self, held: Mapping[int, int], own: Collection[int]) -> None:
        self._held, self._own = held, frozenset(own)

    def __contains__(self, identity: object) -> bool:
        return identity in self._held and identity not in self._own


class Few(Generic[T]):
    """Up to `size` values that are small, or belong to a larger one and go and are counted with it. Two threads may
    make one value at once; both results are equal."""

    def __init__(self, size: int) -> None:
        self._lock = Lock()
        self._held: LRUCache[Hashable, T] = LRUCache(size)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._held:
                return self._held[key]
        value = make()  # outside of the lock: it may take long, and may ask for something else
        with self._lock:
            self._held[key] = value
        return value


def bytes_held() -> int:
    """About how many bytes all caches of this process hold."""
    return _budget.bytes


def uses() -> Mapping[str, Mapping[str, int]]:
    """By cache how often it was asked for what it had (`hits`) and had not (`misses`)."""
    return _uses


def newest(group: Hashable) -> int | None:
    """The highest version of a group that is remembered."""
    return _budget.newest(group)


def drop(group: Hashable) -> None:
    """Forget all that is remembered of a group, in every cache."""
    _budget.drop(group)


def drop_before(group: Hashable, version: int) -> None:
    """Forget what is remembered of a group's versions before this one, in every cache."""
    _budget.drop_before(group, version)


def forget_unused(*_: object, **__: object) -> None:
    """Forget what nobody has asked for in a while, such as organisations that are gone. Receives `request_finished`."""
    _budget.drop_unused(monotonic() - UNUSED)
    give_back()


def give_back(least: int = WORTH_GIVING_BACK) -> None:
    """Have the C library hand freed memory back to the system, once at least so many bytes were let go."""
    if _budget.dropped >= least:
        _budget.dropped = 0
        trim()


def _label(place: Place) -> object:
    """What an entry is called, without what it rests on."""
    name = place.name[1] if isinstance(place.name, tuple) else place.name
    return name[0] if isinstance(name, tuple) and name else name


def _most() -> int:
    return int(settings.CACHE_MEGABYTES) << 20
