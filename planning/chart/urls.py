"""The chart, and one position."""

from django.urls import path

from planning.chart.views import chart, position

urlpatterns = [
    path("chart/", chart.chart, name="chart"),
    path("chart/cards/", chart.cards, name="chart-cards"),
    path("chart/beside/", chart.beside, name="chart-beside"),
    path("chart/filters/", chart.filters, name="chart-filters"),
    path("positions/<key:key>/", position.position, name="position"),
]
