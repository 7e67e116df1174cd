"""The role guide, under /roles/."""

from django.urls import path

from roles import views

urlpatterns = [
    path("", views.index, name="roles"),
    path("<slug:slug>/", views.page, name="role"),
]
