"""The one guard: a view gets an organisation, and what belongs to it, from here or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from portal.models import Membership, Organisation, Right, User

P = ParamSpec("P")


@dataclass(frozen=True)
class Access:
    """What a request may work with: the organisation, the member and the date that is looked at."""

    organisation: Organisation
    membership: Membership
    today: date
    on: date

    @property
    def user(self) -> User:
        return self.membership.user

    def may(self, right: Right) -> bool:
        return self.membership.may(right)


GuardedView = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]


def member(right: Right = Right.VIEWER) -> Callable[[GuardedView[P]], Callable[..., HttpResponse]]:
    """Let a view be used by members with `right` or more; it gets an `Access` in place of the slug.

    Signed out: to the sign-in. No membership: 404, as if the organisation did not exist. Too little
    right: 403. `?on=` chooses the date; one that cannot be read counts as today.
    """

    def guard(view: GuardedView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @login_required
        def guarded(request: HttpRequest, organisation: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            access = _access(request, organisation)
            if not access.may(right):
                raise PermissionDenied(f"This needs the right “{right.label}”. Ask an admin of {access.organisation}.")
            request.access = access  # type: ignore[attr-defined]
            return view(request, access, *args, **kwargs)

        guarded.needs = right  # type: ignore[attr-defined]
        return guarded

    return guard


def _access(request: HttpRequest, slug: str) -> Access:
    memberships = Membership.objects.select_related("organisation")
    membership = memberships.filter(user=cast(User, request.user), organisation__slug=slug).first()
    if membership is None:
        raise Http404("There is no such organisation.")
    membership.user = cast(User, request.user)
    today = timezone.localdate()
    return Access(membership.organisation, membership, today, _date(request.GET.get("on"), today))


def _date(text: Any, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return today
