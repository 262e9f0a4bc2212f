"""What every test stands on."""

from leal.foundations.database.fixtures import committed, django_db_modify_db_settings, django_db_setup

__all__ = ["committed", "django_db_modify_db_settings", "django_db_setup"]
