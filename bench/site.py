"""The site’s settings with one bare page beside it: what pages are measured against."""

from leal.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.site_urls"
