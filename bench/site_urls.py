"""The site’s addresses, and one page with a single query and nothing on it."""

from django.db import connection
from django.http import HttpResponse
from django.urls import path

from leal.config import urls
from leal.foundations.access.guards import open_to_all


@open_to_all
def bare(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM charters_charter LIMIT 1")
        return HttpResponse(f"<!doctype html><title>{cursor.fetchone()[0]}</title>")


urlpatterns = [path("bare/", bare), *urls.urlpatterns]
