from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("charters/<slug:slug>/roles/", views.roles, name="roles"),
    path("charters/<slug:slug>/roles/<int:pk>/end/", views.end, name="end"),
]
