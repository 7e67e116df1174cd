"""Lists of people and of teams."""

from django.urls import path

from planning.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/teams/", views.teams, name="people-teams"),
]
