from django.urls import path, re_path

from . import views

urlpatterns = [
    path("charters/<slug:slug>/wall/", views.sheets, name="wall"),
    path("charters/<slug:slug>/wall/<slug:key>/", views.one_sheet, name="wall-sheet"),
    re_path(
        r"^charters/(?P<slug>[-\w]+)/wall/(?P<key>[-\w]+)/(?P<paper>a3|a4)\.pdf$", views.sheet_file, name="wall-file"
    ),
]
