"""The pages of an organisation, under /o/<organisation>/. One URL serves page and fragment."""

from django.urls import path

from planning.chart.views import chart, position
from planning.cost.urls import urlpatterns as money
from planning.coverage.urls import urlpatterns as time
from planning.coverage.views import board, pairs, product
from planning.edits import views as doing
from planning.findings.views import finding, rules, trend
from planning.findings.views import index as findings
from planning.hiring import urls as hiring
from planning.history import views as history
from planning.home import views as home
from planning.imports.views import apply, columns, preview, upload
from planning.notices import views as notices
from planning.people import views
from planning.plans.views import compare, decide, index, overview, steps, watch
from planning.reporting_lines.views import index as lines_index
from planning.reporting_lines.views import line, questions, record, reviews
from planning.role_content.views import adaptations, guide, need

plans = [
    path("plans/", index.plans, name="plans"),
    path("plans/new/", index.new, name="plans-new"),
    path("plans/rules/", decide.rules, name="plans-rules"),
    path("plans/<slug:plan>/", overview.overview, name="plan"),
    path("plans/<slug:plan>/settings/", overview.settings, name="plan-settings"),
    path("plans/<slug:plan>/version/", watch.version, name="plan-version"),
    path("plans/<slug:plan>/effect/", overview.effect, name="plan-effect"),
    path("plans/<slug:plan>/undo/", steps.undo, name="plan-undo"),
    path("plans/<slug:plan>/redo/", steps.redo, name="plan-redo"),
    path("plans/<slug:plan>/changes/", steps.revise, name="plan-changes"),
    path("plans/<slug:plan>/state/", decide.move, name="plan-state"),
    path("plans/<slug:plan>/apply/", decide.apply, name="plan-apply"),
    path("plans/<slug:plan>/revert/", decide.revert, name="plan-revert"),
    path("plans/<slug:plan>/comment/", decide.comment, name="plan-comment"),
    path("plans/<slug:plan>/share/", decide.share, name="plan-share"),
    path("compare/", compare.compare, name="compare"),
    path("notices/", notices.notices, name="notices"),
]

lines = [
    path("lines/", lines_index.lines, name="lines"),
    path("lines/questions/<int:number>/", questions.question, name="lines-question"),
    path("lines/reviews/", reviews.reviews, name="lines-reviews"),
    path("lines/reviews/new/", reviews.new, name="lines-review-new"),
    path("lines/reviews/<int:number>/", reviews.review, name="lines-review"),
    path("lines/reviews/<int:number>/settings/", reviews.settings, name="lines-review-settings"),
    path("lines/reviews/<int:number>/lines/<key:key>/", line.line, name="lines-review-line"),
    path("lines/reviews/<int:number>/sign/", record.sign, name="lines-review-sign"),
    path("lines/reviews/<int:number>/record/", record.record, name="lines-record"),
]

imports = [
    path("import/", upload.upload, name="import"),
    path("import/<int:draft>/", preview.preview, name="import-preview"),
    path("import/<int:draft>/columns/", columns.columns, name="import-columns"),
    path("import/<int:draft>/apply/", apply.apply, name="import-apply"),
    path("import/<int:draft>/discard/", upload.discard, name="import-discard"),
    path("import/done/<int:number>/", apply.result, name="import-result"),
]

roles = [
    path("roles/", guide.index, name="guide"),
    path("roles/compare/", guide.compare, name="guide-compare"),
    path("roles/suits/", guide.suits, name="guide-suits"),
    path("roles/need/", need.need, name="guide-need"),
    path("roles/search/", guide.search, name="guide-search"),
    path("roles/glossary/", guide.glossary, name="guide-glossary"),
    path("roles/<slug:slug>/", guide.page, name="guide-role"),
]

adapted = [
    path("role-content/", adaptations.index, name="adapting"),
    path("role-content/reset/", adaptations.reset, name="adapting-reset"),
    path("role-content/new/<slug:kind>/", adaptations.new, name="adapting-new"),
    path("role-content/edit/<path:unit>/", adaptations.unit, name="adapting-unit"),
]

urlpatterns = [
    *adapted,
    *imports,
    *hiring.urlpatterns,
    *money,
    *plans,
    *roles,
    *lines,
    *time,
    path("coverage/", board.coverage, name="coverage"),
    path("coverage/pairs/", pairs.pairing, name="coverage-pairs"),
    path("products/<key:key>/", product.product, name="product"),
    path("findings/", findings.findings, name="findings"),
    path("findings/saved/", findings.saved, name="findings-saved"),
    path("findings/rules/", rules.rules, name="findings-rules"),
    path("findings/trend/", trend.trend_page, name="findings-trend"),
    path("findings/<slug:code>/", finding.finding, name="findings-one"),
    path("people/", views.people, name="people"),
    path("people/teams/", views.teams, name="people-teams"),
    path("do/<slug:action>/", doing.do, name="do"),
    path("choose/<slug:kind>/", doing.suggest, name="choose"),
    path("history/", history.history, name="history"),
    path("history/<int:number>/", history.batch, name="history-batch"),
    path("history/<int:number>/undo/", history.undo, name="history-undo"),
    path("", home.home, name="home"),
    path("chart/", chart.chart, name="chart"),
    path("chart/cards/", chart.cards, name="chart-cards"),
    path("chart/filters/", chart.filters, name="chart-filters"),
    path("chart/search/", chart.search, name="chart-search"),
    path("positions/<key:key>/", position.position, name="position"),
    *hiring.of_a_seat,
]
