"""The organisation as a file."""

from django.urls import path

from planning.org_export import views

urlpatterns = [path("export/", views.export, name="people-export")]
