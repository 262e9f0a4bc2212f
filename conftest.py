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
