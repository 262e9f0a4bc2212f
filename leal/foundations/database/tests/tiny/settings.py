from leal.foundations.database import databases

SECRET_KEY = "for tests"
USE_TZ = True
DATABASES = databases()
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "leal.foundations.database",
    "leal.foundations.database.tests.tiny",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
