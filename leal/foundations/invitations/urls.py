from django.urls import path

from . import views

app_name = "invitations"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("<str:code>/", views.opened, name="opened"),
]
