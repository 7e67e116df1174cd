"""What every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

NOT_USED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
PERMISSIONS = ", ".join(f"{feature}=()" for feature in NOT_USED.split())
# What the pages of the Django admin need and no others: its theme sets styles by script and evaluates expressions in
# its templates. No script stands in the page itself. Pages of role content are not among them.
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}
Answer = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Answer) -> Answer:
    """Nothing that Lineup shows is kept by a browser or a proxy, unless a view says otherwise."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.method == "POST" and request.path_info in (reverse("account_logout"), reverse("admin:logout")):
            # Not its cookies, one of which tells a known browser; what tabs keep, js/shell.js drops.
            response.headers["Clear-Site-Data"] = '"cache"'
        if request.resolver_match and request.resolver_match.app_name == "admin":
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
        return response

    return answer
