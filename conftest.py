"""What every test stands on."""

import pytest

from leal.foundations.database.fixtures import committed, django_db_modify_db_settings, django_db_setup
from tests.cast import callum, fergus, morag, nadia

pytest_plugins = ["tests.visit"]
collect_ignore_glob = ["*/tests/tiny/*"]

__all__ = ["callum", "committed", "django_db_modify_db_settings", "django_db_setup", "fergus", "morag", "nadia"]


@pytest.fixture(autouse=True)
def assets_as_they_lie(settings):
    """Pages name their style sheets without the marks that gathering gives them, so nothing need be gathered."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True
