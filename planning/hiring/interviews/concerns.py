"""What speaks against hiring a candidate: a strong no, and scorecards that are not in, as far as a member may read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Prefetch

from planning.core.words import count
from planning.hiring.interviews.candidates import readable, retained
from planning.hiring.models import Candidate, Scorecard
from portal.guard import Access
from portal.models import Right, User

STRONG_NO = Scorecard.Recommendation.STRONG_NO
WEAK, MOST_NAMED = 1, 5


class Concerns(NamedTuple):
    """`against` are the scorecards that recommend a strong no, of those a member may read; `waiting` is how many
    interviewers have not submitted theirs. Who may not read yet is told of nothing else: then at least one waits."""

    against: tuple[Scorecard, ...]
    waiting: int

    @property
    def exist(self) -> bool:
        return bool(self.against) or self.waiting > 0

    @property
    def text(self) -> str:
        """“Strong no from Bo Lind. 1 scorecard not submitted yet.”; '' where there are none."""
        names = ", ".join(dict.fromkeys(str(card.interviewer) for card in self.against))
        waits = f"{count(self.waiting, 'scorecard')} not submitted yet."
        return " ".join([f"Strong no from {names}."] * bool(names) + [waits] * bool(self.waiting))


def concerns(cards: Iterable[Scorecard], user: User) -> Concerns:
    """Of one candidate's scorecards, as `user` may know them."""
    cards = list(cards)
    against = tuple(card for card in _readable(cards, user) if card.recommendation == STRONG_NO)
    return Concerns(against, sum(card.submitted_at is None for card in cards))


def _readable(cards: Sequence[Scorecard], user: User) -> list[Scorecard]:
    seen = readable(cards, user)
    return [card for card in cards if card.pk in seen and card.submitted_at]


def recommendations(cards: Iterable[Scorecard]) -> list[tuple[str, int]]:
    """How often each was given, the best first: [(“Strong yes”, 2), (“No”, 1)]."""
    given = Counter(card.recommendation for card in cards)
    ordered = reversed(Scorecard.Recommendation.choices)
    return [(str(label), given[value]) for value, label in ordered if given[value]]


def evidence(card: Scorecard, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a scorecard rests a strong no on: why, and what was seen in each competency that is weak, by its name."""
    weak = [(names.get(key, key), mark) for key, mark in card.marks.items() if mark.get("rating") == WEAK]
    noted = [(name, str(mark["note"])) for name, mark in weak if mark.get("note")]
    return [*([("", card.summary)] if card.summary else []), *noted]


def with_strong_no(known: Iterable[Candidate], user: User) -> set[int]:
    """Of these candidates, by id, those with a strong no that a member may read. One query."""
    cards: dict[int, list[Scorecard]] = defaultdict(list)
    for card in Scorecard.objects.filter(candidate__in=list(known)).only(*MARKED):
        cards[card.candidate_id].append(card)
    return {pk for pk, mine in cards.items() if any(c.recommendation == STRONG_NO for c in _readable(mine, user))}


def before_offer(access: Access, position: str) -> str:
    """What speaks against making an offer for a position: “Cy Dahl: Strong no from Bo Lind.”; '' where nothing does for
    one of the candidates in progress, or where there are none."""
    if access.plan is not None:
        return ""
    known = retained(access.organisation, access.today).filter(position=position, outcome=Candidate.Outcome.OPEN)
    cards = Prefetch("scorecards", Scorecard.objects.select_related("interviewer"))
    found = [(one, concerns(one.scorecards.all(), access.user)) for one in known.prefetch_related(cards)]
    if not all(against.exist for _, against in found):
        return ""
    return " ".join(f"{one}: {against.text}" for one, against in found[:MOST_NAMED])


def hired_anyway(access: Access, position: str) -> Candidate | None:
    """Who was hired last for a position, if despite concerns; None for members who may not see candidates."""
    if not access.may(Right.PLANNER) or access.plan is not None:
        return None
    known = retained(access.organisation, access.today).filter(position=position, outcome=Candidate.Outcome.HIRED)
    last = known.order_by("-decided_on", "-pk").first()
    return last if last and last.reason else None


MARKED = ("candidate_id", "interviewer_id", "submitted_at", "recommendation")
