"""The findings, the rules behind them, and their trend."""

from django.urls import path

from planning.findings.views import deeds, finding, index, rules, trend

urlpatterns = [
    path("findings/", index.findings, name="findings"),
    path("findings/saved/", index.saved, name="findings-saved"),
    path("findings/accept/", deeds.accept, name="findings-accept"),
    path("findings/assign/", deeds.assign, name="findings-assign"),
    path("findings/undo/", deeds.undo, name="findings-undo"),
    path("findings/rules/", rules.rules, name="findings-rules"),
    path("findings/trend/", trend.trend_page, name="findings-trend"),
    path("findings/<slug:code>/", finding.finding, name="findings-one"),
]
