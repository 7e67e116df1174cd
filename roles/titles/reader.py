"""Reading job titles by the patterns of the role content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from planning.core.content import Reading
from planning.core.recalled import recalled
from roles.models import TitlePattern, Translation
from roles.titles.grammar import (
    DISCIPLINES,
    DONE_WITH_PRODUCTS,
    GRADES,
    IDLE,
    LEADERS,
    MANAGERS,
    NUMERALS,
    OCCUPATIONS,
    RANKS,
    SENIORITY,
)
from roles.titles.phrase import Phrase, read_phrase
from roles.titles.title_words import TitleWords
from roles.titles.vocabulary import Vocabulary
from roles.titles.words import Part, Speller, parts

# What a doubt takes from the confidence, and below what an import asks.
GUESSED, PREFIXED, ELSEWHERE, FOREIGN = 0.1, 0.03, 0.2, 0.05
# Words behind the subject that nobody knows: a product or a place (“Head of Product Berlin”), or by its ending
# something that is done (“Head of Product Photography”).
BEHIND, DONE = 0.2, 0.3
SURE, EITHER = 0.7, 0.6


ANY = ("{any}",)
DOINGS = re.compile("(ing|[st]ion|ment|ance|ence|[fghi]t?y|ship|ics|sis|ery)$")
DIRECTOR = LEADERS["director"]


class Suggestion(NamedTuple):
    """A reading, and where the title alone cannot tell, the roles to ask about (the likeliest first)."""

    reading: Reading
    ask: tuple[str, ...] = ()


class Key(NamedTuple):
    """A pattern's text taken apart. `grade` begins it (“group product marketing manager”); `inverted`: the occupation
    stands first (“manager of product”)."""

    subject: tuple[str, ...]
    occupation: str
    whole: bool = False
    grade: str = ""
    inverted: bool = False


def key_of(pattern: TitlePattern) -> Key:
    words = pattern.text.split()
    grade = words.pop(0) if len(words) > 2 and words[0] in SENIORITY else ""
    if words[1:2] == ["of"] and words[0] in OCCUPATIONS:
        return Key(tuple(words[2:]), words[0], pattern.whole, grade, True)
    occupation = words.pop() if words[-1] in OCCUPATIONS or words[-1].startswith("{") else ""
    return Key(tuple(words), occupation, pattern.whole, grade)


class Match(NamedTuple):
    pattern: TitlePattern
    phrase: Phrase
    doubt: float = 0.0

    @property
    def leads(self) -> bool:
        return (self.phrase.level or self.pattern.level or 0) >= DIRECTOR


class TitleReader:
    """Reads job titles by patterns. What was read once is remembered.

    `functions` gives each role's function; where a title names several roles on equal terms (“VP Product
    and Engineering”), the one that stands first in it wins.
    """

    def __init__(
        self,
        patterns: Iterable[TitlePattern],
        functions: Mapping[str, str],
        translations: Iterable[Translation] = (),
    ) -> None:
        self._patterns = {key_of(pattern): pattern for pattern in patterns}
        self._functions = functions
        self._rank = {role: at for at, role in enumerate(functions)}
        self._vocabulary = Vocabulary(translations)
        known = {word for key in self._patterns for word in (*key.subject, key.occupation)}
        self._speller = Speller(known, self._vocabulary.words)
        self.words_of = TitleWords(self._speller, self._vocabulary, known).read
        self.suggest = recalled()(self._suggest)

    def read(self, title: str) -> Reading:
        return self.suggest(title).reading

    def _suggest(self, title: str) -> Suggestion:
        found, guessed, foreign = parts(title, self._speller, self._vocabulary)
        phrases = _phrases(found)
        match = self._best(phrases)
        if match is None:
            level = next((p.level for p in phrases if p.level and (p.leads or p.ranked)), None)
            return Suggestion(Reading(title, level=level))
        pattern = match.pattern
        if any(phrase.learns for phrase in phrases) and not match.leads and pattern.role:
            pattern = TitlePattern(ask=[pattern.role], function=self._functions.get(pattern.role, ""))
        doubt = match.doubt + guessed * GUESSED + foreign * FOREIGN
        level = match.phrase.level or pattern.level or (2 if pattern.role else None)
        function = pattern.function or self._functions.get(pattern.role, "")
        confidence = max(0.0, round(pattern.confidence - doubt, 2)) if pattern.role else 0.0
        ask = pattern.ask if not pattern.role or confidence >= SURE else [pattern.role, *pattern.ask]
        return Suggestion(Reading(title, pattern.role, function, level, confidence), tuple(dict.fromkeys(ask)))

    def _best(self, phrases: list[Phrase]) -> Match | None:
        """The first phrase that says something, with those on equal terms with it; one that yields only where no
        other says more."""
        alone = sum(not phrase.aside for phrase in phrases) == 1
        yielding: Match | None = None
        equals: list[Match] = []
        for at, phrase in enumerate(phrases):
            if equals and not phrase.joined:
                break
            is_title = not at or (phrase.occupation and (phrase.subject or phrase.joined))
            match = self._match(phrase, alone) if is_title else None
            if match and match.pattern.yields:
                yielding = yielding or match
            elif match:
                equals.append(match._replace(doubt=match.doubt + (ELSEWHERE if at and not (yielding or equals) else 0)))
        settled = self._settled(equals)
        spelled_out = self._spelled_out(phrases, settled)
        return spelled_out or _still_unclear(equals, settled) or settled or yielding

    def _spelled_out(self, phrases: list[Phrase], settled: Match | None) -> Match | None:
        """What an unclear title says in brackets: “PM (Product Manager)”."""
        if settled is None or (settled.pattern.confidence >= SURE and not settled.pattern.ask):
            return None
        meant = (settled.pattern.role, *settled.pattern.ask)
        matches = (self._match(phrase, False) for phrase in phrases if phrase.aside and phrase.occupation)
        return next((m for m in matches if m and m.pattern.confidence >= SURE and m.pattern.role in meant), None)

    def _match(self, phrase: Phrase, bare: bool) -> Match | None:
        """What the subject of a phrase says."""
        bare = bare and not phrase.ranked and not phrase.rest
        return self._settled([m for subject in self._subjects(phrase) if (m := self._look_up(phrase, subject, bare))])

    def _settled(self, equals: list[Match]) -> Match | None:
        """One of several on equal terms: the role that stands first among roles, for leaders and within one
        function; otherwise the title does not tell, and that role is the likely one."""
        order = {id(m): (self._rank[m.pattern.role], -m.pattern.confidence) for m in equals if m.pattern.role}
        named = sorted((m for m in equals if m.pattern.role), key=lambda m: order[id(m)])
        if not named:
            return equals[0] if equals else None
        roles = [m.pattern.role for m in named]
        if len({self._functions[role] for role in roles}) == 1 or all(m.leads for m in named):
            return next((m for m in named if m.pattern.confidence >= SURE), named[0])
        return Match(TitlePattern(claimed_by_id=roles[0], ask=roles, confidence=EITHER), named[0].phrase)

    def _subjects(self, phrase: Phrase) -> list[tuple[str, ...]]:
        """The coordinated subjects. “product and customer marketing” is `product marketing` and `customer
        marketing`, but “product and design” is not `product design`."""
        *firsts, last = _pieces(phrase.subject)
        subjects = [self._shared(piece, last, phrase) for piece in firsts]
        return [*(subject for subject in subjects if subject), last]

    def _shared(self, piece: tuple[str, ...], last: tuple[str, ...], phrase: Phrase) -> tuple[str, ...]:
        """The piece with the words that it shares with the last one. () where it only says more about them, as in
        “Platform and Partner Product Marketing Manager”."""
        for start in range(1, len(last)):
            together = (*piece, *last[start:])
            if self._get(together, phrase.occupation):
                return together
        return () if len(piece) == 1 and len(last) > 2 and not phrase.leads else piece

    def _look_up(self, phrase: Phrase, subject: tuple[str, ...], bare: bool) -> Match | None:
        """The longest pattern that ends the subject. An occupation that tells all (“{any} counsel”) outweighs a
        subject that takes every occupation."""
        if bare and (pattern := self._get(subject, phrase.occupation, whole=True)):
            return Match(pattern, phrase)
        for start in range(len(subject) + 1):
            pattern = self._special(phrase, subject[start:]) or self._get(subject[start:], phrase.occupation)
            if pattern:
                telling = self._telling(phrase) if pattern.text.endswith("{any}") else None
                return Match(telling or pattern, phrase, PREFIXED if start else 0.0)
        if subject and subject[-1] == "management":
            return self._look_up(phrase, subject[:-1], bare)
        telling = self._telling(phrase)
        return Match(telling, phrase) if telling else self._before_the_strange(phrase, subject)

    def _before_the_strange(self, phrase: Phrase, subject: tuple[str, ...]) -> Match | None:
        """“VP Product Payments”: what is led stands first, and nothing behind it is known."""
        if not (phrase.inverted and phrase.leads):
            return None
        starts = ((start, end) for end in range(len(subject) - 1, 0, -1) for start in range(end))
        for start, end in starts:
            if pattern := self._get(subject[start:end], phrase.occupation):
                doing = any(_is_done(word) for word in subject[end:])
                return Match(pattern, phrase, DONE if doing else BEHIND)
        return None

    def _telling(self, phrase: Phrase) -> TitlePattern | None:
        """The pattern by which an occupation tells all, whatever the subject."""
        return self._patterns.get(Key(ANY, phrase.occupation))

    def _special(self, phrase: Phrase, subject: tuple[str, ...]) -> TitlePattern | None:
        """A pattern for just this grade, or for an occupation that stands first."""
        orders = (True, False) if phrase.inverted else (False,)
        keys = (
            Key(subject, phrase.occupation, False, grade, order) for order in orders for grade in (*phrase.grades, "")
        )
        found = (self._patterns.get(key) for key in keys if key.grade or key.inverted)
        return next((pattern for pattern in found if pattern), None)

    def _get(self, subject: tuple[str, ...], occupation: str, whole: bool = False) -> TitlePattern | None:
        found = (self._patterns.get(Key(subject, name, whole)) for name in _occupations(occupation))
        return next((pattern for pattern in found if pattern), None)


def _is_done(word: str) -> bool:
    """Whether a word says what somebody does, by its ending (“photography”) or by itself, rather than for what."""
    known = DISCIPLINES | DONE_WITH_PRODUCTS | OCCUPATIONS
    return word in known or word.rstrip("s") in OCCUPATIONS or bool(DOINGS.search(word))


def _still_unclear(equals: list[Match], settled: Match | None) -> Match | None:
    """A title to ask about that the one beside it does not settle (“Product Owner / Business Analyst”)."""
    role = settled.pattern.role if settled and not settled.leads else ""
    return next((m for m in equals if role and m.pattern.ask and role not in m.pattern.ask), None)


def _occupations(occupation: str) -> Iterator[str]:
    """The occupation and the classes that it belongs to, the narrowest first."""
    yield occupation
    if occupation in LEADERS:
        yield "{leader}"
    if occupation in MANAGERS:
        yield "{manager}"
    yield "{any}"


def _pieces(subject: tuple[str, ...]) -> list[tuple[str, ...]]:
    pieces: list[tuple[str, ...]] = [()]
    for word in subject:
        pieces = [*pieces, ()] if word == "and" else [*pieces[:-1], (*pieces[-1], word)]
    return pieces


def _phrases(found: list[Part]) -> list[Phrase]:
    """The phrases of a title in order. A rank alone (“Director”) takes the parts after it as its subject, unless
    they are whole titles (“VP, Head of Product”)."""
    phrases: list[Phrase] = []
    rank: Phrase | None = None
    for part in found:
        this = read_phrase(part.words)._replace(aside=part.aside, joined=part.joined)
        if phrases and _completes(phrases[-1], part):
            phrases[-1] = phrases[-1].about(phrases[-1].subject)._replace(occupation=this.occupation, level=this.level)
        elif rank is None and _rank_alone(part):
            rank = this
        elif rank is not None and not (this.occupation and this.subject):
            about = rank.about(part.words)
            phrases += [about] if about.subject else []
        elif phrases and _narrows(this, phrases[-1]):
            phrases[-1] = phrases[-1]._replace(subject=this.subject)
        elif not part.place:
            phrases.append(this)
    return phrases or ([rank] if rank else [])


def _narrows(this: Phrase, before: Phrase) -> bool:
    """“Marketing Manager, Product Marketing”: a subject alone that says which one was meant."""
    wider, narrower = before.subject, this.subject
    return bool(wider and before.occupation) and not this.occupation and narrower[-len(wider) :] == wider != narrower


def _completes(before: Phrase, part: Part) -> bool:
    """“Product Marketing, Senior Manager”: a rank alone after a subject alone."""
    says_rank = _rank_alone(part) and bool(read_phrase(part.words).occupation)
    return says_rank and not part.aside and not before.occupation and bool(before.subject)


def _rank_alone(part: Part) -> bool:
    words = [word for word in part.words if word not in IDLE and word not in NUMERALS]
    return all(word in SENIORITY or word in RANKS or word in GRADES for word in words)
