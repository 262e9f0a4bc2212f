from django.urls import path

from . import views

urlpatterns = [path("charters/<slug:slug>/how-people-take-part/", views.taking_part, name="taking-part")]
