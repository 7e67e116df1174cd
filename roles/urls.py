"""The role guide outside of any organisation, under /roles/."""

from django.urls import path

from roles import views

urlpatterns = [
    path("", views.index, name="roles"),
    path("compare/", views.compare, name="roles-compare"),
    path("<slug:slug>/", views.page, name="roles-role"),
]
