"""Two editions side by side: what became of every promise, and whether anything was lost."""

from hypothesis import given
from hypothesis import strategies as st

from leal.foundations.revision import revision
from leal.thread.charters import operations, queries
from leal.thread.charters.models import Commitment, Edition
from leal.thread.charters.queries.comparison import _families, _Link

from .conftest import IN_2024, published


def told(comparison):
    """Each pair: kind, codes before, codes after, same promise."""
    return [(pair.kind, codes(pair.earlier), codes(pair.later), pair.same) for pair in comparison.pairs]


def codes(side):
    return [one.commitment.code for one in side]


def words(side):
    return ["".join(f"{'' if run.kind == 'same' else run.kind + ':'}{run.words}" for run in one.words) for one in side]


def test_promises_kept_stand_side_by_side_in_the_order_of_the_text(first, draft):
    found = queries.compare(earlier=first, later=draft)

    assert told(found) == [(("kept"), [code], [code], True) for code in ("PS1", "PS2", "PW1")]
    assert (found.nothing_lost, found.counts) == (True, {"kept": 3})


def test_words_that_changed_are_marked_on_the_side_they_stand_on(first, draft, write):
    write.rewrite("PS1", wording="We will be gentle.", because="A better word")

    [pair, *_] = queries.compare(earlier=first, later=draft).pairs

    assert (words(pair.earlier), words(pair.later)) == (["We will be gone:kind."], ["We will be new:gentle."])
    assert pair.reasons == ("A better word",)


def test_what_will_be_done_is_marked_too(first, draft, write):
    write.rewrite("PS1", achieved_by="Asking\nListening", because="Said how")

    [pair, *_] = queries.compare(earlier=first, later=draft).pairs

    assert [tuple(run) for run in pair.later[0].doing] == [("new", "Asking\nListening")]


def test_a_merge_is_one_pair_whose_words_are_marked_against_both(first, draft, write, morag):
    one, other = write.of("PS1"), write.of("PS2")
    operations.merge(
        edition=draft,
        commitments=[one, other],
        same=["PS1", "PS2"],
        because="As one",
        seen={row.code: revision(row) for row in (one, other)},
        wording="We will be kind and listen to you.",
        by=morag,
    )

    [pair, _] = queries.compare(earlier=first, later=draft).pairs

    assert (pair.kind, codes(pair.earlier), codes(pair.later), pair.same) == ("merged", ["PS1", "PS2"], ["PS1"], True)
    assert "".join(words(pair.earlier)).count("gone:") > 0
    before = ["".join(run.words for run in one.words) for one in pair.earlier]
    assert before == ["We will be kind.", "We will listen to you."]


def test_a_split_is_one_pair(first, draft, write, morag):
    row = write.of("PW1")
    into = [
        {"code": "PW1", "title": "Quick", "wording": "We will be quick."},
        {"code": "PW2", "title": "Clear", "wording": "We will be clear."},
    ]
    operations.split(commitment=row, into=into, same=["PW1"], because="Two", seen=revision(row), by=morag)

    pair = queries.compare(earlier=first, later=draft).pairs[-1]

    assert (pair.kind, codes(pair.earlier), codes(pair.later), pair.same) == ("split", ["PW1"], ["PW1", "PW2"], False)
    after = ["".join(run.words for run in one.words) for one in pair.later]
    assert after == ["We will be quick.", "We will be clear."]


def test_what_ended_stands_last_with_its_reason(first, draft, write):
    write.remove("PS1", because="The law says it now")

    found = queries.compare(earlier=first, later=draft)

    assert told(found)[-1] == ("ended", ["PS1"], [], False)
    assert found.pairs[-1].reasons == ("The law says it now",)
    assert not found.nothing_lost


def test_what_nothing_is_said_of_is_lost(first, draft):
    draft.commitments.get(code="PS1").delete()

    found = queries.compare(earlier=first, later=draft)

    assert [row.code for row in found.lost] == ["PS1"]
    assert not found.nothing_lost


def test_editions_that_do_not_follow_each_other_are_not_compared(first, draft):
    assert queries.compare(earlier=draft, later=first) is None


def third_edition(draft, write, morag, eilidh):
    """A second edition with PS1 reworded and PS9 new; a third, where PS1 ends and PS9 with it and PS2 is another."""
    write.rewrite("PS1", wording="We will be gentle.", because="A better word")
    section = draft.sections.get(code="PS")
    new = {"title": "N", "wording": "New.", "parts": {}, "binds": [], "answers": list(write.of("PS1").answers.all())}
    operations.write_commitment(edition=draft, section=section, code="PS9", because="Asked for", by=morag, **new)
    second = published(draft, IN_2024, morag, eilidh)
    third = operations.draft_from(edition=second, code="2029", title="2029", by=morag)
    for code in ("PS1", "PS9"):
        row = third.commitments.get(code=code)
        operations.remove(commitment=row, because="No longer", seen=revision(row), by=morag)
    row = third.commitments.get(code="PS2")
    operations.rewrite_commitment(
        commitment=row, seen=revision(row), wording="We will hear you.", because="Shorter", same_promise=False, by=morag
    )
    return second, third


def test_editions_with_one_between_are_compared_through_it(first, draft, write, morag, eilidh):
    _, third = third_edition(draft, write, morag, eilidh)

    found = queries.compare(earlier=first, later=third)

    assert told(found) == [
        ("reworded", ["PS2"], ["PS2"], False),
        ("kept", ["PW1"], ["PW1"], True),
        ("ended", ["PS1"], [], False),
    ]
    assert found.pairs[-1].reasons == ("No longer", "A better word")


def test_the_lineage_of_a_promise_goes_back_to_the_first_edition(first, draft, write, morag, eilidh):
    _, third = third_edition(draft, write, morag, eilidh)
    now = third.commitments.get(code="PS2")

    steps = queries.lineage_of(commitment=now)

    assert [(step.edition.code, step.row.kind, step.same) for step in steps] == [
        ("2029", "reworded", False),
        ("2024", "kept", False),
    ]
    assert queries.same_promise_chain(commitment=now) == []
    kept = third.commitments.get(code="PW1")
    assert [row.edition.code for row in queries.same_promise_chain(commitment=kept)] == ["2024", "2019"]


def same(commitment):
    """The editions in which a commitment stands as the same promise."""
    rows = Commitment.objects.filter(pk__in=queries.same_as(commitment=commitment))
    return sorted(f"{row.edition.code} {row.code}" for row in rows.select_related("edition"))


def test_a_promise_is_the_same_back_and_on_and_a_draft_says_nothing_to_others(first, draft, write, morag, eilidh):
    second, third = third_edition(draft, write, morag, eilidh)

    assert same(first.commitments.get(code="PW1")) == ["2019 PW1", "2024 PW1"]
    assert same(third.commitments.get(code="PW1")) == ["2019 PW1", "2024 PW1", "2029 PW1"]
    assert same(third.commitments.get(code="PS2")) == ["2029 PS2"]
    assert same(second.commitments.get(code="PS9")) == ["2024 PS9"]


def test_promises_merged_into_one_are_each_the_same_as_that_and_not_as_each_other(first, draft, write, morag, eilidh):
    one, other = write.of("PS1"), write.of("PS2")
    seen = {row.code: revision(row) for row in (one, other)}
    asked = {"because": "As one", "wording": "Both.", "seen": seen}
    operations.merge(edition=draft, commitments=[one, other], same=["PS1", "PS2"], by=morag, **asked)
    published(draft, IN_2024, morag, eilidh)

    assert same(write.of("PS1")) == ["2019 PS1", "2019 PS2", "2024 PS1"]
    assert same(first.commitments.get(code="PS1")) == ["2019 PS1", "2024 PS1"]


def test_one_query_says_which_promises_of_all_editions_are_the_same(first, draft, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.same_promises(charter=first.charter)

    assert sorted(map(len, found.values())) == [2] * 6


def test_two_editions_are_compared_in_three_queries(first, draft, django_assert_num_queries):
    later = Edition.objects.select_related("follows").get(pk=draft.pk)

    with django_assert_num_queries(3):
        queries.compare(earlier=first, later=later)


KEYS = st.none() | st.integers(1, 8)


@given(st.lists(st.tuples(KEYS, KEYS).filter(any), unique=True, max_size=12))
def test_links_that_share_a_promise_are_one_family_and_every_link_is_in_one(ends):
    links = [_Link(old, new, "kept", (), True) for old, new in ends]

    families = _families(links)

    assert sorted(map(id, (link for family in families for link in family))) == sorted(map(id, links))
    shared = [
        {("e", link.earlier) for link in family if link.earlier} | {("l", link.later) for link in family if link.later}
        for family in families
    ]
    assert sum(map(len, shared)) == len(set().union(*shared))
