"""What holds of a panel by the rules of the database itself."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from leal.foundations.audit.history import history_of
from leal.thread.panels import operations
from leal.thread.panels.models import Consent, EqualityAnswers, PanelMember
from tests.factories import PanelFactory, PanelMemberFactory, PersonFactory
from tests.promises.house import thread

pytestmark = pytest.mark.django_db

TODAY = date(2024, 5, 1)
ANOTHER_WAY = [{"told_by": "letter"}, {"told_by": "text"}, {"told_by": "phone"}, {"told_by": "email", "email": ""}]


@pytest.mark.parametrize("way", ANOTHER_WAY, ids=lambda way: way["told_by"])
def test_nobody_is_a_member_whom_we_could_not_tell_as_they_asked(way):
    with pytest.raises(IntegrityError, match="a_member_can_be_told_as_they_asked"), transaction.atomic():
        PanelMemberFactory(**way)


def test_nothing_of_a_member_stands_in_history_but_that_it_was_there():
    member = PanelMemberFactory(
        name="Ishbel MacAulay", needs="A quiet room", format="braille", equality={"age": "16-24"}
    )
    kept = str([row.after for row in history_of(member)]) + str(history_of(EqualityAnswers.objects.get())[0].after)

    assert "digest:" in kept
    for words in ("Ishbel", "ishbel", "quiet", "braille", "example.org", "IV1", "Highland", "16-24"):
        assert words not in kept


def test_a_member_s_key_tells_neither_who_nor_when():
    assert PanelMember._meta.pk.get_internal_type() == "UUIDField"


def test_no_index_finds_a_member_by_e_mail_phone_or_postcode():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'panels_panelmember'")
        indexes = " ".join(row[0] for row in cursor.fetchall())

    assert "name_key" in indexes
    for column in ("email", "phone", "postcode", "postal_address"):
        assert column not in indexes


def links():
    """Every link between a model of the panels and one of another slice or of a later one."""
    later = set(thread()) - {"panels"}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model:
                ends = {model._meta.app_label, field.related_model._meta.app_label}
                if "panels" in ends and ends & later:
                    yield model, field, (ends & later).pop()


def test_no_key_connects_a_panel_member_to_a_client_or_to_anything_of_a_case():
    cases = {"clients", "safety", "casework", "appointments", "referrals"}

    assert [(model, field) for model, field, other in links() if other in cases] == []


def test_a_panel_leads_to_no_other_slice_at_all():
    assert [(model, field) for model, field, _ in links() if model._meta.app_label == "panels"] == []


def test_who_agreed_to_earlier_words_agreed_to_those():
    panel, nadia = PanelFactory(), PersonFactory(role="researcher")
    first = operations.word_consent(panel=panel, purpose="research", wording="You may quote me.", on=TODAY, by=nadia)
    member = PanelMemberFactory(panel=panel)
    given = Consent.objects.create(member=member, wording=first, how="paper", given_on=TODAY)

    second = operations.word_consent(
        panel=panel, purpose="research", wording="You may quote me, without my name.", on=date(2025, 5, 1), by=nadia
    )

    first.refresh_from_db()
    given.refresh_from_db()
    assert (first.version, first.until, second.version, second.until) == (1, date(2025, 5, 1), 2, None)
    assert given.wording.wording == "You may quote me."
