"""The pages of an organisation, under /o/<organisation>/. One URL serves page and fragment."""

from django.urls import path

from planning.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
