"""Personal data, for admins."""

from django.urls import path

from planning.privacy.views import erasing, overview, telling

urlpatterns = [
    path("privacy/", overview.overview, name="privacy"),
    path("privacy/people/<key:key>/erase/", erasing.erase, name="privacy-erase"),
    path("privacy/people/<key:key>/", telling.about, name="privacy-about"),
]
