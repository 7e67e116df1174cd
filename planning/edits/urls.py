"""Whatever can be done to an organisation or a plan: one address for all, by name; and who does it live."""

from django.urls import path

from planning.edits import live_setting, views

urlpatterns = [
    path("do/<slug:action>/", views.do, name="do"),
    path("choose/<slug:kind>/", views.suggest, name="choose"),
    path("settings/live/", live_setting.setting, name="organisation-live"),
]
