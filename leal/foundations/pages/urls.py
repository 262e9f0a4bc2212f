from django.urls import path

from . import views

app_name = "pages"
urlpatterns = [
    path("patterns/", views.patterns, name="patterns"),
    path("patterns/form/", views.form, name="form"),
    path("patterns/long-work/", views.long_work, name="long-work"),
]
