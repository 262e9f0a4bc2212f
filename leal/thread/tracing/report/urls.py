from django.urls import path

from . import views

urlpatterns = [
    path("charters/<slug:slug>/report/", views.report, name="report"),
    path("charters/<slug:slug>/report/<slug:year>/<str:name>", views.report_file, name="report-file"),
]
