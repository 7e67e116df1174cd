"""What was changed, and the way back."""

from django.urls import path

from planning.history import views

urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/<int:number>/", views.batch, name="history-batch"),
    path("history/<int:number>/undo/", views.undo, name="history-undo"),
]
