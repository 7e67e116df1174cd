"""Coverage: the board, over time, and one product."""

from django.urls import path

from planning.coverage.views import band, board, losses, over_time, pairs, product, what_if

urlpatterns = [
    path("coverage/", board.coverage, name="coverage"),
    path("coverage/pairs/", pairs.pairing, name="coverage-pairs"),
    path("products/<key:key>/", product.product, name="product"),
    path("coverage/time/", over_time.over_time, name="coverage-time"),
    path("coverage/what-if/", what_if.what_if, name="coverage-what-if"),
    path("coverage/losses/", losses.losses, name="coverage-losses"),
    path("coverage/losses.ics", losses.download, name="coverage-losses-ics"),
    path("coverage/time/<key:key>/<slug:role>/", band.band, name="coverage-band"),
]
