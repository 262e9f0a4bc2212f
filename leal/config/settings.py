"""Every setting of the site, in one file. What can be set from outside is listed in docs/recipes/run-it.md."""

from datetime import timedelta

from csp.constants import NONE, SELF

from leal.foundations.database import databases, home
from leal.foundations.pages import TAGS

from .environment import env_flag, env_folder, env_list, env_number, env_text
from .mail import post_office
from .secret import kept_secret
from .single_sign_on import providers
from .texts import text_service

LEAL_HOME = home()
PICTURES = env_folder("LEAL_PICTURES")
EASY_READ_POINTS = env_number("LEAL_EASY_READ_POINTS", default=16, least=14)
BRAILLE_PAGE = {
    "cells": env_number("LEAL_BRAILLE_CELLS", default=40, least=20),
    "lines": env_number("LEAL_BRAILLE_LINES", default=25, least=10),
}
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
    "leal.foundations.editing",
    "leal.foundations.notices",
    "leal.foundations.invitations",
    "leal.foundations.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "leal.thread.panels",
    "leal.thread.statements",
    "leal.thread.charters",
    "leal.thread.practice",
    "leal.thread.evidence",
    "leal.thread.learning",
    "leal.thread.desk",
    "leal.thread.tracing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
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

# Who signs in, and how
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a long working day
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LEAL_CHARTERS = "leal.thread.charters.queries.names_by_slug"
LEAL_BUNDLES = ["leal.foundations.accounts.bundle", "leal.thread.panels.bundle", "leal.thread.charters.bundle"]
LEAL_EDITED = [
    "leal.thread.panels.edited.KINDS",
    "leal.thread.statements.edited.KINDS",
    "leal.thread.charters.edited.KINDS",
    "leal.thread.practice.edited.KINDS",
    "leal.thread.evidence.edited.KINDS",
    "leal.thread.learning.edited.KINDS",
]

ACCOUNT_ADAPTER = "leal.foundations.accounts.adapters.Account"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever adds a person vouches for the address, and a link proves it
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/15m/ip,10/15m/key",
    "ask_for_link": "60/15m/ip,3/15m/key",
    "try_code": "30/15m/ip",
    "join": "60/15m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_number("LEAL_PROXIES")

MFA_ADAPTER = "leal.foundations.accounts.adapters.Codes"
MFA_FORMS = {"authenticate": "leal.foundations.accounts.forms.Code"}
MFA_TOTP_TOLERANCE = 1  # half a minute early or late: typing takes some people time

SOCIALACCOUNT_ADAPTER = "leal.foundations.accounts.adapters.SingleSignOn"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(env_list("LEAL_SIGN_ON"))}}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# By address alone: guessing from many places at once counts together. A link still lets its owner in, so
# nobody can be shut out by others guessing. Many addresses from one place: ACCOUNT_RATE_LIMITS.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "leal.foundations.accounts.lockout.who"
AXES_CLIENT_IP_CALLABLE = "leal.foundations.accounts.lockout.seen_from"
AXES_CLIENT_STR_CALLABLE = "leal.foundations.accounts.lockout.unnamed"
AXES_LOCKOUT_CALLABLE = "leal.foundations.accounts.lockout.answer"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "next", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Shared by all workers, so that limits count once
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kept_for_a_while"}}
EMAIL_BACKEND = "leal.config.mail.PostOffice"
DEFAULT_FROM_EMAIL = env_text("LEAL_MAIL_FROM", default="Leal <charter@localhost>")
POST_OFFICE = post_office(env_text("LEAL_SMTP_URL"))
TEXT_CARRIER = "leal.config.texts.carrier"
TEXT_SERVICE = text_service()

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
