"""The link in a digest, outside of any organisation, below digest/."""

from django.urls import path

from planning.digests import views

urlpatterns = [path("off/<str:token>/", views.off, name="digest-off")]
