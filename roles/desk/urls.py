"""Role content for content admins, under /admin/role-content/."""

from django.urls import path

from roles.desk import edit, files, history, index, waiting

urlpatterns = [
    path("", index.index, name="content"),
    path("new/<slug:kind>/", edit.new, name="content-new"),
    path("edit/<path:unit>/", edit.edit, name="content-edit"),
    path("preview/<slug:slug>/", waiting.preview, name="content-preview"),
    path("waiting/", waiting.waiting, name="content-waiting"),
    path("waiting/discard/", waiting.discard, name="content-discard"),
    path("publish/", waiting.publish, name="content-publish"),
    path("file/", files.file, name="content-file"),
    path("file/download/", files.download, name="content-download"),
    path("versions/", history.index, name="content-versions"),
    path("versions/compare/", history.compare, name="content-compare"),
    path("versions/<int:number>/restore/", history.restore, name="content-restore"),
    path("remove/<path:unit>/", edit.remove, name="content-remove"),
]
