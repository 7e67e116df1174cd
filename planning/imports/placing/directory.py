"""Finding the position that a cell speaks of, and saying how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planning.core.records import Org
from planning.imports.people.position_rows import MAX_KEY, PositionRow
from planning.imports.placing import names
from planning.imports.placing.cell_parts import DIGIT, LONGEST, bracketed, inner_parts, loosened
from planning.imports.placing.entries import NOBODY, Answer, Entry, How, entries_of, entry_of

__all__ = ["Answer", "Directory", "How"]

Table = Mapping[str, tuple[str, ...]]
# Of more people of one name than so many the others are not looked at.
MANY = 200


class Directory:
    """Finds positions by what a file calls them: id, the id of who sits there, e-mail, name, title. What no row has
    is looked for `beyond`."""

    def __init__(self, keyed: Iterable[tuple[str, PositionRow]], beyond: Directory | None = None) -> None:
        self._fill([entry_of(key, parsed) for key, parsed in keyed])
        self.beyond = beyond

    @classmethod
    def of_org(cls, org: Org) -> Directory:
        """The same over an organisation that is there already."""
        found = cls(())
        found._fill(entries_of(org))
        return found

    def _fill(self, entries: Iterable[Entry]) -> None:
        """Rows that stand go first, and of one person's jobs the one that decides. All ids of the file go before keys,
        which an earlier file may have given."""
        self.entries = {entry.key: entry for entry in sorted(entries, key=lambda entry: (entry.gone, entry.beside))}
        self.by_ident: dict[str, str] = {}
        self.by_person: dict[str, str] = {}
        for key, entry in self.entries.items():
            if entry.ident:
                self.by_ident.setdefault(entry.ident, key)
            if entry.person:
                self.by_person.setdefault(entry.person, key)
        for key, entry in self.entries.items():
            if entry.others or entry.ident != key:
                for other in (key, *(other for other in entry.others if "@" not in other)):
                    self.by_ident.setdefault(other, key)

    @cached_property
    def by_email(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for key, entry in self.entries.items():
            if entry.email:
                found.setdefault(entry.email.casefold(), key)
        for key, entry in self.entries.items():
            for other in entry.others:
                if "@" in other:
                    found.setdefault(other.casefold(), key)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[str]]:
        """Several of one name in the order of the entries."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, entry in self.entries.items():
            for name in entry.names:
                found[names.folded(name)].append(key)
        return dict(found)

    def person_first(self, values: Sequence[str]) -> bool:
        """Whether `values` are ids of people rather than of positions: whichever more of them are."""
        return sum(v in self.by_person for v in values) > sum(v in self.by_ident for v in values)

    def find(self, value: str, person_first: bool = False) -> tuple[str, ...]:
        """The positions that `value` names by an id, an e-mail address or a whole name."""
        found = self._find(value, person_first)
        return self.beyond.find(value, person_first) if not found.keys and self.beyond else found.keys

    def search(self, value: str, person_first: bool = False) -> Answer:
        """The positions that `value` may mean, in whatever way it names them."""
        if not value.strip() or len(value) > LONGEST:
            return NOBODY
        places = [place for place in (self, self.beyond) if place is not None and place.entries]
        for place in places:
            if (found := place.named(value, person_first)).keys:
                return found
        return next((found for place in places if (found := place._guess(value)).keys), NOBODY)

    def named(self, value: str, person_first: bool = False) -> Answer:
        """The positions that `value` or a part of it names by an id, an e-mail address or a whole name."""
        found = self._find(value, person_first)
        return found if found.keys else self._among(inner_parts(value), person_first)

    def is_gone(self, key: str) -> bool:
        """Whether the row of a position is not active any more."""
        return key in self.entries and self.entries[key].gone

    def nearest(self, value: str) -> str:
        """The position whose holder's name is spelled most like `value`; '' where none is like it."""
        spelled = names.without_order(value)
        if len(spelled) < 5 or DIGIT.search(value) or "@" in value:
            return ""
        best = process.extractOne(spelled, self._by_words.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.7)
        return self._by_words[best[0]][0] if best else ""

    def describe(self, key: str) -> str:
        """A position for people: who sits there, its title, its key."""
        entry = self.entries.get(key) or (self.beyond.entries.get(key) if self.beyond else None)
        told = ", ".join(part for part in ((entry.names[:1] or ("",))[0], entry.title) if part) if entry else ""
        return f"{told} ({key})" if told else key

    def listed(self, keys: Sequence[str]) -> str:
        """Several positions for people; the first few of many."""
        more = f" and {len(keys) - 4} more" if len(keys) > 4 else ""
        return "; ".join(self.describe(key) for key in keys[:4]) + more

    def _find(self, value: str, person_first: bool, inner: int = 2) -> Answer:
        """`inner`: how many steps into brackets are still to go."""
        tables = (self.by_person, self.by_ident) if person_first else (self.by_ident, self.by_person)
        for table in tables:
            if value in table:
                return Answer((table[value],), How.ID)
        if "@" in value and (key := self.by_email.get(value.casefold())):
            return Answer((key,), How.EMAIL)
        if named := self._one_each(self.by_name.get(names.folded(value), ())):
            return Answer(named, How.NAME)
        if loose := self._loose.get(loosened(value)) if len(value) <= MAX_KEY else None:
            return Answer((loose,), How.LOOSE_ID)
        return self._among(bracketed(value), person_first, inner - 1) if inner else NOBODY

    def _one_each(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Several positions of one person count as their first; who has left does not count beside who has not, nor a
        second job beside the first."""
        if len(keys) < 2:
            return tuple(keys)
        keys = keys[:MANY]
        entries = [self.entries[key] for key in keys]
        standing = [entry.key for entry in entries if not (entry.gone or entry.beside)] or list(keys)
        people: dict[str, str] = {}
        for key in standing:
            people.setdefault(self.entries[key].person or key, key)
        return tuple(people.values())

    def _among(self, parts: Iterable[str], person_first: bool, inner: int = 1) -> Answer:
        """What the surest part of a cell names: an id or an address, else a name. A word such as the “C” of “Jane Doe
        [C]” does not go before the name."""
        best, best_rank = NOBODY, int(How.NOT)
        for part in parts:
            answer = self._find(part, person_first, inner)
            rank = How.LOOSE_ID if answer.how is How.ID and not DIGIT.search(part) else answer.how
            if answer.keys and rank < best_rank:
                best, best_rank = answer, rank
        return best

    def _guess(self, value: str) -> Answer:
        if "@" in value and " " not in value:
            return NOBODY
        parts = [part for part in bracketed(value) + inner_parts(value) if not DIGIT.search(part)]
        for whole in (value, *parts):
            for how, table, keys in self._guesses(whole):
                if how > How.TITLE and whole is not value:
                    break
                found = {key: None for name in keys for key in table().get(name, ())[:MANY]}
                if answer := self._one_each(tuple(found)):
                    return Answer(answer, how)
        return NOBODY

    def _guesses(self, value: str) -> Iterator[tuple[How, Callable[[], Table], tuple[str, ...]]]:
        is_id = bool(DIGIT.search(value)) and " " not in value  # no name and no title; the tables of those take time
        if not is_id:
            yield How.SPELLING, lambda: self._by_words, (names.without_order(value),)
            yield How.SPELLING, lambda: self._by_outer_words, (names.outer(value),)
        if is_id or value.islower():
            yield How.SPELLING, lambda: self._by_login, (value.casefold(),)
        if is_id:
            return
        yield How.TITLE, lambda: self._by_title, (names.without_order(value),)
        parts = names.words(value)
        if len(parts) == 2 and min(map(len, parts)) == 1:
            yield How.INITIALS, lambda: self._by_initials, (names.bare(" ".join(parts)),)
        if len(parts) == 1 and len(parts[0]) > 1:
            yield How.FIRST_NAME, lambda: self._by_first_name, (names.bare(parts[0]),)
        if not value.islower():
            yield How.SPELLING, lambda: self._by_login, (value.casefold(),)

    @cached_property
    def _loose(self) -> Mapping[str, str]:
        """Ids without case, leading zeros and decimals (spreadsheets change them), where that is unambiguous."""
        loose: dict[str, str] = {}
        for ident, key in [*self.by_ident.items(), *self.by_person.items()]:
            name = loosened(ident)
            loose[name] = key if loose.get(name, key) == key else ""
        return {name: key for name, key in loose.items() if name and key}

    def _table(self, spellings: Callable[[str], Iterable[str]]) -> Table:
        table: dict[str, list[str]] = defaultdict(list)
        for key, entry in self.entries.items():
            for name in {spelling for given in entry.names for spelling in spellings(given)}:
                if name:
                    table[name].append(key)
        return {name: tuple(keys) for name, keys in table.items()}

    @cached_property
    def _by_words(self) -> Table:
        return self._table(lambda name: (names.without_order(name),))

    @cached_property
    def _by_outer_words(self) -> Table:
        return self._table(lambda name: (names.outer(name),))

    @cached_property
    def _by_initials(self) -> Table:
        return self._table(names.initialled)

    @cached_property
    def _by_first_name(self) -> Table:
        return self._table(lambda name: (names.first_name(name),))

    @cached_property
    def _by_login(self) -> Table:
        """What stands before the @ of an address, which systems use to sign in."""
        table: dict[str, list[str]] = defaultdict(list)
        for email, key in self.by_email.items():
            table[email.partition("@")[0]].append(key)
        return {login: tuple(keys) for login, keys in table.items()}

    @cached_property
    def _by_title(self) -> Table:
        table: dict[str, list[str]] = defaultdict(list)
        for key, entry in self.entries.items():
            if entry.title and not entry.gone:
                table[names.without_order(entry.title)].append(key)
        return {title: tuple(keys) for title, keys in table.items()}
