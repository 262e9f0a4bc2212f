from django.urls import re_path

from . import views
from .files import FORMS

NAMES = "|".join(FORMS).replace(".", r"\.")

urlpatterns = [
    re_path(
        rf"^charters/(?P<slug>[-\w]+)/editions/(?P<code>[-\w]+)/(?P<name>{NAMES})$",
        views.edition_file,
        name="edition-file",
    ),
]
