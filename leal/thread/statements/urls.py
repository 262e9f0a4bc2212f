from django.urls import path

from . import views

app_name = "statements"
urlpatterns = [
    path("<slug:service>/<slug:code>/", views.statement, name="statement"),
    path("<slug:code>/", views.moved, name="moved"),
]
