"""Where somebody is signed in, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import toast
from portal.guard import signed_in
from portal.models import Session, User
from portal.reauthentication import shown_again
from portal.sign_in import agents, ending
from portal.sign_in.agents import Agent

SHOWN, OTHERS = 50, "others"


@dataclass(frozen=True)
class Shown:
    """A session as a row. `code` names it in the form: the key itself is a secret."""

    code: str
    agent: Agent
    since: datetime | None
    seen: datetime | None
    address: str | None
    is_here: bool


@signed_in(post=True)
@shown_again
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions of one's own account. Whoever ends one gives the password again."""
    user = cast(User, request.user)
    if request.method == "POST":
        _end(request, user, request.POST.get("end", ""))
        return redirect("sessions")
    shown = [_shown(request, row) for row in _open(user)]
    here = [row for row in shown if row.is_here]
    others = [row for row in shown if not row.is_here]
    context = {"sessions": [*here, *others[:SHOWN]], "others": len(others), "more": max(0, len(others) - SHOWN)}
    return render(request, "portal/sessions.html", context)


def _open(user: User) -> list[Session]:
    return list(user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen", "pk"))


def _end(request: HttpRequest, user: User, which: str) -> None:
    if which == OTHERS:
        ended = ending.end_all(user, "by its user", request)
    else:
        rows = [row for row in _open(user) if _code(row) == which and not _is_here(request, row)]
        ended = ending.end(user, rows, "by its user", request)
    toast.say(request, _said(ended))


def _said(ended: int) -> str:
    if not ended:
        return "That session had already ended."
    return "Session ended." if ended == 1 else f"{ended} sessions ended."


def _shown(request: HttpRequest, row: Session) -> Shown:
    agent = agents.read(row.agent)
    return Shown(_code(row), agent, row.since, row.seen, row.address, _is_here(request, row))


def _is_here(request: HttpRequest, row: Session) -> bool:
    return row.pk == request.session.session_key


def _code(row: Session) -> str:
    return sha256(f"code {row.pk}".encode()).hexdigest()[:32]
