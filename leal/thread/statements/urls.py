from django.urls import path

from . import views

app_name = "statements"
urlpatterns = [path("<slug:code>/", views.statement, name="statement")]
