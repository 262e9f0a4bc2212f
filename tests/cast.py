"""The cast as fixtures: a test, a demonstration and a bug report speak of the same people."""

import pytest

from .factories import PersonFactory


@pytest.fixture
def morag(db):
    """Leads the charter."""
    return PersonFactory(name="Morag", role="charter-lead")


@pytest.fixture
def nadia(db):
    """Does the research."""
    return PersonFactory(name="Nadia", role="researcher")


@pytest.fixture
def callum(db):
    """Advises clients."""
    return PersonFactory(name="Callum", role="adviser")


@pytest.fixture
def fergus(db):
    """Has no role, and must never see anything."""
    return PersonFactory(name="Fergus")
