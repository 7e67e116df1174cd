"""An import, from the upload to what it did."""

from django.urls import path

from planning.imports.views import apply, columns, preview, upload

urlpatterns = [
    path("import/", upload.upload, name="import"),
    path("import/<int:draft>/", preview.preview, name="import-preview"),
    path("import/<int:draft>/columns/", columns.columns, name="import-columns"),
    path("import/<int:draft>/apply/", apply.apply, name="import-apply"),
    path("import/<int:draft>/discard/", upload.discard, name="import-discard"),
    path("import/done/<int:number>/", apply.result, name="import-result"),
]
