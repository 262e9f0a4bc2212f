"""Two people edit one thing: nobody’s words are lost, and nobody’s are overwritten unseen."""

import threading

import pytest
from django.db import connection

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.revision import ChangedMeanwhile, edited, revision, take_hold
from leal.thread.statements.models import Theme
from tests.factories import CommitmentFactory, PersonFactory, StatementFactory, ThemeFactory


@operation(needs=Permission.STATEMENT_WRITE)
def rename(*, theme, seen, name, by):
    """Rename a theme: the smallest rewriting there can be."""
    held = take_hold(theme, seen=seen, mine={"name": name})
    held.name = name
    held.save(update_fields=["name"])
    record("theme.renamed", of=held, by=by)
    return held


@pytest.mark.django_db
def test_who_saves_first_is_saved(nadia):
    theme = ThemeFactory(name="Kindness")

    rename(theme=theme, seen=revision(theme), name="Being kind", by=nadia)

    assert Theme.objects.get().name == "Being kind"


@pytest.mark.django_db
def test_who_saves_second_is_told_who_was_quicker_and_keeps_every_word(nadia, morag):
    theme = ThemeFactory(name="Kindness")
    seen = revision(theme)
    rename(theme=theme, seen=seen, name="Being kind", by=nadia)

    with pytest.raises(ChangedMeanwhile) as told:
        rename(theme=theme, seen=seen, name="Kind to all", by=morag)

    assert Theme.objects.get().name == "Being kind"
    assert (told.value.by, told.value.mine) == ("Nadia", {"name": "Kind to all"})
    assert told.value.theirs["name"] == "Being kind"
    assert told.value.at is not None
    assert str(told.value) == (
        "Nadia changed this after you opened it. Nothing was saved, and your words are still here"
    )


@pytest.mark.django_db
def test_having_seen_what_was_saved_meanwhile_a_person_saves(nadia, morag):
    theme = ThemeFactory(name="Kindness")
    seen = revision(theme)
    rename(theme=theme, seen=seen, name="Being kind", by=nadia)
    with pytest.raises(ChangedMeanwhile) as told:
        rename(theme=theme, seen=seen, name="Kind to all", by=morag)

    rename(theme=theme, seen=revision(told.value.row), name="Being kind to all", by=morag)

    assert Theme.objects.get().name == "Being kind to all"


@pytest.mark.django_db
def test_words_about_a_thing_that_is_gone_are_not_lost_either(morag):
    theme = ThemeFactory()
    seen = revision(theme)
    Theme.objects.all().delete()

    with pytest.raises(ChangedMeanwhile) as told:
        rename(theme=theme, seen=seen, name="Kind to all", by=morag)

    assert (told.value.row, told.value.theirs, told.value.mine) == (None, {}, {"name": "Kind to all"})
    assert str(told.value).startswith("Someone took this away")


@pytest.mark.django_db
def test_a_revision_is_the_same_until_a_word_changes():
    theme = ThemeFactory(name="Kindness")
    before = revision(theme)

    assert revision(Theme.objects.get()) == before
    Theme.objects.update(name="Kindness ")
    assert revision(Theme.objects.get()) != before


@pytest.mark.django_db
def test_links_to_many_and_rows_that_belong_to_a_row_count_when_it_declares_them(monkeypatch):
    statement, commitment = StatementFactory(), CommitmentFactory(section__edition__published_on=None)
    monkeypatch.setattr(type(commitment), "edited", ("wording", "answers", "parts"), raising=False)
    commitment.parts.create(letter="a", wording="We listen")
    words = edited(commitment)
    assert words == {
        "wording": "We will listen to you",
        "answers": [commitment.answers.get().pk],
        "parts": [["a", "We listen"]],
    }

    commitment.parts.all().delete()
    commitment.parts.create(letter="a", wording="We listen")
    assert edited(commitment) == words

    commitment.answers.set([statement])
    assert edited(commitment) != words


@pytest.mark.database
def test_of_eight_who_save_at_once_one_is_saved_and_seven_keep_their_words(committed):
    theme, people = ThemeFactory(name="Kindness"), PersonFactory.create_batch(8, role="researcher")
    seen, start, came_to = revision(theme), threading.Barrier(8), []

    def save(person):
        start.wait()
        try:
            rename(theme=theme, seen=seen, name=f"As {person.name} has it", by=person)
            came_to.append("saved")
        except ChangedMeanwhile as told:
            came_to.append((told.mine["name"], told.theirs["name"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    saved = Theme.objects.get().name
    kept = [words for words in came_to if words != "saved"]
    assert len(kept) == 7
    assert sorted([mine for mine, _ in kept] + [saved]) == sorted(f"As {person.name} has it" for person in people)
    assert {theirs for _, theirs in kept} == {saved}
