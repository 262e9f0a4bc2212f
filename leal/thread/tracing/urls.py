from django.urls import path

from . import views
from .data.urls import urlpatterns as data
from .downloads.urls import urlpatterns as downloads
from .missing.urls import urlpatterns as missing
from .releases.urls import urlpatterns as releases
from .report.urls import urlpatterns as report
from .taking_part.urls import urlpatterns as taking_part
from .wall.urls import urlpatterns as wall
from .wordings.urls import urlpatterns as wordings

app_name = "tracing"
urlpatterns = [
    *data,
    *downloads,
    *releases,
    *missing,
    *taking_part,
    *report,
    *wordings,
    *wall,
    path("", views.charters, name="charters"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("who-can-do-what/", views.who_can_do_what, name="who-can-do-what"),
    path("search/", views.search, name="search"),
    path("charters/<slug:slug>/", views.home, name="home"),
    path("charters/<slug:slug>/promises/<slug:code>/", views.promise, name="promise"),
    path("charters/<slug:slug>/promises/<slug:code>/thread/", views.thread, name="thread"),
    path("charters/<slug:slug>/editions/", views.editions, name="editions"),
    path("charters/<slug:slug>/editions/<slug:code>/", views.edition, name="edition"),
    path("charters/<slug:slug>/editions/<slug:earlier>/and/<slug:later>/", views.comparison, name="comparison"),
    path("charters/<slug:slug>/measures/<slug:code>/", views.measure, name="measure"),
    path("charters/<slug:slug>/statements/", views.statements, name="statements"),
    path("charters/<slug:slug>/statements/<slug:code>/", views.statement, name="statement"),
    path("charters/<slug:slug>/themes/<slug:code>/", views.theme, name="theme"),
    path("charters/<slug:slug>/broken-threads/", views.broken, name="broken"),
    path("charters/<slug:slug>/changes/", views.changes, name="changes"),
    path("charters/<slug:slug>/matrix/", views.matrix, name="matrix"),
    path("charters/<slug:slug>/words/", views.words, name="words"),
    path("charters/<slug:slug>/who-does-what/", views.who_does_what, name="who-does-what"),
    path("charters/<slug:slug>/about/", views.about, name="about"),
    path("charters/<slug:slug>/how-we-know/", views.how_we_know, name="how-we-know"),
]
