"""Where a member starts."""

from django.urls import path

from planning.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sections/", views.sections, name="home-sections"),
]
