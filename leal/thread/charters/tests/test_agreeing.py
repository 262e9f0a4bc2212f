"""Two people approve the very words that are published, and nothing is published that loses a promise."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from leal.foundations.audit.record import entries
from leal.thread.charters import operations, queries
from leal.thread.charters.models import Comment, Edition, Lineage
from leal.thread.statements.models import Statement

from .conftest import AT, IN_2019, IN_2024, agreed, published, written


def publish(edition, by, on=IN_2024):
    return operations.publish(edition=edition, agreed_on=on, on=on, by=by)


def test_an_edition_is_a_draft_then_approved_then_published(draft, morag, eilidh):
    states = [queries.state(edition=draft)]
    states.append(queries.state(edition=agreed(draft, morag)))
    states.append(queries.state(edition=agreed(draft, eilidh)))
    states.append(queries.state(edition=publish(draft, morag)))

    assert states == ["draft", "draft", "approved", "published"]
    assert entries(of=draft)[1:] == ["edition.approved", "edition.approved", "edition.published"]


def test_one_person_s_approval_is_not_enough_and_the_refusal_says_whose_is_there(draft, morag):
    with pytest.raises(operations.NotApproved, match="Two people must approve these very words"):
        publish(draft, morag)
    with pytest.raises(operations.NotApproved, match="so far Morag has"):
        publish(agreed(draft, morag), morag)


def test_nobody_approves_twice(draft, morag):
    agreed(draft, morag)

    with pytest.raises(operations.ApprovedAlready, match="Someone else must approve them too"):
        agreed(draft, morag)


def test_an_edit_takes_the_approvals_away_and_the_same_words_again_bring_them_back(draft, write, morag, eilidh):
    agreed(draft, morag, eilidh)
    write.rewrite("PS1", wording="We will be kind to you.", because="People asked to whom")
    assert queries.approvals(edition=draft) == []
    with pytest.raises(operations.NotApproved, match="changed after Eilidh and Morag approved them"):
        publish(draft, morag)

    write.rewrite("PS1", wording="We will be kind.")

    assert publish(draft, morag).is_published


def change_a_reason(draft):
    return draft.lineage.update(same_promise=False, kind="reworded", reason="Other words")


EDITS = {
    "the title": lambda draft: Edition.objects.filter(pk=draft.pk).update(title="Another"),
    "a passage": lambda draft: draft.passages.update(words="Other words"),
    "a section": lambda draft: draft.sections.filter(code="PS").update(lead_in="Our colleagues will"),
    "a promise": lambda draft: draft.commitments.filter(code="PS1").update(achieved_by="Asking"),
    "an ask": lambda draft: draft.asks.update(why="Other words"),
    "a part": lambda draft: draft.commitments.get(code="PW1").parts.filter(letter="a").update(wording="Other"),
    "whom it binds": lambda draft: draft.commitments.get(code="PS1").binds.clear(),
    "what it answers": lambda draft: draft.commitments.get(code="PS1").answers.clear(),
    "what became of a promise": change_a_reason,
}


@pytest.mark.parametrize("what", EDITS)
def test_whatever_is_changed_the_text_is_another(draft, what):
    before = queries.fingerprint(edition=draft)

    EDITS[what](draft)

    assert queries.fingerprint(edition=draft) != before


def test_whoever_read_older_words_approves_nothing(draft, write, morag):
    read = queries.fingerprint(edition=draft)
    write.rewrite("PS1", title="Kind")

    with pytest.raises(operations.ChangedSince, match="Read it again"):
        operations.approve(edition=draft, seen=read, at=AT, by=morag)


def test_whoever_may_not_approve_is_refused(draft, callum):
    with pytest.raises(PermissionDenied):
        agreed(draft, callum)


def refusals(edition):
    return queries.obstacles(edition=edition)


def test_a_promise_that_nothing_accounts_for_is_named_and_the_edition_refused(first, draft, morag, eilidh):
    draft.commitments.get(code="PS1").delete()
    draft.lineage.filter(earlier__code="PS2").delete()

    assert refusals(draft) == [
        "PS1 and PS2 of “Our Charter, 2019” would be lost. Say what became of them, and why.",
        "Say where PS2 came from, or that it is new, and why.",
    ]
    with pytest.raises(operations.NotReady, match="would be lost"):
        agreed(draft, morag)
    with pytest.raises(operations.NotReady, match="would be lost"):
        publish(draft, morag)


def test_a_change_without_a_reason_is_named(draft, write):
    write.rewrite("PS1", wording="We will be gentle.")

    assert refusals(draft) == ["Say why PS1 was changed."]


def test_what_is_called_kept_has_the_same_words(draft):
    draft.commitments.filter(code="PS1").update(wording="We will be brisk.")

    assert refusals(draft) == ["PS1 cannot be called kept: the words were changed."]


def test_a_code_is_not_given_to_another_promise(draft, write):
    write.rewrite("PS1", code="PS9")
    write.rewrite("PS2", code="PS1")

    assert refusals(draft) == ["PS1 named another promise in “Our Charter, 2019”. Use a code that no promise had."]


def test_an_edition_without_promises_is_refused(first, morag):
    charter = operations.found(slug="other", name="Other", body="B", by=morag)
    edition = operations.open_edition(charter=charter, code="1", title="One", by=morag)

    assert refusals(edition) == ["It holds no promises yet."]


def test_a_second_edition_says_which_it_follows(first, morag):
    edition = operations.open_edition(charter=first.charter, code="2024", title="2024", by=morag)
    section = operations.write_section(edition=edition, code="S", name="S", by=morag)
    words = {"code": "X1", "title": "X", "wording": "X", "parts": {}, "binds": [], "answers": []}
    operations.write_commitment(edition=edition, section=section, by=morag, **words)

    assert refusals(edition) == [
        "Say which edition it follows: “Our Charter, 2019” is published, and its promises must be accounted for."
    ]


def test_a_draft_of_what_is_no_longer_the_newest_edition_is_refused(first, draft, morag, eilidh):
    late = operations.draft_from(edition=first, code="2025", title="2025", by=morag)
    published(draft, IN_2024, morag, eilidh)

    assert refusals(late) == [
        "It was drafted from “Our Charter, 2019”, and “Our Charter, 2024” has been published since: draft it from that."
    ]


def test_a_section_comes_after_the_one_it_is_a_part_of(draft, morag):
    people = draft.sections.get(code="PS")
    inner = operations.write_section(edition=draft, code="PSA", name="Our colleagues", within=people, by=morag)
    assert refusals(draft) == []

    operations.move_section(section=inner, place=1, by=morag)

    assert refusals(draft) == ["“Our colleagues” must come after the section it is a part of."]


def test_an_edition_comes_after_the_one_it_follows(draft, morag, eilidh):
    with pytest.raises(operations.NotReady, match="this one must come after it"):
        publish(agreed(draft, morag, eilidh), morag, on=date(2019, 3, 4))


def test_promises_that_no_statement_stands_behind_need_a_reason(draft, write, morag, eilidh):
    write.rewrite("PS1", answers=[])
    agreed(draft, morag, eilidh)

    with pytest.raises(operations.NoStatementBehind, match="Link PS1 to a statement people made"):
        publish(draft, morag)
    told = {"edition": draft, "agreed_on": IN_2024, "on": IN_2024, "by": morag}
    assert operations.publish(because="Nobody was asked", **told).is_published
    assert Statement.objects.count() == 1


def test_a_first_edition_needs_no_lineage(morag, eilidh):
    assert published(written(morag), IN_2019, morag, eilidh).is_published
    assert Lineage.objects.count() == 0


def test_a_comment_is_made_settled_once_and_outlives_its_promise(draft, write, morag, callum):
    made = operations.comment(edition=draft, commitment=write.of("PS1"), words="Kind to whom?", at=AT, by=callum)
    operations.comment(edition=draft, words="All good.", at=AT, by=callum)
    write.remove("PS1")

    operations.settle(comment=made, outcome="We took the promise out.", at=AT, by=morag)
    operations.settle(comment=made, outcome="Something else.", at=AT, by=morag)

    rows = Comment.objects.values_list("about", "words", "outcome", "settled_by__name")
    assert list(rows) == [
        ("PS1", "Kind to whom?", "We took the promise out.", "Morag"),
        ("", "All good.", "", None),
    ]


def test_whoever_may_not_read_a_draft_may_not_comment(draft, fergus):
    with pytest.raises(PermissionDenied):
        operations.comment(edition=draft, words="Hello", at=AT, by=fergus)


def test_the_edition_in_force_is_the_last_one_published_by_then(first, draft, morag, eilidh):
    published(draft, IN_2024, morag, eilidh)

    def in_force(*day):
        return queries.edition_in_force(charter=first.charter, on=date(*day)).code

    assert [in_force(2018, 1, 1), in_force(2024, 6, 25), in_force(2024, 6, 26)] == ["2019", "2019", "2024"]
    assert [one.code for one in queries.editions(charter=first.charter)] == ["2024", "2019"]
