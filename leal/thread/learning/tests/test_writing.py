"""Writing down lessons and what followed them: put right, withdrawn, and never gone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.audit.record import entries
from leal.foundations.audit.versions import versions_of
from leal.foundations.revision import revision
from leal.thread.learning import operations, queries
from leal.thread.learning.models import Change, Lesson
from tests.factories import (
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    PersonFactory,
    SectionFactory,
    before_publication,
)
from tests.forms import written

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = (localdate() + timedelta(days=days) for days in (-1, 1))


@pytest.fixture
def edition():
    return EditionFactory(charter=CharterFactory(slug="ours"))


@pytest.fixture
def promise(edition):
    return CommitmentFactory(section=SectionFactory(edition=edition), code="LS4", title="Staff trained")


@pytest.fixture
def manager():
    return PersonFactory(name="Eilidh", role="manager", within="charter ours")


@pytest.fixture
def lesson(promise, manager):
    words = {"code": "equipment", "title": "Equipment first", "wording": "Check it.", "learned_from": "Focus groups"}
    return operations.learn(commitments=[promise], due_on=YESTERDAY, by=manager, **words)


def address(page: str, *parts) -> str:
    return reverse(f"learning:{page}", args=["ours", *parts])


def test_an_empty_list_says_where_to_begin(visit, manager, edition):
    assert "Begin with something people told you, a figure or a mistake." in visit.as_(manager)(address("lessons")).text


def test_what_is_late_comes_first(visit, manager, lesson, promise):
    words = {"wording": "Words", "learned_from": "A figure", "commitments": [promise], "by": manager}
    operations.learn(code="done", title="Done", **words)
    operations.learn(code="later", title="Later", due_on=TOMORROW, **words)
    operations.learn(code="gone", title="Gone", **words)
    operations.change(lesson=Lesson.objects.get(code="done"), what="We did", made_on=YESTERDAY, by=manager)
    operations.withdraw_lesson(lesson=Lesson.objects.get(code="gone"), because="No", on=YESTERDAY, by=manager)

    page = visit.as_(manager)(address("lessons"))

    assert [heading.get_text() for heading in page.main.find_all("h2")] == [
        "Late: nothing has followed",
        "Something must still follow",
        "Something followed",
        "Withdrawn",
    ]


def test_the_lists_ask_the_same_of_the_database_however_long_they_are(visit, manager, lesson, promise):
    def add():
        n = Lesson.objects.count()
        words = {"title": f"Lesson {n}", "wording": "Words", "learned_from": "A figure"}
        another = operations.learn(code=f"lesson-{n}", commitments=[promise], by=manager, **words)
        operations.change(lesson=another, what="We did", by=manager)
        operations.change(lesson=lesson, what=f"We did {n}", by=manager)

    visit.as_(manager).asks_the_same(address("lessons"), add)
    visit.as_(manager).asks_the_same(address("lesson", "equipment"), add)


def test_others_are_refused(visit, lesson):
    for role, within in (("adviser", ""), ("manager", "charter another"), ("researcher", "")):
        visit.as_(PersonFactory(role=role, within=within))(address("lesson", "equipment"), status=403)


def test_a_lesson_is_written_down(visit, manager, promise):
    sent = {"title": "Ring back", "wording": "People gave up.", "learned_from": "Calls", "commitments": "ls4"}
    page = visit.as_(manager).post(address("new-lesson"), sent | {"due_on": "1/9/2027", "do": "look"})
    visit.as_(manager).post(address("new-lesson"), written(page) | {"do": "save"})

    lesson = Lesson.objects.get()
    assert (lesson.code, lesson.due_on, lesson.commitments.get()) == ("ring-back", date(2027, 9, 1), promise)
    assert entries(of=lesson) == ["lesson.learned"]


def test_a_lesson_called_new_does_not_hide_behind_the_page_of_new_lessons(visit, manager, promise):
    sent = {"title": "New", "wording": "Words.", "learned_from": "Calls", "commitments": "LS4", "do": "save"}
    visit.as_(manager).post(address("new-lesson"), sent)

    assert Lesson.objects.get().code == "new-2"


def test_a_lesson_is_put_in_other_words_and_keeps_what_it_is_about_elsewhere(visit, manager, lesson, promise):
    other, older = CommitmentFactory(section=promise.section, code="LS5"), CommitmentFactory()
    lesson.commitments.add(older)
    visit, there = visit.as_(manager), address("rewrite-lesson", "equipment")
    sent = written(visit(there))
    assert sent["commitments"] == "LS4"

    visit.post(there, sent | {"commitments": "LS5", "role": "Head of Learning", "do": "save"})

    assert {one.pk for one in Lesson.objects.get().commitments.all()} == {other.pk, older.pk}
    newest = visit(reverse("editing:history", args=["lesson", lesson.pk])).main.find(class_="le_version")
    assert [text.get_text() for text in newest.find_all("dd")] == [
        "[added: Head of Learning]",
        f"[removed: LS4][added: LS5], {older.code}",
    ]
    assert versions_of(lesson)[-1].by == "Eilidh"


def test_two_who_write_one_lesson_lose_no_word(visit, manager, lesson, promise):
    visit, there = visit.as_(manager), address("rewrite-lesson", "equipment")
    mine = written(visit(there)) | {"wording": "Check it twice.", "do": "save"}
    morag, given = (
        PersonFactory(name="Morag", role="charter-lead"),
        {"edition": promise.edition, "commitments": [promise]},
    )
    operations.rewrite_lesson(lesson=lesson, seen=revision(lesson), wording="Check it well.", by=morag, **given)

    page = visit.post(there, mine, status=409)

    assert page.main.h1.get_text() == "Morag changed this meanwhile"
    assert written(page)["wording"] == "Check it twice."
    assert "well" in page.main.find(class_="le_opinion").get_text()


def test_a_change_is_recorded_and_later_who_was_told_and_whether_it_worked(visit, manager, lesson):
    visit = visit.as_(manager)
    visit.post(address("new-change", "equipment"), {"what": "We check", "due_on": "1/1/2024", "do": "save"})
    change = Change.objects.get()
    there = address("rewrite-change", "equipment", change.pk)

    sent = written(visit(there)) | {"did_it_work": "Yes", "checked_on": f"{TOMORROW:%-d/%-m/%Y}", "do": "save"}
    page = visit.post(there, sent)
    assert [link.get_text() for link in page.main.find(id="error-summary").find_all("a")] == [
        "Say when it was done: what is not done cannot have worked",
        "That day has not come yet. Leave it empty until then",
    ]
    done = {"made_on": f"{YESTERDAY:%-d/%-m/%Y}", "told_to": "Staff", "checked_on": ""}
    page = visit.post(there, written(page) | done | {"do": "save"})

    saved = Change.objects.get()
    assert (saved.made_on, saved.told_to, saved.did_it_work) == (YESTERDAY, "Staff", "Yes")
    assert "Told to Staff. Did it work? Yes" in page.text
    assert not queries.overdue(edition=lesson.commitments.get().edition, on=localdate()).exists()


def test_what_we_will_not_do_is_said_with_the_reason_and_the_lesson_stays_late(visit, manager, lesson, promise):
    change = operations.change(lesson=lesson, what="We check", due_on=YESTERDAY, by=manager)

    visit.as_(manager).post(address("dropping", "equipment", change.pk), {"because": "There is no money"})

    public = visit(reverse("tracing:changes", args=["ours"]))
    assert "We will not do this: There is no money" in public.text
    assert list(queries.overdue(edition=promise.edition, on=localdate())) == [lesson]
    with pytest.raises(operations.MadeAlready):
        done = operations.change(lesson=lesson, what="We did", made_on=YESTERDAY, by=manager)
        operations.withdraw_change(change=done, because="No", on=YESTERDAY, by=manager)


def test_a_withdrawn_lesson_is_read_with_its_reason_and_waited_for_no_more(visit, manager, lesson, promise):
    page = visit.as_(manager).post(address("withdrawal", "equipment"), {"because": "It was said of another service"})

    assert "It was said of another service" in page.text
    assert "It was said of another service" in visit(reverse("tracing:changes", args=["ours"])).text
    assert not queries.overdue(edition=promise.edition, on=localdate()).exists()
    assert entries(of=lesson) == ["lesson.learned", "lesson.withdrawn"]


def test_script_in_any_field_is_shown_as_text(visit, manager, lesson):
    script, visit = "<script>alert('x')</script>", visit.as_(manager)
    sent = dict.fromkeys(("title", "wording", "learned_from", "role", "source"), script) | {"commitments": "LS4"}
    visit.post(
        address("rewrite-lesson", "equipment"),
        written(visit(address("rewrite-lesson", "equipment"))) | sent | {"do": "save"},
    )
    visit.post(address("new-change", "equipment"), {"what": script, "told_to": script, "source": script, "do": "save"})
    visit.post(address("withdrawal", "equipment"), {"because": script})
    shown = [address("lessons"), address("lesson", "equipment"), reverse("tracing:changes", args=["ours"])]
    shown += [reverse("editing:history", args=["lesson", lesson.pk]), address("rewrite-lesson", "equipment")]
    for there in shown:
        assert [tag for tag in visit(there).soup.find_all("script") if not tag.get("src")] == []


def test_a_lesson_about_the_edition_before_is_about_the_same_promise_in_this(visit, manager, lesson, promise):
    edition = EditionFactory(charter=promise.edition.charter, code="2024", published_on=date(2024, 6, 26))
    section = SectionFactory(edition=edition)
    now, other = (CommitmentFactory(section=section, code=code) for code in ("L9", "L10"))
    with before_publication():
        edition.lineage.create(earlier=promise, later=now, kind="reworded", same_promise=True, reason="Plainer")
    visit, there = visit.as_(manager), address("rewrite-lesson", "equipment")
    sent = written(visit(there))
    assert sent["commitments"] == "L9"

    visit.post(there, sent | {"title": "Equipment before visits", "do": "save"})
    assert list(Lesson.objects.get().commitments.all()) == [promise]
    visit.post(there, written(visit(there)) | {"commitments": "L10", "do": "save"})
    assert list(Lesson.objects.get().commitments.all()) == [other]
