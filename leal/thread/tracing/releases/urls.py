from django.urls import path

from . import views

urlpatterns = [
    path("charters/<slug:slug>/reports/", views.releases, name="releases"),
    path("charters/<slug:slug>/reports/<slug:code>/", views.release, name="release"),
    path("charters/<slug:slug>/reports/<slug:code>/<path:name>", views.release_file, name="release-file"),
]
