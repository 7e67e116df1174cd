"""Plans, and up to three sides beside each other."""

from django.urls import path

from planning.plans.views import compare, decide, in_force, index, overview, steps, watch

urlpatterns = [
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
    path("plans/<slug:plan>/apply/", in_force.apply, name="plan-apply"),
    path("plans/<slug:plan>/revert/", in_force.revert, name="plan-revert"),
    path("plans/<slug:plan>/comment/", decide.comment, name="plan-comment"),
    path("plans/<slug:plan>/share/", decide.share, name="plan-share"),
    path("compare/", compare.compare, name="compare"),
]
