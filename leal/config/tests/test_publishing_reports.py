"""The clock publishes a yearly report whose minute has come, and no other."""

import pytest

from leal.config.clock import publish_what_is_due
from leal.thread.learning.models import Release
from leal.thread.learning.tests.making import a_draft
from tests.factories import CharterFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("minute", "is_published"), [("2020-01-01T09:30Z", True), ("2126-01-01T09:30Z", False)])
def test_the_clock_publishes_what_is_due(morag, minute, is_published):
    draft = a_draft(CharterFactory(slug="ours"), morag)
    Release.objects.filter(pk=draft.pk).update(publish_at=minute)

    publish_what_is_due()

    draft.refresh_from_db()
    assert draft.is_published is is_published
