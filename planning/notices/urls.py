"""News for a member."""

from django.urls import path

from planning.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/latest/", views.latest, name="notices-latest"),
    path("notices/read/", views.read_all, name="notices-read"),
    path("notices/settings/", views.settings, name="notices-settings"),
    path("notices/<int:number>/", views.follow, name="notices-one"),
]
