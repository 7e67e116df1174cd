"""The way to the identity provider and back: allauth's views, with our checks between them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from portal.addresses import absolute
from portal.guard import anybody
from portal.sso import checks
from portal.sso.refusals import Refused, understood


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes the provider's metadata and tokens once they are checked."""

    nonce = ""

    @cached_property
    @understood()
    def openid_config(self) -> dict[str, Any]:
        said: dict[str, Any] = super().openid_config
        checks.metadata(said, self.get_provider().issuer)
        return said

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """As it is registered at the provider, whatever host the visitor names."""
        return absolute(self.get_provider().get_callback_url())

    @understood()
    def get_access_token_data(self, *args: Any, pkce_code_verifier: str | None = None) -> dict[str, Any]:
        self.nonce = checks.nonce_of(pkce_code_verifier)
        return dict(super().get_access_token_data(*args, pkce_code_verifier=pkce_code_verifier))

    @understood()
    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        return super().parse_token(data)

    @understood()
    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        login = super().complete_login(request, app, token, **kwargs)
        checks.identity(login.account.extra_data, self.nonce, app.client_id)
        return login


@anybody(post=True)
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answered(OAuth2LoginView, request, provider_id)


@anybody()
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answered(OAuth2CallbackView, request, provider_id)


def _answered(kind: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    """The library catches what goes wrong once it asks for the token, not before."""
    adapter = Adapter(request, provider_id)
    try:
        return kind.adapter_view(adapter)(request)  # type: ignore[no-any-return]
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (Refused, RequestException, OAuth2Error) as error:
        return render_authentication_error(request, adapter.get_provider(), exception=error)  # type: ignore[no-any-return]
