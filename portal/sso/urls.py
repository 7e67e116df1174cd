"""Under the names and addresses that allauth gives them; found by allauth beside `provider.py`."""

from django.urls import path

from portal.sso import views

urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
]
