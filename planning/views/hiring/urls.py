"""The addresses of the hiring plan. `of_a_seat` comes last of all below hiring/, because a seat is named by any key."""

from django.urls import path

from planning.views.hiring import board, brief, listing, rules, seat, timeline

urlpatterns = [
    path("hiring/", board.board, name="hiring"),
    path("hiring/list/", listing.listing, name="hiring-list"),
    path("hiring/timeline/", timeline.timeline, name="hiring-timeline"),
    path("hiring/rules/", rules.rules, name="hiring-rules"),
]
of_a_seat = [
    path("hiring/<key:key>/brief/", brief.brief, name="hiring-brief"),
    path("hiring/<key:key>/brief/edit/", brief.edit, name="hiring-brief-edit"),
    path("hiring/<key:key>/", seat.seat, name="hiring-seat"),
]
