"""The role guide inside an organisation, and what the organisation has of its own."""

from django.urls import path

from planning.role_content.views import adaptations, guide, need

urlpatterns = [
    path("roles/", guide.index, name="guide"),
    path("roles/compare/", guide.compare, name="guide-compare"),
    path("roles/suits/", guide.suits, name="guide-suits"),
    path("roles/need/", need.need, name="guide-need"),
    path("roles/search/", guide.search, name="guide-search"),
    path("roles/glossary/", guide.glossary, name="guide-glossary"),
    path("roles/<slug:slug>/", guide.page, name="guide-role"),
    path("role-content/", adaptations.index, name="adapting"),
    path("role-content/reset/", adaptations.reset, name="adapting-reset"),
    path("role-content/new/<slug:kind>/", adaptations.new, name="adapting-new"),
    path("role-content/edit/<path:unit>/section/<slug:section>/", adaptations.section, name="adapting-section"),
    path("role-content/edit/<path:unit>/", adaptations.unit, name="adapting-unit"),
]
