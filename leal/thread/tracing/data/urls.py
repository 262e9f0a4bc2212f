from django.urls import path, re_path

from . import views
from .lists import LISTS, TABLES

# Only lists that are there have addresses, so a misspelt one is not found before anything is asked.
LIST = rf"^api/1/charters/(?P<slug>[-\w]+)/(?P<name>{'|'.join([*LISTS, *TABLES])})"

urlpatterns = [
    path("charters/<slug:slug>/data/", views.about, name="data"),
    path("api/1/openapi.json", views.openapi, name="openapi"),
    path("api/1/charter.schema.json", views.schema, name="charter-schema"),
    path("api/1/charters.json", views.charters, name="data-charters"),
    path("api/1/charters/<slug:slug>.json", views.whole, name="data-whole"),
    re_path(LIST + r"\.json$", views.listed_json, name="data-json"),
    re_path(LIST + r"\.csv$", views.listed_csv, name="data-csv"),
    re_path(LIST + r"\.ods$", views.listed_ods, name="data-ods"),
    re_path(LIST + r"\.xlsx$", views.listed_xlsx, name="data-xlsx"),
]
