"""Whatever can be done to an organisation or a plan: one address for all, by name."""

from django.urls import path

from planning.edits import views

urlpatterns = [
    path("do/<slug:action>/", views.do, name="do"),
    path("choose/<slug:kind>/", views.suggest, name="choose"),
]
