"""Search."""

from django.urls import path

from planning.search import views

urlpatterns = [path("find/", views.find, name="find")]
