"""Every setting of the site, in one file. What can be set from outside is listed in docs/recipes/run-it.md."""

from csp.constants import NONE, SELF

from leal.foundations.database import databases, home
from leal.foundations.pages import TAGS

from .environment import env_flag, env_list, env_text
from .secret import kept_secret

LEAL_HOME = home()
ADDRESS = env_text("LEAL_ADDRESS", default="http://localhost:8000")

DEBUG = env_flag("LEAL_DEBUG")
SECRET_KEY = env_text("LEAL_SECRET_KEY") or kept_secret(LEAL_HOME)
ALLOWED_HOSTS = env_list("LEAL_HOSTS", default="localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    "leal.foundations.database",
    "leal.foundations.people",
    "leal.foundations.audit",
    "leal.foundations.tasks",
    "leal.foundations.pages",
    "leal.foundations.notices",
    "leal.foundations.accounts",
    "leal.thread.statements",
    "leal.thread.charters",
    "leal.thread.practice",
    "leal.thread.evidence",
    "leal.thread.learning",
    "leal.thread.tracing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "leal.config.urls"
WSGI_APPLICATION = "leal.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leal.foundations.pages.site.site",
            ],
            "builtins": TAGS,
        },
    }
]
LEAL_SITE = "leal.thread.tracing.site.site"
FORM_RENDERER = "leal.foundations.pages.forms.Renderer"
CSRF_FAILURE_VIEW = "leal.foundations.pages.errors.stale_form"

DATABASES = databases()
DATABASE_ROUTERS = ["leal.foundations.database.routing.OwnerWhileMigrating"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/assets/"
STATIC_ROOT = LEAL_HOME / "assets"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
