"""The pages of an organisation, under /o/<organisation>/. One URL serves page and fragment."""

from django.urls import include, path

# Cost stands before hiring, closing gaps before plans: both of a pair are below one address, and there a key may be any
# text.
FEATURES = (
    "home",
    "chart",
    "coverage",
    "findings",
    "reporting_lines",
    "people",
    "close_gaps",
    "plans",
    "cost",
    "hiring",
    "history",
    "audit_log",
    "org_export",
    "imports",
    "setup",
    "edits",
    "notices",
    "privacy",
    "role_content",
    "search",
)
urlpatterns = [path("", include(f"planning.{feature}.urls")) for feature in FEATURES]
