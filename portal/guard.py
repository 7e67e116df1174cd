"""The one guard: a view gets an organisation, and what belongs to it, from here or not at all.

Every view says by its decorator who may use it, and by which method: `member`, `signed_in`, `anybody` or `staff`.
The declaration stays on the view as `needs`, and tests/portal/test_matrix.py holds each page to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from portal import audit, whom_to_ask
from portal.closing.page import closed_page
from portal.days import read_day
from portal.models import Membership, Organisation, Right, User
from portal.request_values import is_htmx, page_before
from portal.sign_in.following import is_gone

P = ParamSpec("P")


class Visitor(Enum):
    """Who may use a page that belongs to no organisation."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"


@dataclass(frozen=True)
class Permit:
    """Who may use a page of the administration: staff with this permission (`roles.change_role`)."""

    name: str


Needs = Mapping[str, Right | Visitor | Permit]


@dataclass(frozen=True)
class Access:
    """What a request may work with: the organisation, the member, the date that is looked at, and the plan
    that is looked at (None: the organisation as it is).

    `in_plan` is the plan that the address names and that links keep, also on a page that shows nothing of plans;
    `asked_on` the date that the address names."""

    organisation: Organisation
    membership: Membership
    today: date
    on: date
    plan: Any = None
    in_plan: Any = None
    asked_on: date | None = None

    @cached_property
    def kept(self) -> dict[str, str]:
        """What links keep of the address: the plan one is in, and the day that was chosen."""
        plan = {"plan": self.in_plan.slug} if self.in_plan else {}
        return plan | ({"on": self.asked_on.isoformat()} if self.asked_on else {})

    @property
    def user(self) -> User:
        return self.membership.user

    @property
    def sees_cost(self) -> bool:
        return self.membership.sees_cost

    def may(self, right: Right) -> bool:
        return self.membership.may(right)

    def inside(self, plan: Any) -> Access:
        """The same, looking at the plan: on the day that was asked for, else on the plan's own."""
        return replace(self, plan=plan, in_plan=plan, on=self.asked_on or plan.day_shown(self.today))


_plans: list[Callable[[Access, str], Any]] = []

View = Callable[..., HttpResponseBase]
GuardedView = Callable[Concatenate[HttpRequest, Access, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def member(
    get: Right | None = Right.VIEWER,
    post: Right | None = None,
    *,
    cost: bool = False,
    live: bool = False,
    closed: bool = False,
) -> Callable[[GuardedView[P]], View]:
    """Let a view be used by members: `get` is the right that reading needs, `post` the right that writing needs.

    None: the method is not allowed. The view gets an `Access` in place of the slug. Signed out: to the sign-in. No
    membership: 404, as if the organisation did not exist. Another method: 405. Too little right: 403; with `cost` also
    where the member may not see cost. `?on=` chooses the date; without one that can be read it is today, in a plan the
    plan's own. `?plan=` chooses a plan; with `live` the page shows nothing of it, and only its links keep it. Of an
    organisation that is closed there is one page, which says so; with `closed` the view is used nevertheless."""
    needs = _by_method(get, post)

    def guard(view: GuardedView[P]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, organisation: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request, needs)
            membership = _member(request, organisation)
            request.asked = membership.organisation  # type: ignore[attr-defined]
            if membership.organisation.closed_at and not closed:
                return closed_page(request, membership)
            access = _access(request, membership, live)
            right = needs.get(request.method or "")
            if not isinstance(right, Right):
                return HttpResponseNotAllowed(needs)
            if not access.may(right):
                raise PermissionDenied(f"This needs {right} access. {whom_to_ask.for_access(access.organisation)}")
            if cost:
                refuse_without_cost(access)
            request.access = access  # type: ignore[attr-defined]
            return view(request, access, *args, **kwargs)

        guarded.needs = needs  # type: ignore[attr-defined]
        guarded.needs_cost = cost  # type: ignore[attr-defined]
        return guarded

    return guard


def refuse_without_cost(access: Access) -> None:
    """Raises PermissionDenied where the member may not see cost."""
    if not access.sees_cost:
        raise PermissionDenied(f"This needs access to cost. {whom_to_ask.for_cost(access.organisation)}")


def signed_in(get: bool = True, post: bool = False, unless: str = "") -> Callable[[PlainView[P]], View]:
    """Let a view outside the organisations be used by everybody who is signed in. `unless` names a setting that
    opens it to everybody else, too."""
    return _outside(Visitor.SIGNED_IN, get, post, unless)


def anybody(get: bool = True, post: bool = False) -> Callable[[PlainView[P]], View]:
    """Let a view outside the organisations be used by everybody, signed in or not."""
    return _outside(Visitor.ANYBODY, get, post)


def staff(get: str, post: str | None = None) -> Callable[[PlainView[P]], View]:
    """Let a view be used by staff who have a permission: `get` to read, `post` to write; None: not allowed.

    Signed out: to the sign-in. Another method: 405. Without the permission: 403.
    """
    needs = _by_method(Permit(get), Permit(post) if post else None)

    def guard(view: PlainView[P]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request, needs)
            permit = needs.get(request.method or "")
            if not isinstance(permit, Permit):
                return HttpResponseNotAllowed(needs)
            if not (request.user.is_staff and request.user.has_perm(permit.name)):
                raise PermissionDenied("This is for content admins. Ask your site administrator.")
            return view(request, *args, **kwargs)

        guarded.needs = needs  # type: ignore[attr-defined]
        return guarded

    return guard


def _outside(visitor: Visitor, get: bool, post: bool, unless: str = "") -> Callable[[PlainView[P]], View]:
    needs = _by_method(visitor if get else None, visitor if post else None)

    def guard(view: PlainView[P]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            is_open = visitor is Visitor.ANYBODY or bool(unless and getattr(settings, unless))
            if not is_open and not request.user.is_authenticated:
                return _to_sign_in(request, needs)
            if request.method not in needs:
                return HttpResponseNotAllowed(needs)
            return view(request, *args, **kwargs)

        guarded.needs = needs  # type: ignore[attr-defined]
        return guarded

    return guard


def _by_method(get: Right | Visitor | Permit | None, post: Right | Visitor | Permit | None) -> Needs:
    pairs = {"GET": get, "HEAD": get, "POST": post}
    return {method: who for method, who in pairs.items() if who is not None}


def _to_sign_in(request: HttpRequest, needs: Needs) -> HttpResponse:
    """A whole page for the sign-in, also where a fragment was asked for; then back to where one was."""
    page = settings.LOGIN_URL if not is_gone(request) else reverse(settings.LOGIN_URL, query={"ended": 1})
    back = redirect_to_login(_way_back(request, needs), page)
    return HttpResponseClientRedirect(back.url) if is_htmx(request) else back


def _way_back(request: HttpRequest, needs: Needs) -> str:
    """The page that was asked for; the page before where a script asks, or a form of what only takes forms."""
    is_page = request.method != "POST" or "GET" in needs
    return request.get_full_path() if is_page and not is_htmx(request) else page_before(request)


def _member(request: HttpRequest, slug: str) -> Membership:
    membership = _membership(cast(User, request.user), slug)
    if membership is None:
        # Recorded alike whether or not there is one: not even the time that it takes tells.
        audit.refused(request, 404, Organisation.objects.filter(slug=slug).first())
        raise Http404("Organisation not found.")
    return membership


def _access(request: HttpRequest, membership: Membership, live: bool) -> Access:
    today, asked = timezone.localdate(), read_day(request.GET.get("on"))
    access = Access(membership.organisation, membership, today, asked or today, asked_on=asked)
    name = request.GET.get("plan")
    plan = _plans[0](access, name) if name and _plans else None
    if plan is None or live:
        return replace(access, in_plan=plan)
    return access.inside(plan)


# Written out because every request asks this: to have a queryset written as SQL takes as long as a small page.
_MEMBERSHIP = """
    SELECT m.id, m."right", m.sees_cost, o.id, o.slug, o.name, o.version, o.closed_at{stamps}
    FROM portal_membership m JOIN portal_organisation o ON o.id = m.organisation_id
    WHERE m.user_id = %s AND o.slug = %s
"""
_stamps: dict[str, str] = {}


def fetch_along(name: str, sql: str) -> None:
    """Have every organisation that the guard fetches carry in its `stamps`, under `name`, what a SQL expression gives:
    a text, over the organisation `o` (`%%` stands for a per cent sign). It comes with the query that each request makes
    anyway. Apps call this when they are ready."""
    _stamps[name] = sql


def _membership(user: User, slug: str) -> Membership | None:
    """The user's membership of the organisation, with it and its stamps: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERSHIP.format(stamps="".join(f", {sql}" for sql in _stamps.values())), [user.pk, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    (number, right, sees_cost), structure, stamps = row[:3], row[3:8], row[8:]
    organisation = Organisation.from_db(DEFAULT_DB_ALIAS, ["id", "slug", "name", "version", "closed_at"], structure)
    organisation.stamps = {name: stamp or "" for name, stamp in zip(_stamps, stamps, strict=True)}
    membership = Membership.from_db(DEFAULT_DB_ALIAS, ["id", "right", "sees_cost"], [number, right, bool(sees_cost)])
    membership.organisation, membership.user = organisation, user
    return membership


def serve_plans(find: Callable[[Access, str], Any]) -> None:
    """Set how the plan that `?plan=` names is fetched and authorised; planning does, when it is ready."""
    _plans[:] = [find]
