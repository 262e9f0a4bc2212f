"""Settings under which everything starts but the site."""

from .settings import *  # noqa: F403

MIDDLEWARE = ["nowhere.Nothing"]
