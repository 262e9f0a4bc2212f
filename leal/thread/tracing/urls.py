from django.urls import path

from . import views

app_name = "tracing"
urlpatterns = [
    path("", views.charters, name="charters"),
    path("charters/<slug:slug>/", views.home, name="home"),
    path("charters/<slug:slug>/promises/<slug:code>/", views.promise, name="promise"),
    path("charters/<slug:slug>/measures/<slug:code>/", views.measure, name="measure"),
    path("charters/<slug:slug>/statements/", views.statements, name="statements"),
    path("charters/<slug:slug>/statements/<slug:code>/", views.statement, name="statement"),
    path("charters/<slug:slug>/themes/<slug:code>/", views.theme, name="theme"),
    path("charters/<slug:slug>/broken-threads/", views.broken, name="broken"),
    path("charters/<slug:slug>/changes/", views.changes, name="changes"),
    path("charters/<slug:slug>/about/", views.about, name="about"),
    path("charters/<slug:slug>/how-we-know/", views.how_we_know, name="how-we-know"),
]
