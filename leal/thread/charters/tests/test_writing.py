"""Writing an edition, from the draft to the day it is published: by whoever may, two at a time, and no word lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import now

from leal.foundations.audit.record import entries
from leal.foundations.revision import revision
from leal.thread.charters import operations, queries
from leal.thread.charters.models import Commitment, Edition
from tests.factories import BodyFactory, CharterFactory, PersonFactory, StatementFactory, ThemeFactory
from tests.forms import written

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def lead():
    return PersonFactory(name="Morag", role="charter-lead", within="charter ours")


@pytest.fixture
def charter():
    return CharterFactory(slug="ours")


@pytest.fixture
def body(charter):
    return BodyFactory(charter=charter, name="The Agency")


@pytest.fixture
def statement(charter):
    return StatementFactory(service="ours", code="be-kind", wording="Be kind", theme=ThemeFactory(service="ours"))


@pytest.fixture
def published(charter, body, statement, lead):
    """An edition of three promises, agreed by two."""
    edition = operations.open_edition(charter=charter, code="2019", title="Ours 2019", by=lead)
    section = operations.write_section(edition=edition, code="A", name="People", by=lead)
    operations.write_section(edition=edition, code="B", name="Learning", by=lead)
    operations.write_passage(edition=edition, kind="welcome", heading="Welcome", words="Hello.", by=lead)
    for code in ("A1", "A2", "A3"):
        words = {"title": f"Title of {code}", "wording": f"We will keep {code}.", "parts": {}}
        operations.write_commitment(
            edition=edition, section=section, code=code, binds=[body], answers=[statement], by=lead, **words
        )
    return agreed(edition, lead, on=date(2019, 2, 6))


@pytest.fixture
def draft(published, lead):
    return operations.draft_from(edition=published, code="2027", title="Ours 2027", by=lead)


def agreed(edition, lead, on):
    for person in (lead, PersonFactory(role="charter-lead")):
        operations.approve(edition=edition, seen=queries.fingerprint(edition=edition), at=now(), by=person)
    return operations.publish(edition=edition, agreed_on=on, on=on, by=lead)


def one(draft, code="A1") -> Commitment:
    return Commitment.objects.get(edition=draft, code=code)


def address(page: str, *parts) -> str:
    return reverse(f"charters:{page}", args=["ours", *parts])


def in_draft(page: str, *parts) -> str:
    return address(page, "2027", *parts)


def codes(page) -> list[str]:
    return [link.get_text().rpartition(", ")[2] for link in page.main.select("ol.le_text a")]


# From one edition to the next


def test_the_first_edition_begins_empty_and_the_next_with_all_the_words(visit, lead, charter):
    visit = visit.as_(lead)
    assert "Nothing is published yet." in visit(address("editions")).text

    page = visit.post(address("new-draft"), {"title": "Ours", "code": "new"})
    assert "Choose another: “new” is the name of a page" in page.text
    page = visit.post(address("new-draft"), {"title": "Ours", "code": "2019"})
    assert "Nothing is written yet. Begin with a section: promises stand in one." in page.text


def test_a_draft_is_started_from_the_edition_in_force(visit, lead, published):
    visit = visit.as_(lead)
    page = visit.post(address("new-draft"), {"title": "Ours 2027", "code": "2019"})
    assert "The code 2019 is taken. Choose another" in page.text

    page = visit.post(address("new-draft"), {"title": "Ours 2027", "code": "2027"})

    assert page.main.h1.get_text() == "Ours 2027"
    assert codes(page) == ["A1", "A2", "A3"]
    assert "Nobody but those who work on it sees it." in page.text


def test_who_may_read_a_draft_may_comment_and_only_who_writes_the_charter_writes_it(visit, draft):
    adviser = PersonFactory(role="adviser")
    page = visit.as_(adviser)(in_draft("draft"))
    assert page.main.find("button") is None
    assert page.main.find("a", string="Write a promise") is None
    for there in (
        in_draft("wording", one(draft).pk),
        in_draft("new-promise"),
        in_draft("publishing"),
        in_draft("became"),
    ):
        visit.as_(adviser)(there, status=403)
    visit.as_(PersonFactory(role="charter-lead", within="charter another"))(in_draft("draft"), status=403)
    visit.as_(PersonFactory())(in_draft("draft"), status=403)
    assert visit(in_draft("draft"), status=302).status == 302


def test_the_page_of_a_draft_asks_the_same_of_the_database_however_long_it_is(visit, lead, draft, body):
    def add():
        code = f"B{Commitment.objects.count()}"
        section = operations.write_section(edition=draft, code=code, name=f"Section {code}", by=lead)
        words = {"title": "One more", "wording": "We will.", "parts": {"a": "And more"}, "binds": [body], "answers": []}
        more = operations.write_commitment(edition=draft, section=section, code=code, by=lead, **words)
        operations.comment(edition=draft, commitment=more, words="Why?", at=now(), by=lead)

    visit.as_(lead).asks_the_same(in_draft("draft"), add)
    for page in ("reading", "comparison", "lineage", "comments"):
        visit.as_(lead).asks_the_same(in_draft(page), add)


# Writing promises


def test_a_promise_is_written_with_parts_and_the_statements_it_answers(visit, lead, draft, body, statement):
    visit, section = visit.as_(lead), draft.sections.get(code="B")
    there = f"{in_draft('new-promise')}?section={section.pk}"
    sent = written(visit(there)) | {"wording": "We will learn and share.", "title": "Learning", "code": "B1"}
    sent |= {"parts": "a. We will learn\n\nWe will share", "binds": [body.pk], "answers": [statement.pk]}

    page = visit.post(there, sent | {"achieved_by": "A course\nA café", "do": "look"})
    assert [item.get_text() for item in page.main.find(class_="le_sheet").find_all("li")] == [
        *("a. We will learn", "b. We will share", "A course", "A café", "Be kind")
    ]
    visit.post(there, written(page) | {"because": "People asked for it", "do": "save"})

    new = one(draft, "B1")
    assert (new.section, dict(new.parts.values_list("letter", "wording"))) == (
        section,
        {"a": "We will learn", "b": "We will share"},
    )
    assert list(new.came_from.values_list("kind", "reason")) == [("new", "People asked for it")]


@pytest.mark.parametrize(
    ("parts", "said"),
    [("a. One\na. Two", "The letter a stands before two parts. Give each its own"), ("b. One\nb) Two", "The letter b")],
)
def test_two_parts_do_not_share_a_letter(visit, lead, draft, parts, said):
    page = visit.as_(lead).post(in_draft("new-promise"), {"parts": parts})

    assert said in page.text


def test_a_promise_is_reworded_and_beside_it_stands_what_it_said_before(visit, lead, draft):
    visit, pk = visit.as_(lead), one(draft).pk
    sent = written(visit(in_draft("wording", pk))) | {"wording": "We will always keep A1.", "because": "They asked"}

    page = visit.post(in_draft("wording", pk), sent | {"do": "save"})

    assert page.main.h1.get_text() == "Title of A1"
    assert "We will [added: always] keep A1." in page.main.get_text()
    assert "The same promise: what is known of how it was kept goes on. Why: They asked." in page.text
    row = one(draft).came_from.get()
    assert (row.kind, row.reason, row.same_promise) == ("reworded", "They asked", True)


def test_whether_it_is_still_the_same_promise_is_said_where_it_is_reworded(visit, lead, draft):
    visit, pk = visit.as_(lead), one(draft).pk
    sent = written(visit(in_draft("wording", pk))) | {"wording": "We will do something else.", "same_promise": "no"}

    visit.post(in_draft("wording", pk), sent | {"because": "Not any more", "do": "save"})

    assert one(draft).came_from.get().same_promise is False


def test_a_code_that_is_taken_is_said_and_what_was_written_is_kept(visit, lead, draft):
    visit, pk = visit.as_(lead), one(draft).pk
    sent = written(visit(in_draft("wording", pk))) | {"code": "A2", "wording": "Words that took an hour."}

    page = visit.post(in_draft("wording", pk), sent | {"do": "save"})

    assert "The code A2 is taken. Choose another" in page.text
    assert written(page)["wording"] == "Words that took an hour."


# Two at once


def test_two_who_write_one_promise_lose_no_word(visit, lead, draft):
    other, pk = PersonFactory(name="Iain", role="charter-lead"), one(draft).pk
    there = in_draft("wording", pk)
    mine, theirs = written(visit.as_(lead)(there)), written(visit.as_(other)(there))
    new = {"wording": "We will keep A1 for all.", "parts": "a. For all", "because": "Iain", "do": "save"}
    visit.as_(other).post(there, theirs | new)

    page = visit.as_(lead).post(there, mine | {"wording": "We will keep A1 for ever.", "do": "save"}, status=409)

    assert page.main.h1.get_text() == "Iain changed this meanwhile"
    left, right = (box.p.get_text() for box in page.main.find_all(class_="le_opinion"))
    assert (left, right) == ("We will keep A1 for [removed: all].", "We will keep A1 for [added: ever].")
    sent = written(page)
    assert (sent["wording"], sent["parts"]) == ("We will keep A1 for ever.", "a. For all")
    visit.as_(lead).post(there, sent | {"wording": "We will keep A1 for all, for ever.", "do": "save"})
    saved = one(draft)
    assert (saved.wording, saved.parts.get().wording) == ("We will keep A1 for all, for ever.", "For all")


def test_publishing_while_another_edits_loses_no_word(visit, lead, draft):
    there = in_draft("wording", one(draft).pk)
    sent = written(visit.as_(lead)(there)) | {"wording": "Words that took an hour.", "do": "save"}
    agreed(draft, lead, on=date(2027, 1, 1))

    page = visit.as_(lead).post(there, sent)

    assert "“Ours 2027” is published, and its words never change." in page.text
    assert written(page)["wording"] == "Words that took an hour."
    assert one(draft).wording == "We will keep A1."
    page = visit.as_(lead)(there, follow=True)
    assert page.main.h1.get_text() == "Ours 2027"
    assert page.main.find("button") is None


def test_words_about_a_promise_that_was_taken_out_meanwhile_can_be_copied(visit, lead, draft):
    other, found = PersonFactory(name="Iain", role="charter-lead"), one(draft)
    there = in_draft("wording", found.pk)
    sent = written(visit.as_(lead)(there)) | {"wording": "Words that took an hour.", "do": "save"}
    operations.remove(commitment=found, because="No", seen=revision(found), by=other)

    page = visit.as_(lead).post(there, sent, status=409)

    assert page.main.h1.get_text() == "Iain took this away meanwhile"
    assert "Words that took an hour." in page.text
    visit.as_(lead)(there, status=404)


def test_nobody_takes_out_a_promise_that_was_changed_since_they_read_it(visit, lead, draft):
    other, found = PersonFactory(name="Iain", role="charter-lead"), one(draft)
    there, visit = in_draft("away", found.pk), visit.as_(lead)
    sent = written(visit(there)) | {"because": "Nobody needs it"}
    operations.rewrite_commitment(commitment=found, seen=revision(found), wording="Needed!", because="So", by=other)

    page = visit.post(there, sent)
    assert "Iain changed this promise after you opened it. Read it again; it is still there" in page.text
    page = visit.post(there, written(page) | {"because": "Still nobody"})

    assert codes(page) == ["A2", "A3"]
    assert list(draft.lineage.filter(kind="ended").values_list("earlier__code", "reason")) == [("A1", "Still nobody")]


# Order


def test_promises_and_sections_move_by_buttons(visit, lead, draft):
    visit = visit.as_(lead)

    page = visit.post(in_draft("moving"), {"move": f"promise:{one(draft, 'A3').pk}:up"})
    assert codes(page) == ["A1", "A3", "A2"]
    page = visit.post(in_draft("moving"), {"move": f"promise:{one(draft, 'A1').pk}:down"})
    assert codes(page) == ["A3", "A1", "A2"]
    page = visit.post(in_draft("moving"), {"move": f"section:{draft.sections.get(code='B').pk}:up"})
    assert [section.code for section in draft.sections.all()] == ["B", "A"]
    first = page.main.select_one("ol.le_text > li")
    assert [button.get_text() for button in first.find_all("button")] == ["Down: A3"]


@pytest.mark.parametrize(
    "move", ["", "promise", "promise:1", "promise:x:up", "promise:999999:up", "charter:1:up", "::"]
)
def test_a_move_that_means_nothing_moves_nothing(visit, lead, draft, move):
    assert codes(visit.as_(lead).post(in_draft("moving"), {"move": move})) == ["A1", "A2", "A3"]


def test_a_promise_moves_to_another_section(visit, lead, draft):
    visit, there = visit.as_(lead), in_draft("place", one(draft).pk)
    sent = {"section": draft.sections.get(code="B").pk, "place": "99", "because": "It is about learning"}

    visit.post(there, sent)

    row = one(draft).came_from.get()
    assert (one(draft).section.code, row.kind, row.reason) == ("B", "moved", "It is about learning")


# Sections, introduction, asks


def test_pieces_are_written_written_anew_and_taken_out(visit, lead, draft):
    visit = visit.as_(lead)
    visit.post(in_draft("new-section"), {"name": "Trust", "code": "T", "do": "save"})
    section = draft.sections.get(code="T")
    there = in_draft("section", section.pk)
    visit.post(there, written(visit(there)) | {"summary": "What we owe you", "do": "save"})
    visit.post(
        in_draft("new-passage"), {"kind": "word", "heading": "Redress", "words": "Putting it right", "do": "save"}
    )
    passage = draft.passages.get(heading="Redress")
    there = in_draft("passage", passage.pk)
    visit.post(there, written(visit(there)) | {"words": "Putting right what went wrong", "do": "save"})
    ask = {"wording": "Tell us", "why": "To help", "how_we_make_it_easy": "Any way", "if_not": "Nothing", "code": "K1"}
    visit.post(in_draft("new-ask"), ask | {"do": "save"})
    asked = draft.asks.get()
    there = in_draft("ask", asked.pk)
    visit.post(there, written(visit(there)) | {"why": "So that we can help", "do": "save"})

    assert draft.sections.get(code="T").summary == "What we owe you"
    assert draft.passages.get(heading="Redress").words == "Putting right what went wrong"
    assert draft.asks.get().why == "So that we can help"

    page = visit.post(in_draft("take-out", "section", draft.sections.get(code="A").pk))
    assert "“People” still holds promises or sections. Move them or take them out first" in page.text
    for kind, row in (("section", section), ("passage", passage), ("ask", asked)):
        visit(in_draft("take-out", kind, row.pk))
        visit.post(in_draft("take-out", kind, row.pk))
    assert not (draft.sections.filter(code="T") or draft.asks.all() or draft.passages.filter(heading="Redress"))


def test_an_old_wording_of_a_promise_is_put_back_and_says_its_parts(visit, lead, draft, body):
    visit, found = visit.as_(lead), one(draft)
    given = {"by": lead, "because": "So"}
    operations.rewrite_commitment(commitment=found, seen=revision(found), parts={"a": "First"}, **given)
    operations.rewrite_commitment(commitment=found, seen=revision(one(draft)), parts={"b": "Other"}, **given)

    page = visit(reverse("editing:history", args=["promise", found.pk]))
    newest, second = page.main.find_all(class_="le_version")[:2]
    assert newest.dd.get_text() == "[removed: a][added: b]. [removed: First][added: Other]"
    form = visit(second.find("a")["href"])
    assert written(form)["parts"] == "a. First"
    visit.post(second.find("a")["href"], written(form) | {"do": "save"})

    assert dict(one(draft).parts.values_list("letter", "wording")) == {"a": "First"}


def test_what_is_published_has_its_wordings_but_nothing_is_put_back(visit, lead, published):
    found = Commitment.objects.get(edition=published, code="A1")

    page = visit.as_(lead)(reverse("editing:history", args=["promise", found.pk]))

    assert "Put this wording back" not in page.text


def test_what_a_draft_is_called_is_written_anew_and_a_draft_is_given_up(visit, lead, draft, published):
    visit = visit.as_(lead)
    visit.post(
        in_draft("words"), written(visit(in_draft("words"))) | {"code": "2028", "title": "Ours 2028", "do": "save"}
    )
    assert Edition.objects.get(pk=draft.pk).code == "2028"

    visit.post(address("abandoning", "2028"), {"because": "A new law comes first"})
    assert list(Edition.objects.values_list("code", flat=True)) == ["2019"]
    assert Commitment.objects.filter(edition=published).count() == 3


# Comments


def test_a_comment_beside_a_promise_is_made_and_settled(visit, lead, draft):
    adviser, pk = PersonFactory(name="Callum", role="adviser"), one(draft).pk
    page = visit.as_(adviser).post(in_draft("promise", pk), {"words": "Say “always”"})
    assert "Say “always”" in page.main.aside.get_text()
    assert "1 comment waits" in visit.as_(lead)(in_draft("draft")).text

    comment = draft.comments.get()
    visit.as_(adviser)(in_draft("settling", comment.pk), status=403)
    page = visit.as_(lead).post(in_draft("settling", comment.pk), {"outcome": "We say it now"})

    assert "Settled by Morag" in page.text
    assert "comment waits" not in visit.as_(lead)(in_draft("draft")).text
    page = visit.as_(adviser).post(in_draft("comments"), {"words": " "})
    assert "Write what you want to say" in page.text
    page = visit.as_(adviser).post(in_draft("comments"), {"words": "All in all, good"})
    assert "All in all, good" in page.text


# What became of each promise


def test_what_is_still_unsaid_is_listed_first_and_said(visit, lead, draft):
    visit, found = visit.as_(lead), one(draft)
    operations.unrelate(lineage=found.came_from.get(), by=lead)
    operations.rewrite_commitment(
        commitment=one(draft, "A2"), seen=revision(one(draft, "A2")), wording="Anew.", by=lead
    )

    page = visit(in_draft("lineage"))
    unsaid = page.main.find("section", attrs={"aria-labelledby": "unsaid"})
    assert [tag.get_text() for tag in unsaid.find_all(class_="le_tag")] == [
        *("Would be lost", "From nowhere", "No reason given")
    ]

    ways = [link["href"] for link in unsaid.find_all("a")]
    form = visit(ways[0])
    page = visit.post(ways[0], written(form))
    assert "Say whether it is still the same promise" in page.text
    sent = written(form) | {"later": found.pk, "same_promise": "yes", "reason": ""}
    visit.post(ways[0], sent)
    why = visit(ways[2])
    page = visit.post(ways[2], written(why) | {"reason": "Plainer words"})
    assert "Nothing. Every promise is accounted for." in page.text
    assert "Why: Plainer words." in page.text

    row = one(draft, "A2").came_from.get()
    page = visit.post(in_draft("unsaying", row.pk))
    assert "Would be lost" in page.text


def test_a_lineage_of_nothing_is_refused(visit, lead, draft):
    page = visit.as_(lead).post(in_draft("became"), {"same_promise": "no", "reason": "Because"})

    assert "Choose a promise: of the edition before, of this one, or of both" in page.text


def test_a_reason_is_asked_for_where_words_changed(visit, lead, draft):
    sent = {"earlier": draft.follows.commitments.get(code="A1").pk, "later": "", "same_promise": "no"}

    page = visit.as_(lead).post(in_draft("became"), sent)

    assert "Say why, for the people who were promised it" in page.text


# Agreeing


def test_two_people_approve_the_very_words_and_then_they_are_published(visit, lead, draft):
    second = PersonFactory(name="Iain", role="charter-lead")
    page = visit.as_(lead)(in_draft("agreeing"))
    assert "Two people must approve it." in page.text
    visit.as_(lead).post(in_draft("publishing"), {"agreed_on": "1/1/2020"})
    assert not Edition.objects.get(pk=draft.pk).is_published

    form = written(visit.as_(lead)(in_draft("approving")))
    page = visit.as_(lead).post(in_draft("approving"), form)
    assert "Tick the box once you have read it" in page.text
    page = visit.as_(lead).post(in_draft("approving"), form | {"read": "on"})
    assert "You have approved these words. Someone else must approve them too." in page.text
    page = visit.as_(lead).post(in_draft("approving"), form | {"read": "on"})
    assert "You have approved these very words already." in page.text

    page = visit.as_(second).post(
        in_draft("approving"), written(visit.as_(second)(in_draft("approving"))) | {"read": "on"}
    )
    assert "Two people have approved these very words." in page.text
    page = visit.as_(lead).post(in_draft("publishing"), {"agreed_on": "1/9/2026"})

    edition = Edition.objects.get(pk=draft.pk)
    assert (edition.is_published, edition.agreed_on) == (True, date(2026, 9, 1))
    assert entries(of=edition) == ["edition.drafted", "edition.approved", "edition.approved", "edition.published"]
    assert "Its words never change." in page.text


def test_nobody_approves_words_they_have_not_read(visit, lead, draft):
    form = written(visit.as_(lead)(in_draft("approving"))) | {"read": "on"}
    operations.rewrite_commitment(
        commitment=one(draft), seen=revision(one(draft)), wording="Other.", because="So", by=lead
    )

    page = visit.as_(lead).post(in_draft("approving"), form)

    assert "The text was changed after you opened it. Read it again, then approve it" in page.text
    assert not draft.approvals.exists()


def test_an_approval_of_earlier_words_is_shown_as_that(visit, lead, draft):
    operations.approve(edition=draft, seen=queries.fingerprint(edition=draft), at=now(), by=lead)
    operations.rewrite_commitment(
        commitment=one(draft), seen=revision(one(draft)), wording="Other.", because="So", by=lead
    )

    page = visit.as_(lead)(in_draft("agreeing"))

    assert "the words as they were then. They were changed since" in page.text
    assert "Two people must approve it." in page.text


# Beside the edition before, and script


def test_the_comparison_marks_words_and_says_whether_anything_was_lost(visit, lead, draft):
    operations.rewrite_commitment(
        commitment=one(draft), seen=revision(one(draft)), wording="We will always keep A1.", because="So", by=lead
    )
    page = visit.as_(lead)(in_draft("comparison"))
    assert "Every promise of the edition before lives on in some form." in page.text
    assert "Kept: 2 · Reworded: 1" in page.text
    assert page.main.find("ins").get_text() == "[added: always]"

    operations.remove(commitment=one(draft, "A2"), because="No", seen=revision(one(draft, "A2")), by=lead)
    page = visit.as_(lead)(in_draft("comparison"))
    assert "Something of the edition before does not live on." in page.text


def test_the_first_edition_is_beside_nothing(visit, lead, published):
    for page in ("comparison", "lineage"):
        assert "There is no edition before this one" in visit.as_(lead)(address(page, "2019"), follow=True).text


def test_script_in_any_field_is_shown_as_text(visit, lead, draft, body):
    visit, found = visit.as_(lead), one(draft)
    words = dict.fromkeys(("wording", "title", "achieved_by", "because"), SCRIPT) | {"parts": f"a. {SCRIPT}"}
    visit.post(in_draft("wording", found.pk), written(visit(in_draft("wording", found.pk))) | words | {"do": "save"})
    visit.post(in_draft("new-section"), {"name": SCRIPT, "code": "X", "summary": SCRIPT, "do": "save"})
    visit.post(in_draft("new-passage"), {"kind": "word", "heading": SCRIPT, "words": SCRIPT, "do": "save"})
    visit.post(in_draft("promise", found.pk), {"words": SCRIPT})
    visit.post(in_draft("words"), written(visit(in_draft("words"))) | {"title": SCRIPT, "about": SCRIPT, "do": "save"})
    visit.post(in_draft("settling", draft.comments.get().pk), {"outcome": SCRIPT})
    assert one(draft).wording == SCRIPT
    pages = ("draft", "reading", "comparison", "lineage", "comments", "agreeing", "approving", "words", "abandoning")
    shown = [in_draft(page) for page in pages] + [in_draft(page, found.pk) for page in ("promise", "wording", "away")]
    for there in [*shown, address("editions"), reverse("editing:history", args=["promise", found.pk])]:
        assert [tag for tag in visit(there).soup.find_all("script") if not tag.get("src")] == []
