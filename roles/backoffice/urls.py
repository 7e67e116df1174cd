"""Role content for content admins, under /admin/role-content/."""

from django.urls import path

from roles.backoffice import edit, files, history, index, publishing

urlpatterns = [
    path("", index.index, name="content"),
    path("new/<slug:kind>/", edit.new, name="content-new"),
    path("edit/<path:unit>/section/<slug:section>/", edit.section, name="content-section"),
    path("edit/<path:unit>/", edit.edit, name="content-edit"),
    path("preview/<slug:slug>/", publishing.preview, name="content-preview"),
    path("waiting/", publishing.waiting, name="content-waiting"),
    path("waiting/discard/", publishing.discard, name="content-discard"),
    path("publish/", publishing.publish, name="content-publish"),
    path("file/", files.file, name="content-file"),
    path("file/download/", files.download, name="content-download"),
    path("versions/", history.index, name="content-versions"),
    path("versions/compare/", history.compare, name="content-compare"),
    path("versions/<int:number>/restore/", history.restore, name="content-restore"),
    path("remove/<path:unit>/", edit.remove, name="content-remove"),
]
