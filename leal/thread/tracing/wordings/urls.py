from django.urls import path, re_path

from ..downloads.files import FORMS
from . import views

NAMES = "|".join(FORMS).replace(".", r"\.")
EDITION = "charters/<slug:slug>/editions/<slug:code>/"
IN = EDITION + "in/<slug:wording>/"
FILE = rf"^charters/(?P<slug>[-\w]+)/editions/(?P<code>[-\w]+)/in/(?P<wording>[-\w]+)/(?P<name>{NAMES})$"

urlpatterns = [
    path("charters/<slug:slug>/formats/", views.formats, name="formats"),
    re_path(r"^charters/(?P<slug>[-\w]+)/in/(?P<form>easy-read|bsl|listen|large-print)/$", views.way_to, name="way-to"),
    path(EDITION + "listen/", views.listening, name="listening"),
    path(EDITION + "listen/<int:number>/", views.chapter, name="chapter"),
    re_path(FILE, views.wording_file, name="wording-file"),
    path(IN, views.wording, name="wording"),
    path(IN + "file/", views.wording_given, name="wording-given"),
    path(IN + "listen/", views.listening, name="wording-listening"),
    path(IN + "listen/<int:number>/", views.chapter, name="wording-chapter"),
]
