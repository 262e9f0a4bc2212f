from django.urls import path

from . import views

app_name = "tasks"
urlpatterns = [
    path("", views.works, name="works"),
    path("<uuid:key>/", views.work, name="work"),
    path("<uuid:key>/stop/", views.stop, name="stop"),
]
