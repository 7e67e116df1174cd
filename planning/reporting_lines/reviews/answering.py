"""Answers to the lines of a review. Two reviewers never overwrite each other in silence: every answer says what its
author had seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from planning.core.reporting_lines.lines import Line
from planning.findings import waivers
from planning.notices import notices
from planning.notices.models import Notice
from planning.reporting_lines.models import LineAnswer, LineReview
from planning.reporting_lines.reviews.items import ACCEPT, ASK, RIGHT
from portal.models import User
from portal.optimistic_lock import Overtaken, check, token


class Closed(Exception):
    """The review, or the line, takes no answer; the message says why."""


class LineOvertaken(Overtaken):
    """Somebody has answered the line meanwhile (`answer`, None where they took their answer back), or the line itself
    has changed (`answer` is what the reader saw)."""

    def __init__(self, answer: LineAnswer | None, line_changed: bool) -> None:
        super().__init__("the line" if line_changed else "the answer", answer.author if answer else None)
        self.answer, self.line_changed = answer, line_changed


class Given(NamedTuple):
    """An answer as its author gave it. `seen` is the version of the answer that they saw, 0 for none; `facts` the
    digest of the line. `owner` is who answers for an accepted line, or who is asked."""

    kind: str
    author: User
    seen: int
    facts: str
    text: str = ""
    owner: User | None = None
    review_on: date | None = None


def answer(review: LineReview, line: Line, given: Given) -> LineAnswer:
    """Keep an answer. Accepting a line accepts the findings about it. Raises `Closed` or `LineOvertaken`."""
    with transaction.atomic():
        held = _held(review, line.key, given.seen, line.facts != given.facts)
        _release(review, held, given.author)
        kept = LineAnswer(
            pk=held.pk if held else None,
            review=review,
            key=line.key,
            kind=given.kind,
            text=given.text.strip(),
            facts=line.facts,
            version=given.seen + 1,
            author=given.author,
            owner=given.owner,
            review_on=given.review_on,
            waived=_waive(review, line, given) if given.kind == ACCEPT else [],
        )
        kept.save()
        if given.kind == ASK and given.owner:
            text = f"{given.author} asks you about {line.position.title or line.key} in {review}"
            _tell(review, text, [given.owner], given.author, kept)
    return kept


def take_back(review: LineReview, line: Line, seen: int, author: User) -> None:
    """Leave the line open again. Raises `Closed` or `LineOvertaken`."""
    with transaction.atomic():
        held = _held(review, line.key, seen, False)
        _release(review, held, author)
        if held:
            held.delete()


def reply(kept: LineAnswer, text: str, by: User, *, seen: str | int) -> None:
    """What somebody who was asked says; the reviewer who asked is told. Raises `Closed` once it is no longer wanted,
    and `Overtaken` where the question is not the one that was `seen`."""
    with transaction.atomic():
        held = LineAnswer.objects.select_for_update().get(pk=kept.pk)
        _check_open(held.review)
        if held.kind != ASK or held.owner_id != by.pk:
            raise Closed("This is no longer asked of you. Thank you all the same.")
        check(seen, held.version, "the question", held.author)
        held.reply, held.replied_at = text.strip(), timezone.now()
        held.version += 1
        held.save()
        review = held.review
        link = reverse("lines-review-line", args=[review.organisation.slug, review.pk, held.key])
        asker = [held.author] if held.author else []
        text = f"{by} replied about a line in {review}"
        notices.tell(review.organisation, Notice.Kind.LINES, text, asker, link=link, by=by)


def _held(review: LineReview, key: str, seen: int, line_changed: bool) -> LineAnswer | None:
    """The answer there is now, the review's row locked, if it is the one that was seen."""
    _check_open(LineReview.objects.select_for_update().get(pk=review.pk))
    held = review.answers.select_related("author", "owner").filter(key=key).first()
    if token(held.version if held else 0) != token(seen):
        raise LineOvertaken(held, False)
    if line_changed:
        raise LineOvertaken(held, True)
    return held


def _check_open(review: LineReview) -> None:
    if review.is_signed:
        raise Closed("This review is signed off, so it takes no more answers. Start another one.")


def _waive(review: LineReview, line: Line, given: Given) -> list[list[str]]:
    """Accept what nobody has accepted yet; gives the identities of that."""
    assert given.owner is not None
    assert given.review_on is not None
    held = waivers.sort(line.findings, waivers.standing(review.organisation), timezone.localdate())
    for finding in held.open:
        waivers.accept(review.organisation, finding, given.text, given.owner, given.review_on, given.author)
    return [list(finding.identity) for finding in held.open]


def _release(review: LineReview, held: LineAnswer | None, author: User) -> None:
    """What an earlier answer accepted is accepted no longer."""
    for rule, kind, key, about in held.waived if held else ():
        waivers.withdraw(review.organisation, (rule, kind, key, about), author, f"Answered anew in {review}")


def _tell(review: LineReview, text: str, users: Sequence[User], by: Any, kept: LineAnswer) -> None:
    link = reverse("lines-question", args=[review.organisation.slug, kept.pk])
    notices.tell(review.organisation, Notice.Kind.LINES, text, users, link=link, by=by)


KINDS = (RIGHT, ACCEPT, ASK)
