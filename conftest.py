"""What every test stands on."""

import pytest
from hypothesis import settings as properties

from tests.cast import callum, fergus, morag, nadia

pytest_plugins = ["leal.foundations.database.fixtures", "tests.visit"]

# A busy machine is slow, not wrong.
properties.register_profile("house", deadline=None)
properties.load_profile("house")

collect_ignore_glob = ["*/tests/tiny/*", "*/config/wsgi.py"]

__all__ = ["callum", "fergus", "morag", "nadia"]


WAY_ROUND = """
CREATE OR REPLACE FUNCTION leal_refuse_to_change_what_is_published() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('leal.before_publication', true) = 'yes' THEN RETURN; END IF;
    RAISE EXCEPTION 'A published edition never changes. Draft a new edition from it.' USING ERRCODE = '23001';
END $$
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, with the one way into a published edition that the factories take. No other has it."""
    from django.db import connections

    with django_db_blocker.unblock(), connections["owner"].cursor() as cursor:
        cursor.execute(WAY_ROUND)


@pytest.fixture(autouse=True)
def assets_as_they_lie(settings):
    """Pages name their style sheets without the marks that gathering gives them, so nothing need be gathered."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def passwords_are_quick(settings):
    """Weak and quick, in tests alone. A test about passwords themselves asks for the real ones."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_story_is_told():
    """Pages stand in a process that knows where it is. A test about the story asks anew: `forget_the_phase`."""
    from leal.foundations.accounts.visiting import remember

    remember(story=False)
