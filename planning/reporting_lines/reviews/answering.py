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


class NewAnswer(NamedTuple):
    """An answer as its author gave it. `seen` is the version of the answer that they saw, 0 for none; `facts` the
    digest of the line. `owner` is who answers for an accepted line, or who is asked."""

    kind: str
    author: User
    seen: int
    facts: str
    text: str = ""
    owner: User | None = None
    review_on: date | None = None


def answer(review: LineReview, line: Line, new: NewAnswer) -> LineAnswer:
    """Keep an answer. Accepting a line accepts the findings about it. Raises `Closed` or `LineOvertaken`."""
    with transaction.atomic():
        stored = _locked_answer(review, line.key, new.seen, line.facts != new.facts)
        _release(review, stored, new.author)
        saved = LineAnswer(
            pk=stored.pk if stored else None,
            review=review,
            key=line.key,
            kind=new.kind,
            text=new.text.strip(),
            facts=line.facts,
            version=new.seen + 1,
            author=new.author,
            owner=new.owner,
            review_on=new.review_on,
            waived=_waive(review, line, new) if new.kind == ACCEPT else [],
        )
        saved.save()
        if new.kind == ASK and new.owner:
            text = f"{new.author} asks you about the reporting line of “{line.position.title or line.key}”"
            _tell(review, text, [new.owner], new.author, saved)
    return saved


def take_back(review: LineReview, line: Line, seen: int, author: User) -> None:
    """Leave the line open again. Raises `Closed` or `LineOvertaken`."""
    with transaction.atomic():
        stored = _locked_answer(review, line.key, seen, False)
        _release(review, stored, author)
        if stored:
            stored.delete()


def reply(question: LineAnswer, text: str, by: User, *, seen: str | int) -> None:
    """What somebody who was asked says; the reviewer who asked is told. Raises `Closed` once it is no longer wanted,
    and `Overtaken` where the question is not the one that was `seen`."""
    with transaction.atomic():
        stored = LineAnswer.objects.select_for_update().get(pk=question.pk)
        _check_open(stored.review)
        if stored.kind != ASK or stored.owner_id != by.pk:
            raise Closed("You no longer need to answer this question.")
        check(seen, stored.version, "the question", stored.author)
        stored.reply, stored.replied_at = text.strip(), timezone.now()
        stored.version += 1
        stored.save()
        review = stored.review
        link = reverse("lines-review-line", args=[review.organisation.slug, review.pk, stored.key])
        asker = [stored.author] if stored.author else []
        text = f"{by} answered your question about a line in “{review}”"
        notices.tell(review.organisation, Notice.Kind.LINES, text, asker, link=link, by=by)


def _locked_answer(review: LineReview, key: str, seen: int, line_changed: bool) -> LineAnswer | None:
    """The answer there is now, the review's row locked, if it is the one that was seen."""
    _check_open(LineReview.objects.select_for_update().get(pk=review.pk))
    stored = review.answers.select_related("author", "owner").filter(key=key).first()
    if token(stored.version if stored else 0) != token(seen):
        raise LineOvertaken(stored, False)
    if line_changed:
        raise LineOvertaken(stored, True)
    return stored


def _check_open(review: LineReview) -> None:
    if review.is_signed:
        raise Closed("This review is signed off and takes no more answers. Start another one.")


def _waive(review: LineReview, line: Line, new: NewAnswer) -> list[list[str]]:
    """Accept what nobody has accepted yet; gives the identities of that."""
    assert new.owner is not None
    assert new.review_on is not None
    found = waivers.sort(line.findings, waivers.standing(review.organisation), timezone.localdate())
    for finding in found.open:
        waivers.accept(review.organisation, finding, new.text, new.owner, new.review_on, new.author)
    return [list(finding.identity) for finding in found.open]


def _release(review: LineReview, stored: LineAnswer | None, author: User) -> None:
    """What an earlier answer accepted is accepted no longer."""
    for rule, kind, key, about in stored.waived if stored else ():
        waivers.withdraw(review.organisation, (rule, kind, key, about), author, f"Answered again in {review}")


def _tell(review: LineReview, text: str, users: Sequence[User], by: Any, saved: LineAnswer) -> None:
    link = reverse("lines-question", args=[review.organisation.slug, saved.pk])
    notices.tell(review.organisation, Notice.Kind.LINES, text, users, link=link, by=by)


KINDS = (RIGHT, ACCEPT, ASK)
