"""One promise becomes several, several become one: seen before it is saved, no word lost, and back again."""

import pytest
from django.urls import reverse

from leal.foundations.revision import revision
from leal.thread.charters import operations
from leal.thread.charters.models import Comment
from tests.factories import PersonFactory, StatementFactory
from tests.forms import written

from .conftest import lineage
from .test_drafting import KEPT


def address(page: str, row=None, *others) -> str:
    parts = ["ours", "2024", *([row.pk] if row else [])]
    return reverse(f"charters:{page}", args=parts) + "".join(
        f"{'&' if n else '?'}with={o.pk}" for n, o in enumerate(others)
    )


SECOND = {"second_wording": "We will be clear.", "second_title": "Clear", "second_code": "PW2"}
TWO = {"first_wording": "We will be quick.", "first_parts": "", **SECOND, "because": "They are two promises"}


def split(visit, row, **sent):
    there = address("split", row)
    return visit.post(there, written(visit(there)) | TWO | {"same": ["first"], "do": "save"} | sent)


def merge(visit, first, *others, **sent):
    there = address("merge", first, *others)
    return visit.post(there, written(visit(there)) | {"because": "They are one", "do": "save"} | sent)


def test_a_promise_becomes_two_and_readers_are_told_which_is_the_same(visit, draft, write, morag):
    visit, there = visit.as_(morag), address("split", write.of("PW1"))
    page = visit.post(there, written(visit(there)) | TWO | {"do": "look"})

    sheet = page.main.find(class_="le_sheet")
    assert [heading.get_text() for heading in sheet.find_all("h3")] == [
        *("PW1: We will be quick and clear", "PW2: Clear")
    ]
    assert "Still the promise that was made before." in sheet.get_text()
    assert lineage(draft) == KEPT
    page = visit.post(there, written(page) | {"do": "save"})

    assert "They are promises of their own now. To go back, make them one again." in page.text
    assert lineage(draft)[2:] == [
        ("PW1", "PW1", "split", True, "They are two promises"),
        ("PW1", "PW2", "split", False, "They are two promises"),
    ]
    assert list(write.of("PW2").binds.all()) == list(write.of("PW1").binds.all())


def test_what_was_made_several_is_made_one_again_word_for_word(visit, draft, write, morag):
    visit = visit.as_(morag)
    split(visit, write.of("PW1"))

    page = merge(visit, write.of("PW1"), write.of("PW2"))

    assert "They are one promise now." in page.text
    assert lineage(draft) == KEPT
    assert sorted(write.of("PW1").parts.values_list("letter", "wording")) == [("a", "Be quick"), ("b", "Be clear")]


def test_two_promises_become_one_and_part_again_as_they_were(visit, draft, write, morag):
    visit, one, other = visit.as_(morag), write.of("PS1"), write.of("PS2")
    one.answers.set([StatementFactory(code="only-of-the-first")])

    merge(visit, one, other, title="Kind and listening", wording="We will be kind and listen.")

    assert lineage(draft)[:2] == [
        ("PS1", "PS1", "merged", True, "They are one"),
        ("PS2", "PS1", "merged", True, "They are one"),
    ]
    assert sorted(row.code for row in write.of("PS1").answers.all()) == ["only-of-the-first", "said"]
    there = address("split", write.of("PS1"))
    page = visit(there)
    assert "It was made of PS1 and PS2. Each begins here as it was before." in page.text
    visit.post(there, written(page) | {"because": "They were two after all", "do": "save"})
    assert lineage(draft) == KEPT
    assert write.of("PS2").wording == "We will listen to you."
    assert [row.code for row in draft.commitments.all()] == ["PS1", "PS2", "PW1"]


def test_the_others_are_chosen_first(visit, write, morag, draft):
    visit, there = visit.as_(morag), address("merge", write.of("PS1"))
    assert "Choose at least one" in visit.post(there, {}).text

    page = visit.post(there, {"others": [write.of("PS2").pk, write.of("PW1").pk]})

    assert page.main.h1.get_text() == "Make one promise of PS1, PS2 and PW1"
    sent = written(page)
    assert sent["wording"] == "We will be kind.\nWe will listen to you.\nWe will be quick and clear."
    assert (sent["parts"], sent["code"]) == ("a. Be quick\nb. Be clear", "PS1")


def test_a_promise_changed_while_they_become_one_is_shown_beside_what_was_written(visit, draft, write, morag):
    other, there = PersonFactory(name="Iain", role="charter-lead"), address("merge", write.of("PS1"), write.of("PS2"))
    sent = written(visit.as_(morag)(there)) | {"wording": "We will be kind and listen.", "because": "One", "do": "save"}
    row = write.of("PS2")
    operations.rewrite_commitment(commitment=row, seen=revision(row), wording="We will hear you.", by=other)

    page = visit.as_(morag).post(there, sent, status=409)

    assert page.main.h1.get_text() == "Iain changed this meanwhile"
    assert "We will hear you." in page.main.find(class_="le_wordings").get_text().replace("[removed: ", "").replace(
        "]", ""
    )
    assert lineage(draft)[1][:3] == ("PS2", "PS2", "reworded")
    visit.as_(morag).post(there, written(page) | {"wording": "We will be kind and hear you.", "do": "save"})
    assert write.of("PS1").wording == "We will be kind and hear you."


def test_a_promise_taken_out_while_they_become_one_leaves_the_words_to_be_copied(visit, write, morag, draft):
    there = address("merge", write.of("PS1"), write.of("PS2"))
    sent = written(visit.as_(morag)(there)) | {"wording": "Words that took an hour.", "because": "One", "do": "save"}
    write.remove("PS2")

    page = visit.as_(morag).post(there, sent, status=409)

    assert "Words that took an hour." in page.text
    assert write.of("PS1").wording == "We will be kind."


def test_who_splits_a_promise_that_was_changed_meanwhile_loses_no_word(visit, write, morag, draft):
    other, there = PersonFactory(name="Iain", role="charter-lead"), address("split", write.of("PW1"))
    sent = written(visit.as_(morag)(there)) | TWO | {"do": "save"}
    row = write.of("PW1")
    operations.rewrite_commitment(commitment=row, seen=revision(row), wording="We will be quick.", by=other)

    page = visit.as_(morag).post(there, sent, status=409)

    assert written(page)["second_wording"] == "We will be clear."
    assert not draft.commitments.filter(code="PW2").exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"second_code": "PW1"}, "Two of them have the code PW1. Give each its own"),
        ({"second_code": "PS1"}, "The code PS1 is taken. Choose another"),
        ({"second_wording": ""}, "Write the promise"),
        ({"third_title": "Only a title"}, "Give it a code"),
        ({"because": ""}, "Say why"),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_is_kept(visit, draft, write, morag, sent, said):
    page = split(visit.as_(morag), write.of("PW1"), second_achieved_by="Words that took an hour.", **sent)

    assert said in page.text
    assert written(page)["second_achieved_by"] == "Words that took an hour."
    assert lineage(draft) == KEPT


def test_a_comment_on_a_promise_that_became_part_of_another_stays(visit, draft, write, morag):
    row = write.of("PS2")
    operations.comment(edition=draft, commitment=row, words="Whose ears?", at="2024-06-01T09:00Z", by=morag)

    merge(visit.as_(morag), write.of("PS1"), row)

    assert Comment.objects.get().about == "PS2"


def test_only_who_writes_the_charter_makes_promises_into_others(visit, draft, write):
    for page in ("split", "merge"):
        visit.as_(PersonFactory(role="adviser"))(address(page, write.of("PS1")), status=403)
