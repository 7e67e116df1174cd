"""Bands and cost, below hiring/."""

from django.urls import path

from planning.cost.views import bands, cost, terms

urlpatterns = [
    path("hiring/bands/", bands.bands, name="hiring-bands"),
    path("hiring/bands/new/", bands.new, name="hiring-bands-new"),
    path("hiring/bands/import/", bands.upload, name="hiring-bands-import"),
    path("hiring/bands/<int:number>/", bands.band, name="hiring-band"),
    path("hiring/bands/<int:number>/remove/", bands.remove, name="hiring-band-remove"),
    path("hiring/cost/", cost.cost, name="hiring-cost"),
    path("hiring/terms/", terms.terms, name="hiring-terms"),
]
