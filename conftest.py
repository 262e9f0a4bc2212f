"""What every test stands on."""

from leal.foundations.database.fixtures import committed, django_db_modify_db_settings, django_db_setup
from tests.cast import callum, fergus, morag, nadia

collect_ignore_glob = ["*/tests/tiny/*"]

__all__ = ["callum", "committed", "django_db_modify_db_settings", "django_db_setup", "fergus", "morag", "nadia"]
