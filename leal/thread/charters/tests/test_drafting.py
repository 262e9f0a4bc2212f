"""A draft starts from what is published, and always says where each promise came from."""

import pytest

from leal.foundations.audit.record import entries
from leal.foundations.revision import ChangedMeanwhile, revision
from leal.thread.charters import operations, queries
from leal.thread.charters.models import Edition

from .conftest import lineage

KEPT = [("PS1", "PS1", "kept", True, ""), ("PS2", "PS2", "kept", True, ""), ("PW1", "PW1", "kept", True, "")]


def text(edition):
    """All that an edition says, row by row, without keys."""
    return {
        "passages": list(edition.passages.values_list("kind", "heading", "words", "place")),
        "sections": list(edition.sections.values_list("code", "name", "lead_in", "within__code", "place")),
        "commitments": list(edition.commitments.values_list("section__code", "code", "title", "wording", "place")),
        "parts": sorted(edition.commitments.values_list("code", "parts__letter", "parts__wording")),
        "binds": sorted(edition.commitments.values_list("code", "binds__name")),
        "answers": sorted(edition.commitments.values_list("code", "answers__code")),
        "asks": list(edition.asks.values_list("code", "wording", "place")),
    }


def test_a_draft_says_all_that_its_edition_says_and_every_promise_is_kept(first, draft):
    assert text(draft) == text(first)
    assert lineage(draft) == KEPT
    assert (draft.follows, draft.published_on) == (first, None)
    assert entries(of=draft) == ["edition.drafted"]


def test_sections_inside_sections_are_copied_inside_their_copies(first, draft, morag, eilidh):
    people = draft.sections.get(code="PS")
    operations.write_section(edition=draft, code="PSA", name="Our colleagues", within=people, by=morag)
    Edition.objects.filter(pk=draft.pk).update(published_on="2024-06-26")

    again = operations.draft_from(edition=Edition.objects.get(pk=draft.pk), code="2029", title="2029", by=morag)

    assert again.sections.get(code="PSA").within == again.sections.get(code="PS")


def test_a_draft_of_a_draft_is_refused(draft, morag):
    with pytest.raises(operations.NotPublishedYet, match="is still a draft"):
        operations.draft_from(edition=draft, code="2029", title="2029", by=morag)


def test_a_code_in_use_is_refused_in_a_sentence(first, draft, morag):
    with pytest.raises(operations.CodeTaken, match="The code 2024 is taken"):
        operations.draft_from(edition=first, code="2024", title="Again", by=morag)
    with pytest.raises(operations.CodeTaken, match="The code PS is taken"):
        operations.write_section(edition=draft, code="PS", name="People", by=morag)


def test_a_draft_given_up_takes_all_of_it_away_and_leaves_what_is_published(first, draft, morag):
    operations.abandon(edition=draft, because="It was never wanted", by=morag)

    assert list(queries.drafts(charter=first.charter)) == []
    assert list(queries.editions(charter=first.charter)) == [first]
    assert entries(of=draft) == ["edition.drafted", "edition.abandoned"]


def test_a_promise_said_anew_is_reworded_for_its_reason_and_kept_once_its_words_are_back(draft, write):
    write.rewrite("PS1", wording="We will be kind to you.", because="People asked to whom")
    assert lineage(draft)[0] == ("PS1", "PS1", "reworded", True, "People asked to whom")

    write.rewrite("PS1", wording="We will be kind.")
    assert lineage(draft) == KEPT


def test_a_promise_can_be_said_to_be_another_one_now(draft, write):
    write.rewrite("PS1", wording="We will be brisk.", because="Time is short", same_promise=False)

    assert lineage(draft)[0] == ("PS1", "PS1", "reworded", False, "Time is short")


def test_parts_and_whom_it_binds_belong_to_the_words_and_its_short_title_does_not(draft, write):
    write.rewrite("PW1", parts={"a": "Be quick", "b": "Be clearer"})
    write.rewrite("PS1", title="Kind")

    assert [row[2] for row in lineage(draft)] == ["kept", "kept", "reworded"]


def test_a_part_that_stays_keeps_its_row(draft, write):
    before = write.of("PW1").parts.get(letter="a").pk

    write.rewrite("PW1", parts={"a": "Be very quick", "c": "Be nice"})

    assert list(write.of("PW1").parts.values_list("pk", "letter"))[0] == (before, "a")
    assert [part.letter for part in write.of("PW1").parts.all()] == ["a", "c"]


def test_whoever_saves_second_sees_both_wordings_and_nothing_is_overwritten(draft, write, morag):
    row = write.of("PS1")
    seen = revision(row)
    write.rewrite("PS1", wording="We will be kind, always.")

    with pytest.raises(ChangedMeanwhile) as meanwhile:
        operations.rewrite_commitment(commitment=row, seen=seen, wording="We will be gentle.", by=morag)

    assert meanwhile.value.mine["wording"] == "We will be gentle."
    assert meanwhile.value.theirs["wording"] == "We will be kind, always."
    assert write.of("PS1").wording == "We will be kind, always."


def test_a_promise_written_into_a_draft_is_new_for_the_reason_given(draft, morag):
    operations.write_commitment(
        edition=draft,
        section=draft.sections.get(code="PS"),
        code="PS3",
        title="Ask",
        wording="We will ask.",
        parts={},
        binds=[],
        answers=[],
        because="Clients asked for it",
        by=morag,
    )

    assert lineage(draft)[-1] == (None, "PS3", "new", False, "Clients asked for it")


def test_a_promise_taken_out_has_ended_for_the_reason_given(draft, write):
    write.remove("PS1", because="The law says it now")

    assert lineage(draft)[0] == ("PS1", None, "ended", False, "The law says it now")
    assert [row.place for row in draft.sections.get(code="PS").commitments.all()] == [1]


def test_a_promise_moved_within_its_section_is_kept_and_to_another_is_moved(draft, write, morag):
    people, process = draft.sections.all()
    operations.move(commitment=write.of("PS2"), section=people, place=1, by=morag)
    assert [row.code for row in people.commitments.all()] == ["PS2", "PS1"]
    assert lineage(draft) == KEPT

    operations.move(commitment=write.of("PS1"), section=process, place=1, because="It is about how", by=morag)

    assert [row.code for row in process.commitments.all()] == ["PS1", "PW1"]
    assert [row.place for row in people.commitments.all()] == [1]
    assert lineage(draft)[0] == ("PS1", "PS1", "moved", True, "It is about how")


def test_one_promise_split_into_two_says_which_is_still_the_same(draft, write, morag):
    row = write.of("PW1")

    quick, clear = operations.split(
        commitment=row,
        into=[
            {"code": "PW1", "title": "Quick", "wording": "We will be quick."},
            {"code": "PW2", "title": "Clear", "wording": "We will be clear.", "parts": {"a": "In print"}},
        ],
        same=["PW1"],
        because="They are two promises",
        seen=revision(row),
        by=morag,
    )

    assert lineage(draft)[2:] == [
        ("PW1", "PW1", "split", True, "They are two promises"),
        ("PW1", "PW2", "split", False, "They are two promises"),
    ]
    assert [row.code for row in draft.sections.get(code="PW").commitments.all()] == ["PW1", "PW2"]
    assert list(quick.parts.all()) == []
    assert list(clear.answers.all()) == list(quick.answers.all())
    assert list(clear.binds.all()) == list(quick.binds.all())


def test_a_branch_of_a_split_taken_out_leaves_one_promise_reworded(draft, write, morag):
    row = write.of("PW1")
    words = [{"code": code, "title": code, "wording": f"We will {code}."} for code in ("PW1", "PW2")]
    operations.split(commitment=row, into=words, same=["PW1"], because="Two", seen=revision(row), by=morag)

    write.remove("PW2")

    assert lineage(draft)[2:] == [("PW1", "PW1", "reworded", True, "Two")]


def test_two_promises_merged_into_one_answer_for_both(draft, write, morag):
    one, other = write.of("PS1"), write.of("PS2")

    merged = operations.merge(
        edition=draft,
        commitments=[one, other],
        same=["PS2"],
        because="They were said as one",
        seen={"PS1": revision(one), "PS2": revision(other)},
        title="Kind and listening",
        wording="We will be kind and listen.",
        by=morag,
    )

    assert merged.code == "PS1"
    assert [row.code for row in draft.commitments.all()] == ["PS1", "PW1"]
    assert lineage(draft)[:2] == [
        ("PS1", "PS1", "merged", False, "They were said as one"),
        ("PS2", "PS1", "merged", True, "They were said as one"),
    ]


@pytest.mark.parametrize("name", ["split", "merge"])
def test_one_promise_alone_is_neither_split_nor_merged(draft, write, morag, name):
    row = write.of("PS1")
    given = {
        "split": {"commitment": row, "into": [{"code": "PS1"}], "seen": revision(row)},
        "merge": {"edition": draft, "commitments": [row, row], "seen": {"PS1": revision(row)}},
    }

    with pytest.raises(operations.TooFew):
        getattr(operations, name)(**given[name], same=[], because="Why not", by=morag)


def test_what_is_said_of_a_promise_gives_way_to_what_is_said_later(first, draft, write, morag):
    write.remove("PS1")
    earlier = first.commitments.get(code="PS1")
    said = {"edition": draft, "earlier": earlier, "reason": "It lives on there", "by": morag}

    operations.relate(later=write.of("PS2"), same_promise=True, **said)

    assert lineage(draft)[:2] == [
        ("PS1", "PS2", "merged", True, "It lives on there"),
        ("PS2", "PS2", "merged", True, ""),
    ]
    operations.unrelate(lineage=draft.lineage.get(earlier=earlier), by=morag)
    assert lineage(draft)[0] == ("PS2", "PS2", "kept", True, "")


def test_no_reason_no_change(first, draft, morag):
    with pytest.raises(operations.NoReason, match="Say why"):
        operations.relate(
            edition=draft,
            earlier=first.commitments.get(code="PS1"),
            later=None,
            reason="",
            same_promise=False,
            by=morag,
        )
    assert lineage(draft) == KEPT


def test_a_promise_of_another_charter_is_no_relation(draft, write, morag):
    with pytest.raises(operations.Elsewhere):
        operations.relate(
            edition=draft,
            earlier=write.of("PS1"),
            later=write.of("PS2"),
            reason="Mixed up",
            same_promise=True,
            by=morag,
        )


def test_a_section_with_promises_in_it_is_not_taken_out(draft, write, morag):
    people = draft.sections.get(code="PS")
    with pytest.raises(operations.StillHolds, match="“People” still holds"):
        operations.remove_section(section=people, by=morag)

    for code in ("PS1", "PS2"):
        operations.move(commitment=write.of(code), section=draft.sections.get(code="PW"), place=1, by=morag)
    operations.remove_section(section=people, by=morag)

    assert [(row.code, row.place) for row in draft.sections.all()] == [("PW", 1)]


def test_sections_passages_and_asks_can_be_put_in_order_rewritten_and_taken_out(draft, morag):
    process = draft.sections.get(code="PW")
    operations.move_section(section=process, place=1, by=morag)
    assert [row.code for row in draft.sections.all()] == ["PW", "PS"]

    passage, ask = draft.passages.get(), draft.asks.get()
    operations.rewrite_passage(passage=passage, seen=revision(passage), words="Please read this.", by=morag)
    operations.rewrite_ask(ask=ask, seen=revision(ask), wording="Be fair to us", by=morag)
    section = draft.sections.get(code="PS")
    operations.rewrite_section(section=section, seen=revision(section), name="A people’s service", by=morag)
    operations.rewrite_edition(edition=draft, seen=revision(draft), title="The 2024 edition", by=morag)
    assert draft.passages.get().words == "Please read this."
    assert draft.asks.get().wording == "Be fair to us"
    assert draft.sections.get(code="PS").name == "A people’s service"
    assert Edition.objects.get(pk=draft.pk).title == "The 2024 edition"

    operations.remove_passage(passage=passage, by=morag)
    operations.remove_ask(ask=ask, by=morag)
    assert (list(draft.passages.all()), list(draft.asks.all())) == ([], [])
