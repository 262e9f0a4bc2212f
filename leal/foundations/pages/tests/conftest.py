import pytest


@pytest.fixture(autouse=True)
def no_charter(settings):
    """Foundations know no slices: their pages must stand with a bare frame."""
    settings.LEAL_SITE = "leal.foundations.pages.site.bare"
