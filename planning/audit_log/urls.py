"""The audit log, for admins."""

from django.urls import path

from planning.audit_log import views

urlpatterns = [path("audit-log/", views.audit_log, name="audit-log")]
