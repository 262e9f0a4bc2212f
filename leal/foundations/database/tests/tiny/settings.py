from leal.foundations.database import databases, home

SECRET_KEY = "for tests"
USE_TZ = True
DATABASES = databases()
DATABASE_ROUTERS = ["leal.foundations.database.routing.OwnerWhileMigrating"]
ROOT_URLCONF = "leal.foundations.database.tests.tiny.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STATIC_URL = "/assets/"
STATIC_ROOT = home() / "assets"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "leal.foundations.database",
    "leal.foundations.database.tests.tiny",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
