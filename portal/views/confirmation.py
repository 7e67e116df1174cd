"""Confirming an e-mail address by its link: the library's page, with the link's secret out of the address."""

from __future__ import annotations

from typing import cast

from allauth.account.models import get_emailconfirmation_model
from allauth.account.views import confirm_email
from django.http import HttpRequest, HttpResponse

from portal.guard import anybody
from portal.secret_addresses import out_of_address


@anybody(post=True)
@out_of_address(lambda key: get_emailconfirmation_model().from_key(key), name="key")
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """GET: asks, for mail scanners follow links. POST: confirms."""
    return cast(HttpResponse, confirm_email(request, key=key))
