from django.urls import path

from . import views

urlpatterns = [
    path("charters/<slug:slug>/who-is-missing/", views.missing, name="missing"),
    path("charters/<slug:slug>/who-is-missing/<slug:panel>/", views.from_panel, name="missing-from-panel"),
    path("charters/<slug:slug>/who-is-missing/<slug:panel>/<slug:group>/", views.from_group, name="missing-from-group"),
]
