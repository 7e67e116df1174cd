"""Where links lead: to pages of an organisation, and, in e-mails and files, into the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from portal.guard import Access


def org_url(access: Access, name: str, *args: Any, **asked: Any) -> str:
    """A page of the organisation, keeping the plan one is in and the day that was chosen; `asked` is added to that.
    The page of a plan names its plan itself. Raises NoReverseMatch."""
    kept = {key: value for key, value in access.kept.items() if not (key == "plan" and _names_a_plan(name))}
    query = urlencode({**kept, **{key: value for key, value in asked.items() if value not in (None, "")}}, doseq=True)
    return reverse(name, args=[access.organisation.slug, *args]) + (f"?{query}" if query else "")


def _names_a_plan(page: str) -> bool:
    return page == "plan" or page.startswith("plan-")


def to_page(access: Access, name: str, *args: Any, **asked: Any) -> HttpResponseRedirect:
    """A redirect to a page of the organisation, keeping plan and day."""
    return HttpResponseRedirect(org_url(access, name, *args, **asked))


def keep(access: Access, address: str) -> str:
    """An address of ours that was made elsewhere, keeping plan and day unless it names them itself."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/"):
        return address
    said = dict(parse_qsl(parts.query))
    kept = {name: value for name, value in access.kept.items() if name not in said}
    return parts._replace(query="&".join(filter(None, (urlencode(kept), parts.query)))).geturl()


def asking(address: str, query: str) -> str:
    """The address, asking this query as well."""
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def absolute(path: str) -> str:
    """The whole address of a path of the portal, for those who are not looking at it."""
    return f"{settings.SITE_URL}{path}"
