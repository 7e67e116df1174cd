from django.contrib import admin
from django.urls import include, path

from portal import converters  # noqa: F401  (registers the `key` converter)
from portal.views.start import start

urlpatterns = [
    path("", start, name="start"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("o/<slug:organisation>/", include("planning.urls")),
]
