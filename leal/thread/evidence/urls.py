from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("<slug:slug>/figures/", views.intakes, name="intakes"),
    path("<slug:slug>/figures/taking-in/", views.taking_in, name="taking-in"),
    path("<slug:slug>/figures/<int:pk>/", views.intake, name="intake"),
    path("<slug:slug>/figures/<int:pk>/as-json/", views.intake_as_json, name="intake-as-json"),
    path("<slug:slug>/promises/<slug:code>/standing/", views.standing, name="standing"),
    path("<slug:slug>/promises/<slug:code>/finding/", views.finding, name="finding"),
    path("<slug:slug>/examples/", views.examples, name="examples"),
    path("<slug:slug>/examples/new/", views.example, name="example"),
    path("<slug:slug>/examples/<int:pk>/", views.rewriting, name="rewrite-example"),
]
