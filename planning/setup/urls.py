"""Setting an organisation up, after its first import."""

from django.urls import URLPattern, URLResolver, path

from planning.setup.views import confirm, grid, invite, managers, page, products, titles

urlpatterns: list[URLPattern | URLResolver] = [
    path("setup/", page.setup, name="setup"),
    path("setup/grid/", grid.grid, name="setup-grid"),
    path("setup/products/", products.products, name="setup-products"),
    path("setup/products/keep/", products.keep, name="setup-products-keep"),
    path("setup/products/undo/", products.undo, name="setup-products-undo"),
    path("setup/titles/", titles.settle, name="setup-titles"),
    path("setup/titles/undo/", titles.take_back, name="setup-titles-undo"),
    path("setup/managers/", managers.move, name="setup-managers"),
    path("setup/invite/", invite.send, name="setup-invite"),
    path("setup/confirm/", confirm.confirm, name="setup-confirm"),
    path("setup/dismiss/", confirm.dismiss, name="setup-dismiss"),
]
