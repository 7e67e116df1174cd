"""What costs much may be asked for only so often: files, archives, uploads, previews, searches, reports.

The limits are far above what somebody at work does; they stop programs. All processes count together, for each account
(a visitor who is signed out: for each network address), in the table that counts sign-ins (`portal/sign_in/tries.py`).
"""

from __future__ import annotations

from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal import audit
from portal.models import User
from portal.sign_in import tries
from portal.sign_in.tries import Limit, TooMany
from portal.views import errors
from portal.visitor import place_of

FILES, ARCHIVES, UPLOADS = "files", "archives", "uploads"
PREVIEWS, SEARCHES, REPORTS = "previews", "searches", "reports"
MINUTE = 60
# Within so many seconds; how often, `settings.COSTLY` says.
WITHIN = {kind: 10 * MINUTE for kind in (FILES, UPLOADS, PREVIEWS, SEARCHES, REPORTS)} | {ARCHIVES: 60 * MINUTE}
CALLED = {
    FILES: "downloaded files",
    ARCHIVES: "created archives",
    UPLOADS: "uploaded files",
    PREVIEWS: "previewed or applied changes",
    SEARCHES: "searched",
    REPORTS: "opened reports",
}
# By method and name of the page. Besides, every view that takes files (`takes_files`) and every address that names the
# `format` of a file.
READ = {
    **dict.fromkeys(("find", "choose", "guide-search", "roles-search"), SEARCHES),
    **dict.fromkeys(("hiring-cost", "hiring-timeline", "findings-trend", "compare", "privacy-about"), REPORTS),
    **dict.fromkeys(("close-gaps", "close-gaps-curve", "close-gaps-effect"), REPORTS),
    **dict.fromkeys(("coverage-time", "coverage-what-if", "coverage-losses"), REPORTS),
    **dict.fromkeys(("plan-effect", "content-preview"), PREVIEWS),
    **dict.fromkeys(("coverage-losses-ics", "organisation-archive-file", "account-data", "content-download"), FILES),
}
SENT = {
    **dict.fromkeys(("do", "import-columns", "import-apply", "plan-apply", "adapting-unit"), PREVIEWS),
    "organisation-archive": ARCHIVES,
}


def refused(request: HttpRequest, view: Any) -> HttpResponse | None:
    """Count the call. The answer that says when to go on, where it is one too many."""
    kind = kind_of(request, view)
    amount = settings.COSTLY[kind] if kind else 0
    if not amount:
        return None
    try:
        tries.count(Limit(f"costly {kind}", amount, WITHIN[kind]), request.user.pk or place_of(request))
    except TooMany as stop:
        return _refusal(request, kind, stop)
    return None


def kind_of(request: HttpRequest, view: Any) -> str:
    """What the call counts as; '' where it costs little."""
    page = request.resolver_match.url_name if request.resolver_match else None
    if request.method == "POST":
        return UPLOADS if getattr(view, "takes_files", 0) else SENT.get(page or "", "")
    return FILES if "format" in request.GET else READ.get(page or "", "")


def _refusal(request: HttpRequest, kind: str, stop: TooMany) -> HttpResponse:
    """Said in the answer, and once in the audit log."""
    request.too_many = stop  # type: ignore[attr-defined]
    if stop.first:
        about = request.user if isinstance(request.user, User) else None
        audit.record(audit.Kind.CALLS_STOPPED, request=request, about=about, limit=kind)
    minutes = ceil(stop.seconds / MINUTE)
    again = f"Try again in {minutes} minute{'' if minutes == 1 else 's'}"
    text = (
        f"You have {CALLED[kind]} too often in a short time. {again}. Nothing was changed; all other pages still work."
    )
    return errors.too_many(request, text, template="429_costly.html")
