"""Role content for content admins, under /admin/role-content/."""

from django.urls import path

from roles.desk import edit, index

urlpatterns = [
    path("", index.index, name="content"),
    path("new/<slug:kind>/", edit.new, name="content-new"),
    path("edit/<path:unit>/", edit.edit, name="content-edit"),
    path("remove/<path:unit>/", edit.remove, name="content-remove"),
]
