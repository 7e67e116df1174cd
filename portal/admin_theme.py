"""How the site's administration looks: Lineup's name, mark and accent."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _mark(request: HttpRequest) -> str:
    return static("img/lineup.svg")


def _allowed(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(permission)


def _link(title: str, icon: str, view: str, permission: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(view), "permission": _allowed(permission)}


ACCENT = {
    "50": "oklch(97% .014 254.6)",
    "100": "oklch(93.2% .032 255.6)",
    "200": "oklch(88.2% .059 254.1)",
    "300": "oklch(80.9% .105 251.8)",
    "400": "oklch(70.7% .165 254.6)",
    "500": "oklch(62.3% .214 259.8)",
    "600": "oklch(54.6% .245 262.9)",
    "700": "oklch(48.8% .243 264.4)",
    "800": "oklch(42.4% .199 265.6)",
    "900": "oklch(37.9% .146 265.5)",
    "950": "oklch(28.2% .091 267.9)",
}
ADMIN_LOOK: dict[str, Any] = {
    "SITE_TITLE": "Lineup administration",
    "SITE_HEADER": "Lineup",
    "SITE_SUBHEADER": "Administration",
    "SITE_URL": "/",
    "SITE_ICON": _mark,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _mark}],
    "COLORS": {"primary": ACCENT},
    "SIDEBAR": {
        "navigation": [
            {"title": "Role content", "items": [_link("Role content", "menu_book", "content", "roles.view_role")]},
            {
                "title": "People and organisations",
                "separator": True,
                "items": [
                    _link("Users", "person", "admin:portal_user_changelist", "portal.view_user"),
                    _link(
                        "Organisations", "apartment", "admin:portal_organisation_changelist", "portal.view_organisation"
                    ),
                    _link("Memberships", "group", "admin:portal_membership_changelist", "portal.view_membership"),
                    _link("Invitations", "mail", "admin:portal_invitation_changelist", "portal.view_invitation"),
                    _link("Undelivered e-mail", "outbox", "admin:portal_mail_changelist", "portal.view_mail"),
                    _link("Audit log", "fact_check", "admin:portal_auditentry_changelist", "portal.view_auditentry"),
                ],
            },
        ],
    },
}
