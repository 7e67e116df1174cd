"""The role guide outside of any organisation, under /roles/."""

from django.urls import path

from roles.guide import views

urlpatterns = [
    path("", views.index, name="roles"),
    path("compare/", views.compare, name="roles-compare"),
    path("suits/", views.suits, name="roles-suits"),
    path("search/", views.search, name="roles-search"),
    path("glossary/", views.glossary, name="roles-glossary"),
    path("<slug:slug>/", views.page, name="roles-role"),
]
