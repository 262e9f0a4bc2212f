from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/again/", views.again, name="again"),
]
