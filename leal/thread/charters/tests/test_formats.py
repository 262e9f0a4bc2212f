"""An edition in other forms and languages: who made them, who checked them, and what changed since."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from leal.foundations.audit.models import Entry, RowHistory
from leal.foundations.people.actors import ANYONE
from leal.foundations.revision import revision
from leal.thread.charters import operations, queries
from leal.thread.charters.models import Commitment, Format, FormatState, FormatWish
from tests.factories import PersonFactory

from .conftest import IN_2024, published, written

pytestmark = pytest.mark.django_db
MAY = date(2019, 5, 1)
READERS = "A reading group of people with learning disabilities"
ROWS = "[care] We will be kind."


@pytest.fixture
def morag():
    """Leads the charter, and answers for its formats."""
    return PersonFactory(name="Morag", role="charter-lead")


@pytest.fixture
def draft(morag):
    return written(morag)


def easy_read(edition, by, **more) -> Format:
    told = {"kind": "easy-read", "language": "en-GB", "words": ROWS, "made_by": "The Agency", "on": MAY}
    return operations.give_format(edition=edition, by=by, **told | more)


def reword(edition, code, wording, by):
    row = edition.commitments.get(code=code)
    operations.rewrite_commitment(commitment=row, seen=revision(row), wording=wording, because="So", by=by)


def test_a_format_is_drafted_then_checked_by_a_reader_group_then_agreed_each_with_who_when_and_why(draft, morag):
    row = easy_read(draft, morag, because="Asked for")
    operations.check_format(
        format=row, reader_group=READERS, on=date(2019, 5, 9), because="Two words made easier", by=morag
    )
    operations.agree_format(format=row, on=date(2019, 5, 12), by=morag)

    assert list(row.states.values_list("state", "by__name", "on", "reader_group", "because")) == [
        ("drafted", "Morag", MAY, "", "Asked for"),
        ("checked", "Morag", date(2019, 5, 9), READERS, "Two words made easier"),
        ("agreed", "Morag", date(2019, 5, 12), "", ""),
    ]
    [making] = queries.makings(edition=draft)
    assert (making.state.state, making.checked.reader_group, making.is_stale) == ("agreed", READERS, False)


def test_what_no_reader_group_checked_is_not_agreed(draft, morag):
    row = easy_read(draft, morag)

    with pytest.raises(operations.NotChecked):
        operations.agree_format(format=row, on=MAY, by=morag)
    assert [one.state for one in row.states.all()] == ["drafted"]


def test_once_a_wording_changes_what_was_made_from_it_is_out_of_date_and_says_which(draft, morag):
    row = easy_read(draft, morag)
    operations.check_format(format=row, reader_group=READERS, on=MAY, by=morag)
    reword(draft, "PS2", "We will hear you out.", morag)
    [making] = queries.makings(edition=draft)

    assert (making.since.changed, making.since.new, making.since.gone) == (("PS2",), (), ())
    with pytest.raises(operations.MadeFromOtherWords, match="made from other words than “Our Charter, 2019” has today"):
        operations.agree_format(format=row, on=MAY, by=morag)
    with pytest.raises(operations.MadeFromOtherWords):
        operations.check_format(format=row, reader_group=READERS, on=MAY, by=morag)


def test_once_the_words_are_again_what_they_were_it_is_up_to_date_again(draft, morag):
    easy_read(draft, morag)
    reword(draft, "PS2", "We will hear you out.", morag)
    reword(draft, "PS2", "We will listen to you.", morag)

    assert not queries.makings(edition=draft)[0].is_stale


def test_made_anew_it_begins_as_a_draft_and_what_was_there_stays_in_its_history(draft, morag):
    first = easy_read(draft, morag)
    operations.check_format(format=first, reader_group=READERS, on=MAY, by=morag)
    reword(draft, "PS2", "We will hear you out.", morag)
    second = easy_read(draft, morag, words="[listen] We will hear you.")
    [making] = queries.makings(edition=draft)

    assert (making.format, making.state.state, making.is_stale) == (second, "drafted", False)
    assert list(queries.formats(charter=draft.charter)) == [first, second]


@pytest.fixture
def both(draft, morag):
    """The edition of 2019 with its Easy Read, and that of 2024, in which PS1 reads otherwise and PS3 is new."""
    eilidh = PersonFactory(name="Eilidh", role="manager")
    earlier = published(draft, date(2019, 3, 4), morag, eilidh)
    easy_read(earlier, morag)
    later = operations.draft_from(edition=earlier, code="2024", title="Our Charter, 2024", by=morag)
    reword(later, "PS1", "We will be kind and patient.", morag)
    words = {"title": "Quick", "wording": "We will be quick."}
    operations.write_commitment(
        edition=later,
        section=later.sections.get(code="PS"),
        code="PS3",
        parts={},
        answers=list(later.commitments.first().answers.all()),
        binds=list(later.charter.bodies.all()),
        because="Asked for",
        by=morag,
        **words,
    )
    return earlier, published(later, IN_2024, morag, eilidh)


def test_what_was_made_from_an_earlier_edition_is_out_of_date_since_the_later_came_out(both):
    earlier, later = both
    [making] = queries.makings(edition=later)

    assert making.format.edition == earlier
    assert (making.since.changed, making.since.new, making.since.gone) == (("PS1",), ("PS3",), ())
    assert making.stale_since == IN_2024
    assert not queries.makings(edition=earlier)[0].is_stale


def test_what_was_made_for_the_later_edition_takes_its_place(both, morag):
    earlier, later = both
    anew = easy_read(later, morag)

    assert [one.format for one in queries.makings(edition=later)] == [anew]
    assert [one.format.edition for one in queries.makings(edition=earlier)] == [earlier]


def test_a_later_edition_of_which_no_word_changed_leaves_a_format_as_good_as_it_was(draft, morag):
    eilidh = PersonFactory(name="Eilidh", role="manager")
    earlier = published(draft, date(2019, 3, 4), morag, eilidh)
    easy_read(earlier, morag)
    later = operations.draft_from(edition=earlier, code="2024", title="Our Charter, 2024", by=morag)

    assert not queries.makings(edition=later)[0].is_stale


def test_a_published_edition_never_changes_and_its_formats_come_later(both, morag):
    earlier, _later = both
    row = easy_read(earlier, morag)

    assert row in queries.formats(charter=earlier.charter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(edition=earlier).update(wording="Otherwise")


def test_a_recording_of_a_translation_rests_on_the_translation(draft, morag):
    told = {"language": "gd", "made_by": "The Agency", "on": MAY, "by": morag}
    operations.give_format(edition=draft, kind="translation", words="Bidh sinn coibhneil.", **told)
    sound = {"content": b"OggS", "name": "a.opus", "media_type": "audio/ogg"}
    operations.give_format(edition=draft, kind="recording", **sound, **told)
    assert [making.is_stale for making in queries.makings(edition=draft)] == [False, False]

    operations.give_format(edition=draft, kind="translation", words="Bidh sinn còir.", **told)

    recording, translation = queries.makings(edition=draft)
    assert (recording.format.kind, recording.is_stale, translation.is_stale) == ("recording", True, False)


def test_withdrawn_it_is_gone_from_readers_for_a_reason_and_does_not_come_back(draft, morag):
    row = easy_read(draft, morag)
    operations.withdraw_format(format=row, because="A picture hurt people", on=MAY, by=morag)

    assert queries.makings(edition=draft) == []
    assert row.states.last().because == "A picture hurt people"
    for again in (
        lambda: operations.withdraw_format(format=row, because="Again", on=MAY, by=morag),
        lambda: operations.check_format(format=row, reader_group=READERS, on=MAY, by=morag),
        lambda: operations.agree_format(format=row, on=MAY, by=morag),
    ):
        with pytest.raises(operations.Withdrawn):
            again()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "bsl", "words": "We sign"}, operations.NoTranscript),
        ({"kind": "bsl", "link": "https://example.org/bsl", "words": ""}, operations.NoTranscript),
        ({"kind": "translation", "words": "Words"}, operations.AlreadyEnglish),
        ({"words": ""}, operations.NothingGiven),
        ({"kind": "recording", "words": "Not a sound"}, operations.NothingGiven),
    ],
)
def test_what_is_not_whole_is_refused_and_leaves_no_trace(draft, morag, given, refusal):
    with pytest.raises(refusal):
        easy_read(draft, morag, **given)

    assert not Format.objects.exists()
    assert not FormatState.objects.exists()


def test_nobody_without_the_role_gives_or_checks_a_format(draft, morag):
    row, adviser = easy_read(draft, morag), PersonFactory(role="adviser")

    with pytest.raises(PermissionDenied):
        easy_read(draft, adviser)
    with pytest.raises(PermissionDenied):
        operations.check_format(format=row, reader_group=READERS, on=MAY, by=adviser)


def test_whoever_asks_for_a_format_is_answered_and_then_forgotten(draft, morag):
    contact = "Ring 0131 496 0000 after six"
    wish = operations.ask_for_format(charter=draft.charter, kind="braille", contact=contact, on=MAY, by=ANYONE)
    assert [one.contact for one in queries.wishes(charter=draft.charter)] == [contact]

    operations.answer_wish(wish=wish, answer="Sent in Braille", on=date(2019, 5, 20), by=morag)

    assert not queries.wishes(charter=draft.charter).exists()
    kept = FormatWish.objects.get()
    assert (kept.contact, kept.answer, kept.answered_on) == ("", "Sent in Braille", date(2019, 5, 20))
    assert {one.by for one in Entry.objects.filter(event="format.asked-for")} == {str(ANYONE)}
    told = list(RowHistory.objects.values_list("before", "after")) + list(Entry.objects.values_list("because"))
    assert contact not in str(told)
