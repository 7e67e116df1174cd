"""Reporting lines, their reviews, and questions about a line."""

from django.urls import path

from planning.reporting_lines.views import index, line, questions, record, reviews

urlpatterns = [
    path("lines/", index.lines, name="lines"),
    path("lines/questions/<int:number>/", questions.question, name="lines-question"),
    path("lines/reviews/", reviews.reviews, name="lines-reviews"),
    path("lines/reviews/new/", reviews.new, name="lines-review-new"),
    path("lines/reviews/<int:number>/", reviews.review, name="lines-review"),
    path("lines/reviews/<int:number>/settings/", reviews.settings, name="lines-review-settings"),
    path("lines/reviews/<int:number>/lines/<key:key>/", line.line, name="lines-review-line"),
    path("lines/reviews/<int:number>/sign/", record.sign, name="lines-review-sign"),
    path("lines/reviews/<int:number>/record/", record.record, name="lines-record"),
]
