"""The hiring plan. What names a position comes last, and this feature after whatever else stands below hiring/, because
a key may be any text."""

from django.urls import path

from planning.hiring.views import (
    board,
    brief,
    candidate,
    candidates,
    kit,
    listing,
    requisition,
    rules,
    scorecard,
    timeline,
)

urlpatterns = [
    path("hiring/", board.board, name="hiring"),
    path("hiring/list/", listing.listing, name="hiring-list"),
    path("hiring/timeline/", timeline.timeline, name="hiring-timeline"),
    path("hiring/rules/", rules.rules, name="hiring-rules"),
    path("hiring/candidates/", candidates.overview, name="hiring-candidates"),
    path("hiring/candidates/rules/", candidates.rules, name="hiring-candidates-rules"),
    path("hiring/candidates/<int:number>/", candidate.candidate, name="hiring-candidate"),
    path("hiring/scorecards/<int:number>/", scorecard.scorecard, name="hiring-scorecard"),
    path("hiring/<key:key>/brief/", brief.brief, name="hiring-brief"),
    path("hiring/<key:key>/brief/edit/", brief.edit, name="hiring-brief-edit"),
    path("hiring/<key:key>/kit/", kit.kit, name="hiring-kit"),
    path("hiring/<key:key>/kit/plan/", kit.plan, name="hiring-kit-plan"),
    path("hiring/<key:key>/candidates/", candidates.of_position, name="hiring-candidates-of"),
    path("hiring/<key:key>/", requisition.requisition, name="hiring-requisition"),
]
