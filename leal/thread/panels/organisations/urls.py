from django.urls import path

from . import views

app_name = "organisations"
urlpatterns = [
    path("<slug:service>/<slug:code>/organisations/", views.organisations, name="list"),
    path("<slug:service>/<slug:code>/organisations/join/", views.join, name="join"),
    path("<slug:service>/<slug:code>/organisations/new/", views.new, name="new"),
    path("<slug:service>/<slug:code>/organisations/wordings/", views.wordings, name="wordings"),
    path("<slug:service>/<slug:code>/organisations/<int:pk>/", views.organisation, name="organisation"),
    path("<slug:service>/<slug:code>/organisations/<int:pk>/words/", views.words, name="words"),
    path("<slug:service>/<slug:code>/organisations/<int:pk>/confirmed/", views.confirmed, name="confirmed"),
    path("<slug:service>/<slug:code>/organisations/<int:pk>/agree/<int:wording>/", views.agrees, name="agrees"),
    path("<slug:service>/<slug:code>/organisations/<int:pk>/back/<int:consent>/", views.takes_back, name="takes-back"),
    path("<slug:service>/<slug:code>/organisations/<int:pk>/leave/", views.leave, name="leave"),
]
