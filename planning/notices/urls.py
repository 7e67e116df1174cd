"""News for a member."""

from django.urls import path

from planning.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
]
