"""Close gaps, below plans: the question and its answer, and what goes on from it."""

from django.urls import include, path

from planning.close_gaps.views import begin, curve, effect, keep, on_chart, page

on_the_chart = [
    path("", on_chart.on_chart, name="close-gaps-chart"),
    path("cards/", on_chart.cards, name="close-gaps-chart-cards"),
    path("positions/<key:key>/", on_chart.position, name="close-gaps-chart-position"),
]

urlpatterns = [
    path("plans/close-gaps/", page.close_gaps, name="close-gaps"),
    path("plans/close-gaps/of/", begin.of, name="close-gaps-of"),
    path("plans/close-gaps/curve/", curve.curve, name="close-gaps-curve"),
    path("plans/close-gaps/effect/", effect.effect, name="close-gaps-effect"),
    path("plans/close-gaps/chart/<slug:digest>/", include(on_the_chart)),
    path("plans/close-gaps/keep/", keep.keep, name="close-gaps-keep"),
]
