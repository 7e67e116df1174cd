"""Words of other languages in titles, and the English words that are read instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from planning.core.recalled import recalled
from roles.models import Translation
from roles.titles.english_order import Item
from roles.titles.folding import fold

# Scripts that put no blanks between words: kana, Chinese characters, Korean syllables.
UNSPACED = "\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3々ー"
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
TOKEN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+|[/&+]")
# What German, Dutch and their neighbours put between the parts of a compound.
_LINKS = ("", "s", "es", "n", "en", "e", "er")
_SHORTEST = 4  # letters of a part of a compound
_COMPOUND = 9  # letters of the shortest compound
SMALL = frozenset(["of", "and"])

Words = tuple[str, ...]


class Language:
    """The words of one language. `read` gives the English of a piece of a title; `says_for`: “for” is one of its own
    words (“chef för produkt”)."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._english: dict[Words, Words] = {}
        for word, means in words:
            tokens, english = tuple(TOKEN.findall(fold(word))), tuple(means.split())
            self._english.setdefault(tokens, english)
            if len(tokens) > 1 and all(_IS_UNSPACED.match(token) for token in tokens):
                self._english.setdefault(("".join(tokens),), english)
        self.says_for = ("for",) in self._english
        self._longest = max(map(len, self._english), default=0)
        self._letters = max((len(tokens[0]) for tokens in self._english if len(tokens) == 1), default=0)
        self._first = frozenset(tokens[0] for tokens in self._english if tokens)
        self.split = recalled()(self._split)

    @property
    def words(self) -> Iterator[str]:
        return (token for tokens in self._english for token in tokens)

    def read(self, tokens: Sequence[str], spell: Callable[[str], Words]) -> list[Item]:
        """The pieces of a title in the order in which they stand; what this language does not know as `spell` has
        it."""
        found: list[Item] = []
        at = 0
        while at < len(tokens):
            size, english = self.phrase(tokens, at)
            if size:
                found.append(Item(english, known=True))
            elif tokens[at] in "/&+":
                found.append(Item(("/",) if tokens[at] == "/" else ("and",)))
            else:
                inside = self.split(tokens[at])
                found += inside or [Item(spell(tokens[at]))]
            at += max(size, 1)
        return found

    def knows(self, tokens: Sequence[str], is_english: Callable[[str], bool]) -> int:
        """How many letters of these tokens only this language explains, if it explains more than small words."""
        letters, at, small = 0, 0, 0
        while at < len(tokens):
            size, english = self.phrase(tokens, at)
            mine = tokens[at : at + size] if size else tokens[at : at + 1]
            told = [token for token in mine if not is_english(token)]
            if size and english[0] in SMALL:
                small += len(mine)
            elif size:
                letters += sum(map(len, told))
            elif told and (inside := self.split(tokens[at])):
                letters += len(tokens[at]) - sum(len(item.words[0]) for item in inside if not item.known)
            at += max(size, 1)
        return letters + small if letters else 0

    def reaches(self, tokens: Sequence[str]) -> int:
        """How many of these tokens its words and phrases take up, be they English words, too."""
        taken, at = 0, 0
        while at < len(tokens):
            size, _ = self.phrase(tokens, at)
            taken += size
            at += max(size, 1)
        return taken

    def phrase(self, tokens: Sequence[str], at: int) -> tuple[int, Words]:
        """The longest phrase that begins here: how many tokens, and its English; 0 where this language knows none."""
        sizes = range(min(self._longest, len(tokens) - at), 0, -1) if tokens[at] in self._first else ()
        for size in sizes:
            english = self._english.get(tuple(tokens[at : at + size]))
            if english is not None:
                return size, english
        return 0, ()

    def _split(self, token: str) -> Sequence[Item]:
        """A token without blanks as its parts; none where it has none."""
        if _IS_UNSPACED.match(token):
            return tuple(self._run(token))
        return tuple(self._compound(token)) if len(token) >= _COMPOUND else ()

    def _run(self, text: str) -> list[Item]:
        """The longest known word at each place; what stands between is kept as it is. [] if nothing is known."""
        found: list[Item] = []
        strange = ""
        at = 0
        while at < len(text):
            size, english = self._prefix(text, at)
            if not size:
                strange += text[at]
            else:
                found += [Item((strange,))] if strange else []
                found.append(Item(english, known=True))
                strange = ""
            at += max(size, 1)
        found += [Item((strange,))] if strange else []
        return found if any(item.known for item in found) else []

    def _prefix(self, text: str, at: int) -> tuple[int, Words]:
        for size in range(min(self._letters, len(text) - at), 0, -1):
            english = self._english.get((text[at : at + size],))
            if english is not None:
                return size, english
        return 0, ()

    def _compound(self, token: str) -> list[Item]:
        """“produktmarketingleiterin” as its parts. Before two known parts something strange may stand
        (“versicherungsproduktmanager”)."""
        dead: set[int] = set()
        whole = self._parts(token, dead)
        if whole is not None:
            return [whole[0], *(item._replace(glued=True) for item in whole[1:])]
        for start in range(3, len(token) - 2 * _SHORTEST + 1):
            rest = self._parts(token[start:], dead)
            if rest is not None and sum(len(item.words) for item in rest) > 1:
                return [Item((token[:start],)), *rest]
        return []

    def _parts(self, token: str, dead: set[int]) -> list[Item] | None:
        """Parts that make up the token, the longest first; None if they do not. `dead` are the lengths of endings that
        are known to be none, so that no ending is tried twice."""
        if len(token) in dead:
            return None
        found = self._tried(token, dead)
        if found is None:
            dead.add(len(token))
        return found

    def _tried(self, token: str, dead: set[int]) -> list[Item] | None:
        for size in range(min(self._letters, len(token)), _SHORTEST - 1, -1):
            english = self._english.get((token[:size],))
            if english is None or english[0] in SMALL:
                continue
            rest = token[size:]
            if not rest:
                return [Item(english, known=True)]
            for link in _LINKS:
                if rest.startswith(link) and len(rest) - len(link) >= _SHORTEST:
                    after = self._parts(rest[len(link) :], dead)
                    if after is not None:
                        return [Item(english, known=True), *after]
        return None


class Vocabulary:
    """All languages. `is_english` tells words that English titles have, which prove no other language."""

    def __init__(self, translations: Iterable[Translation]) -> None:
        words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in translations:
            if row.kind == Translation.Kind.TITLE:
                words[row.language_id] += [(word, row.means) for word in row.words]
        self._languages = [Language(words[slug]) for slug in sorted(words)]
        self._having: dict[str, list[Language]] = defaultdict(list)
        for language in self._languages:
            for word in frozenset(language.words):
                self._having[word].append(language)
        self.words = frozenset(self._having)

    def language_of(self, tokens: Sequence[str], is_english: Callable[[str], bool]) -> Language | None:
        """The language that explains most of a title, and of two that explain the same (“directeur général”) the one
        that takes up more of its words; None where English alone does."""
        strange = [token for token in tokens if not is_english(token)]
        best: Language | None = None
        most = 0, 0
        for language in self._candidates(strange):
            known = language.knows(tokens, is_english)
            told = known and (known, language.reaches(tokens))
            if told and told > most:
                best, most = language, told
        return best

    def _candidates(self, strange: Iterable[str]) -> list[Language]:
        """The languages that have one of these words, or all where one may be several words in one."""
        found: list[Language] = []
        for token in strange:
            if token not in self._having and (len(token) >= _COMPOUND or _IS_UNSPACED.match(token)):
                return self._languages
            found += [language for language in self._having.get(token, ()) if language not in found]
        return found
