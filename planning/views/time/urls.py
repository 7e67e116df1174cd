"""The addresses of coverage over time."""

from django.urls import path

from planning.views.time import band, over_time

urlpatterns = [
    path("coverage/time/", over_time.over_time, name="coverage-time"),
    path("coverage/time/<key:key>/<slug:role>/", band.band, name="coverage-band"),
]
