"""Setting an organisation up, after its first import."""

from django.urls import URLPattern, URLResolver, path

from planning.setup.views import grid

urlpatterns: list[URLPattern | URLResolver] = [
    path("setup/grid/", grid.grid, name="setup-grid"),
]
