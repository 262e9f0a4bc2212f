from django.urls import path

from .views import comparing

app_name = "panels"
urlpatterns = [
    path("<slug:service>/<slug:code>/make-up/", comparing.panel, name="make-up"),
    path("<slug:service>/<slug:code>/make-up/groups/<slug:group>/", comparing.group, name="make-up-of-group"),
    path("<slug:service>/<slug:code>/make-up/gatherings/<int:pk>/", comparing.gathering, name="make-up-of-gathering"),
    path("<slug:service>/<slug:code>/population/", comparing.population, name="population"),
    path("<slug:service>/<slug:code>/missing/", comparing.missing, name="missing"),
    path("<slug:service>/<slug:code>/missing/new/", comparing.new_missing, name="new-missing"),
    path("<slug:service>/<slug:code>/missing/<int:pk>/", comparing.rewrite_missing, name="rewrite-missing"),
    path("<slug:service>/<slug:code>/missing/<int:pk>/filled/", comparing.fill_gap, name="fill-gap"),
]
