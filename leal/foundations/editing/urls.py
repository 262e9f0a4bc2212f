from django.urls import path

from . import views

app_name = "editing"
urlpatterns = [path("history/<slug:kind>/<slug:key>/", views.history, name="history")]
