"""Entries of the audit log as people say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.template.defaultfilters import filesizeformat

from planning.audit_log.people import People
from planning.core.words import count
from portal import audit
from portal.audit import Kind
from portal.models import AuditEntry, Right

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
    **{"single sign-on": "through single sign-on", "one click": "with one click"},
}
# After single sign-on, of an account that is known; by the names in portal/sso/refusals.py.
TURNED_AWAY = {"strength": "not as strong as this site asks for", "age": "it was too long ago"}
WHY_ENDED = {
    **{"idle": ": nothing was done there for long", "old": ": a sign-in lasts no longer"},
    **{"password": ": the password was changed", "second factor": ": the second factor was changed"},
    **{"single sign-on": ": single sign-on was removed", "not active": ": the account was switched off"},
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
    what, rows = entry.details.get("what", "rows"), entry.details.get("rows", 0)
    return f"{what} that had been kept long enough were removed ({rows})"


def _what(entry: AuditEntry) -> str:
    return f"asked for {entry.details.get('limit', 'the same')}"


def _signed_in(entry: AuditEntry, people: People) -> str:
    return f"{people.about(entry)} signed in {WAYS.get(entry.details.get('by', ''), '')}".rstrip()


def _failed(entry: AuditEntry, people: People) -> str:
    if entry.details.get("by") == "single sign-on":
        why = TURNED_AWAY.get(entry.details.get("why", ""), "")
        return f"{people.about(entry)} was turned away after single sign-on{why and f': {why}'}"
    what = "code of the second factor" if entry.details.get("by") == "second factor" else "password"
    return f"a wrong {what} was given for {people.about(entry)}"


def _refused(entry: AuditEntry, people: People) -> str:
    if entry.details.get("status") == 404:
        return f"{people.actor(entry)} tried to open this organisation"
    parts = [part for part in entry.details.get("route", "").split("/")[2:] if part and "<" not in part]
    page = " › ".join(parts).replace("-", " ") or "home"
    verb = "look at" if entry.details.get("method") in ("GET", "HEAD") else "change"
    return f"{people.actor(entry)} was not allowed to {verb} {page}"


def _right_changed(entry: AuditEntry, people: People) -> str:
    before, after = entry.details.get("before"), _right(entry.details.get("after"))
    whose = f"{people.actor(entry)} changed the access of {people.about(entry)}"
    return f"{whose} from {_right(before)} to {after}" if before else f"{whose} to {after}"


def _cost_granted(entry: AuditEntry, people: People) -> str:
    if entry.actor_id == entry.about_id:
        return f"{people.actor(entry)} took the right to see cost"
    return f"{people.actor(entry)} let {people.about(entry)} see cost"


def _cost_taken(entry: AuditEntry, people: People) -> str:
    return f"{people.actor(entry)} no longer lets {people.about(entry)} see cost"


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
    verb = "looked at" if entry.details.get("format") == "page" else "exported"
    return f"{people.actor(entry)} {verb} everything that is kept about a person"


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
    Kind.INVITATION_RENEWED: _invitation("sent the invitation of {who} again"),
    Kind.INVITATION_WITHDRAWN: _invitation("withdrew the invitation of {who}"),
    Kind.JOINED: _joined,
    Kind.REMOVED: _removed,
    Kind.EXPORTED: _exported,
    Kind.FOUNDED: _did("created the organisation"),
    Kind.PASSWORD_ASKED: lambda entry, people: f"a new password was asked for {people.about(entry)}",
    Kind.PASSWORD_RESET: _own("set a new password by e-mail"),
    Kind.PASSWORD_CHANGED: _own("changed their password"),
    Kind.FACTOR_ON: _own("switched the second factor on"),
    Kind.FACTOR_OFF: _own("switched the second factor off"),
    Kind.FACTOR_CODES: _own("made new recovery codes"),
    Kind.ADDRESS_CHANGED: _own("changed their e-mail addresses"),
    Kind.LINKED: _own("linked single sign-on to their account"),
    Kind.UNLINKED: _own("removed single sign-on from their account"),
    Kind.SITE_RIGHTS: lambda entry, people: f"{people.actor(entry)} changed the account of {people.about(entry)}",
    Kind.DIGEST_ON: _own("switched the weekly digest on"),
    Kind.DIGEST_OFF: _own("switched the weekly digest off"),
    Kind.TRIES_STOPPED: lambda entry, people: f"too many tries to sign in as {people.about(entry)} were stopped",
    Kind.CALLS_STOPPED: lambda entry, people: (
        f"{people.about(entry)} was stopped: {_what(entry)} more often than people do"
    ),
    Kind.SESSIONS_ENDED: _sessions_ended,
    Kind.CLOSED: _did("closed the organisation, to be deleted"),
    Kind.BROUGHT_BACK: _did("brought the organisation back"),
    Kind.ARCHIVED: _did("made an archive of the organisation"),
    Kind.ARCHIVE_TAKEN: _did("downloaded an archive of the organisation"),
    Kind.RESTORED: _did("made the organisation from an archive"),
    Kind.PERSON_ERASED: _did("erased a person everywhere"),
    Kind.TOLD_ALL: _told_all,
    Kind.REMOVED_BY_AGE: _by_age,
}
