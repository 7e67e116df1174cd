"""Entries of the audit log as people say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.template.defaultfilters import filesizeformat

from planning.audit_log.people import People
from planning.core.words import count
from portal import audit, retention
from portal.audit import Kind
from portal.models import AuditEntry, Right
from portal.wording import lowfirst

FORMATS = {
    **{"xlsx": "Excel", "zip": "a ZIP of CSV files", "csv": "CSV", "json": "JSON", "ics": "a calendar"},
    **{"pdf": "PDF", "docx": "Word", "md": "Markdown", "yaml": "YAML", "xml": "XML", "txt": "text"},
}
# What a page gives, by the name of its address.
FILES = {
    "people-export": "the organisation",
    "history": "the history",
    "findings": "findings",
    "coverage-losses-ics": "upcoming gaps",
    "lines-record": "the record of a review of reporting lines",
    "hiring-list": "open positions",
    "hiring-cost": "cost by quarter",
    "hiring-bands": "pay bands",
    "hiring-brief": "a job brief",
    "hiring-kit": "an interview kit",
    "content-download": "the site's role content",
    "audit-log": "the audit log",
}
WAYS = {
    **{"password": "with a password", "second factor": "with a second factor", "code": "with a code by e-mail"},
    **{"single sign-on": "with single sign-on", "one click": "with one click"},
}
# After single sign-on, of an account that is known; by the names in portal/sso/refusals.py.
TURNED_AWAY = {"strength": "the sign-in was not strong enough", "age": "the sign-in was too old"}
WHY_ENDED = {
    **{"idle": ": inactive for too long", "old": ": longest duration reached"},
    **{"password": ": the password was changed", "second factor": ": the second factor was changed"},
    **{"single sign-on": ": single sign-on was removed", "not active": ": the account was deactivated"},
}
Says = Callable[[AuditEntry, People], str]


def sentence(entry: AuditEntry, people: People) -> str:
    """What happened, in one sentence that begins with who did it."""
    said = SAYS[entry.kind](entry, people) if entry.kind in SAYS else _plainly(entry, people)
    times = entry.details.get("times", 1)
    return f"{_begun(entry, said)}{f', {times} times' if times > 1 else ''}"


def _begun(entry: AuditEntry, said: str) -> str:
    """With a capital, unless it begins with a name or an address, which people write as they do."""
    is_named = any(user and said.startswith(str(user)) for user in (entry.actor, entry.about))
    return said if is_named else f"{said[:1].upper()}{said[1:]}"


def _plainly(entry: AuditEntry, people: People) -> str:
    """Of a kind that has no sentence of its own."""
    label = audit.label_of(entry.kind)
    about = f", {people.about(entry)}" if entry.about_id and entry.about_id != entry.actor_id else ""
    return f"{people.actor(entry)}: {label[:1].lower()}{label[1:]}{about}"


def _own(text: str) -> Says:
    """Of something that somebody did to their own account."""
    return lambda entry, people: f"{people.about(entry)} {text}"


def _did(text: str) -> Says:
    return lambda entry, people: f"{people.actor(entry)} {text}"


def _by_age(entry: AuditEntry, people: People) -> str:
    name, rows = str(entry.details.get("what", "")), entry.details.get("rows", 0)
    what = next((lowfirst(kept.label) for kept in retention.KEPT if kept.name == name), name)
    return f"removed {count(rows, 'record')} after the retention period: {what}"


def _what(entry: AuditEntry) -> str:
    return str(entry.details.get("limit", "the same page"))


def _signed_in(entry: AuditEntry, people: People) -> str:
    return f"{people.about(entry)} signed in {WAYS.get(entry.details.get('by', ''), '')}".rstrip()


def _failed(entry: AuditEntry, people: People) -> str:
    if entry.details.get("by") == "single sign-on":
        why = TURNED_AWAY.get(entry.details.get("why", ""), "")
        return f"{people.about(entry)} was refused after single sign-on{why and f': {why}'}"
    what = "second-factor code" if entry.details.get("by") == "second factor" else "password"
    return f"a wrong {what} was entered for {people.about(entry)}"


def _refused(entry: AuditEntry, people: People) -> str:
    if entry.details.get("status") == 404:
        return f"{people.actor(entry)} tried to open this organisation"
    parts = [part for part in entry.details.get("route", "").split("/")[2:] if part and "<" not in part]
    page = " › ".join(parts).replace("-", " ") or "home"
    verb = "view" if entry.details.get("method") in ("GET", "HEAD") else "change"
    return f"{people.actor(entry)} was not allowed to {verb} {page}"


def _right_changed(entry: AuditEntry, people: People) -> str:
    before, after = entry.details.get("before"), _right(entry.details.get("after"))
    whose = f"{people.actor(entry)} changed the access of {people.about(entry)}"
    return f"{whose} from {_right(before)} to {after}" if before else f"{whose} to {after}"


def _cost_granted(entry: AuditEntry, people: People) -> str:
    if entry.actor_id == entry.about_id:
        return f"{people.actor(entry)} gave themselves access to cost"
    return f"{people.actor(entry)} gave {people.about(entry)} access to cost"


def _cost_taken(entry: AuditEntry, people: People) -> str:
    return f"{people.actor(entry)} removed access to cost from {people.about(entry)}"


def _invitation(text: str) -> Says:
    def say(entry: AuditEntry, people: People) -> str:
        given = {"who": people.invited(entry.details.get("invitation")), "right": _right(entry.details.get("right"))}
        return f"{people.actor(entry)} {text.format(**given)}"

    return say


def _joined(entry: AuditEntry, people: People) -> str:
    right = _right(entry.details.get("right") or entry.details.get("after"))
    if entry.actor_id == entry.about_id:
        return f"{people.about(entry)} joined as {right}"
    return f"{people.actor(entry)} added {people.about(entry)} as {right}"


def _removed(entry: AuditEntry, people: People) -> str:
    if entry.actor_id == entry.about_id:
        return f"{people.about(entry)} left the organisation"
    return f"{people.actor(entry)} removed {people.about(entry)}"


def _sessions_ended(entry: AuditEntry, people: People) -> str:
    """By whom or why, and how many, where that was recorded."""
    number, why = entry.details.get("ended", 0), entry.details.get("why") or ""
    sessions = count(number, "session") if number else "sessions"
    if why == "by its user":
        return f"{people.about(entry)} ended {sessions} elsewhere"
    return f"{sessions} of {people.about(entry)} ended{WHY_ENDED.get(why, '')}"


def _exported(entry: AuditEntry, people: People) -> str:
    told = entry.details
    what = FILES.get(told.get("page", ""), "a file")
    form = FORMATS.get(told.get("format", ""), str(told.get("format", "")).upper())
    size = f" ({filesizeformat(told['bytes'])})" if told.get("bytes") else ""
    return f"{people.actor(entry)} exported {what}{f' as {form}' if form else ''}{size}"


def _told_all(entry: AuditEntry, people: People) -> str:
    verb = "viewed" if entry.details.get("format") == "page" else "exported"
    return f"{people.actor(entry)} {verb} everything kept about a person"


def _right(value: object) -> str:
    return str(Right(value).label).lower() if value in Right.values else "member"


SAYS: Mapping[str, Says] = {
    Kind.SIGNED_IN: _signed_in,
    Kind.SIGNED_OUT: _own("signed out"),
    Kind.SIGN_IN_FAILED: _failed,
    Kind.REFUSED: _refused,
    Kind.RIGHT_CHANGED: _right_changed,
    Kind.COST_GRANTED: _cost_granted,
    Kind.COST_TAKEN: _cost_taken,
    Kind.INVITED: _invitation("invited {who} as {right}"),
    Kind.INVITATION_RENEWED: _invitation("sent the invitation to {who} again"),
    Kind.INVITATION_WITHDRAWN: _invitation("withdrew the invitation to {who}"),
    Kind.JOINED: _joined,
    Kind.REMOVED: _removed,
    Kind.EXPORTED: _exported,
    Kind.FOUNDED: _did("created the organisation"),
    Kind.PASSWORD_ASKED: lambda entry, people: f"a password reset was requested for {people.about(entry)}",
    Kind.PASSWORD_RESET: _own("reset their password by e-mail"),
    Kind.PASSWORD_CHANGED: _own("changed their password"),
    Kind.FACTOR_ON: _own("switched two-factor sign-in on"),
    Kind.FACTOR_OFF: _own("switched two-factor sign-in off"),
    Kind.FACTOR_CODES: _own("created new recovery codes"),
    Kind.ADDRESS_CHANGED: _own("changed their e-mail addresses"),
    Kind.LINKED: _own("linked single sign-on to their account"),
    Kind.UNLINKED: _own("removed single sign-on from their account"),
    Kind.SITE_RIGHTS: lambda entry, people: f"{people.actor(entry)} changed the account of {people.about(entry)}",
    Kind.DIGEST_ON: _own("switched the weekly digest on"),
    Kind.DIGEST_OFF: _own("switched the weekly digest off"),
    Kind.TRIES_STOPPED: lambda entry, people: f"too many attempts to sign in as {people.about(entry)} were blocked",
    Kind.CALLS_STOPPED: lambda entry, people: (
        f"{people.about(entry)} was stopped: too many requests for {_what(entry)}"
    ),
    Kind.SESSIONS_ENDED: _sessions_ended,
    Kind.CLOSED: _did("closed the organisation for deletion"),
    Kind.BROUGHT_BACK: _did("restored the organisation"),
    Kind.ARCHIVED: _did("created an archive of the organisation"),
    Kind.ARCHIVE_TAKEN: _did("downloaded an archive of the organisation"),
    Kind.RESTORED: _did("created the organisation from an archive"),
    Kind.PERSON_ERASED: _did("erased a person everywhere"),
    Kind.TOLD_ALL: _told_all,
    Kind.REMOVED_BY_AGE: _by_age,
}
