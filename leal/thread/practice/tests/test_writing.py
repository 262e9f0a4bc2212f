"""Saying who keeps a promise and how: given, put right, ended, and never lost."""

from datetime import date

import pytest
from django.urls import reverse

from leal.foundations.audit.models import Entry
from leal.foundations.audit.record import entries
from leal.foundations.audit.versions import versions_of
from leal.foundations.revision import ChangedMeanwhile, revision
from leal.thread.practice import operations, queries
from leal.thread.practice.models import Keeping, Ownership, Practice
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    PartFactory,
    PersonFactory,
    SectionFactory,
    before_publication,
)
from tests.forms import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(charter=CharterFactory(slug="ours"))


@pytest.fixture
def body(edition):
    return BodyFactory(charter=edition.charter, name="The Agency")


@pytest.fixture
def promise(edition):
    commitment = CommitmentFactory(section=SectionFactory(edition=edition), code="LS4", title="Staff trained")
    PartFactory(commitment=commitment, letter="a", wording="Learning")
    PartFactory(commitment=commitment, letter="b", wording="Tools")
    return commitment


@pytest.fixture
def owner():
    return PersonFactory(name="Eilidh", role="owner", within="charter ours")


def address(page: str, *parts) -> str:
    return reverse(f"practice:{page}", args=["ours", *parts])


def test_the_list_says_of_each_promise_what_is_missing(visit, owner, promise, body):
    page = visit.as_(owner)(address("practice"))
    assert "Nobody owns it. Nothing keeps it" in page.text
    assert "Nothing is described yet. Say what is done to keep a promise, even if it is not there yet." in page.text

    operations.give_owner(commitment=promise, role="Head of Learning", body=body, by=owner)
    KeepingFactory(commitment=promise)
    page = visit.as_(owner)(address("practice"))
    assert "LS4 · 1 owner, 1 practice" in page.text
    assert "Nobody owns it" not in page.text


def test_the_list_asks_the_same_of_the_database_however_long_it_is(visit, owner, promise, body):
    def add():
        another = CommitmentFactory(section=promise.section)
        KeepingFactory(commitment=another)
        operations.give_owner(commitment=another, role="Head of Learning", body=body, by=owner)

    visit.as_(owner).asks_the_same(address("practice"), add)
    visit.as_(owner).asks_the_same(
        address("promise", "LS4"),
        lambda: operations.give_owner(commitment=promise, role="Head of Tools", body=body, by=owner),
    )


def test_those_who_do_not_write_it_are_refused_and_a_charter_without_an_edition_has_none(visit, promise):
    for role, within in (("adviser", ""), ("owner", "charter another"), ("researcher", "")):
        visit.as_(PersonFactory(role=role, within=within))(address("practice"), status=403)
    CharterFactory(slug="bare")
    visit.as_(PersonFactory(role="owner"))("/charters/bare/practice/", status=404)


# Owners


def test_a_part_of_a_promise_gets_an_owner(visit, owner, promise, body):
    part = promise.parts.get(letter="b")
    sent = {"part": part.pk, "role": "Director of Operations", "body": body.pk, "since": "1/9/2026", "do": "save"}

    visit.as_(owner).post(address("new-owner", "LS4"), sent)

    given = Ownership.objects.get()
    assert (given.commitment, given.part, given.role, given.since) == (
        promise,
        part,
        "Director of Operations",
        date(2026, 9, 1),
    )
    assert entries(of=given) == ["ownership.given"]


def test_an_owner_is_put_right_and_two_who_do_it_at_once_lose_no_word(visit, owner, promise, body):
    given = operations.give_owner(commitment=promise, role="Head of Lerning", body=body, by=owner)
    there, visit = address("rewrite-owner", given.pk), visit.as_(owner)
    mine = written(visit(there)) | {"role": "Head of Learning", "do": "save"}
    morag = PersonFactory(name="Morag", role="charter-lead")
    operations.rewrite_owner(ownership=given, seen=revision(given), role="Learning lead", by=morag)

    page = visit.post(there, mine, status=409)
    assert page.main.h1.get_text() == "Morag changed this meanwhile"
    assert written(page)["role"] == "Head of Learning"
    visit.post(there, written(page) | {"because": "As on the chart", "do": "save"})

    assert Ownership.objects.get().role == "Head of Learning"
    assert Entry.objects.filter(event="ownership.rewritten").last().because == "As on the chart"


def test_an_owner_is_ended_with_a_day_and_a_reason_and_stays_to_be_seen(visit, owner, promise, body):
    since = date(2026, 9, 1)
    given = operations.give_owner(commitment=promise, role="Head of Learning", body=body, since=since, by=owner)
    there, visit = address("end-of-owner", given.pk), visit.as_(owner)

    page = visit.post(there, {"on": "31/8/2026", "because": "The role is gone"})
    assert "It began on 1 September 2026. Write that day or a later one" in page.text
    page = visit.post(there, {"on": "31/6/2026", "because": ""})
    assert [link.get_text() for link in page.main.find(id="error-summary").find_all("a")] == [
        "Write the day as day, month and year, such as 30/6/2026",
        "Write why",
    ]
    page = visit.post(there, {"on": "30/9/2026", "because": "The role is gone"})

    assert Ownership.objects.get().ended_on == date(2026, 9, 30)
    assert "Ended 30 September 2026" in page.text
    history = visit(reverse("editing:history", args=["owner", given.pk]))
    assert "[added: 30 September 2026 ]" in history.text


def test_a_body_of_another_charter_is_refused(owner, promise, body):
    given = operations.give_owner(commitment=promise, role="Head of Learning", body=body, by=owner)

    with pytest.raises(operations.ElsewhereOwned, match="is not one of those who made this charter"):
        operations.rewrite_owner(ownership=given, seen=revision(given), body=BodyFactory(), by=owner)


# What is done


def described(owner, promise, body, **more) -> Practice:
    words = {"code": "refreshers", "name": "Refreshers", "wording": "Anyone can take one.", "state": "in_place"}
    return operations.describe(body=body, keeps=[(promise, None)], by=owner, **words | more)


def test_something_that_is_done_is_described_and_looked_at_first(visit, owner, promise, body):
    visit, there = visit.as_(owner), f"{address('new-practice')}?keepings=LS4"
    sent = written(visit(there))
    assert sent["keepings"] == "LS4"
    sent |= {"name": "Refreshers for all", "wording": "Anyone can take one.", "state": "promised", "body": body.pk}

    page = visit.post(there, sent | {"keepings": "LS4.a, ls4.B; LS4.a", "do": "look"})
    assert [item.get_text() for item in page.main.find(class_="le_sheet").find_all("li")] == ["Learning", "Tools"]
    visit.post(there, written(page) | {"do": "save"})

    practice = Practice.objects.get()
    assert (practice.code, practice.charter.slug, practice.state) == ("refreshers-for-all", "ours", "promised")
    assert sorted(practice.keepings.values_list("part__letter", flat=True)) == ["a", "b"]


def test_a_promise_there_is_not_is_named(visit, owner, promise, body):
    page = visit.as_(owner).post(address("new-practice"), {"keepings": "LS4 LS9.z"})

    assert "There is no LS9.z. The codes stand above the form" in page.text


def test_a_practice_is_described_anew_and_what_it_keeps_of_other_editions_stays(visit, owner, promise, body):
    practice = described(owner, promise, body)
    older = CommitmentFactory()
    Keeping.objects.create(practice=practice, commitment=older)
    visit, there = visit.as_(owner), address("rewrite-practice", "refreshers")
    sent = written(visit(there))
    assert sent["keepings"] == "LS4"

    visit.post(there, sent | {"keepings": "LS4.b", "state": "being_built", "do": "save"})

    kept = set(Practice.objects.get().keepings.values_list("commitment__code", "part__letter"))
    assert kept == {("LS4", "b"), (older.code, None)}
    assert entries(of=practice) == ["practice.described", "practice.rewritten"]


def test_what_it_keeps_is_part_of_what_two_can_change_at_once(owner, promise, body):
    practice = described(owner, promise, body)
    seen = revision(practice)
    given = {"edition": promise.edition, "by": owner}
    operations.rewrite_practice(practice=practice, seen=seen, keeps=[(promise, promise.parts.first())], **given)

    with pytest.raises(ChangedMeanwhile):
        operations.rewrite_practice(practice=practice, seen=seen, keeps=[(promise, None)], name="Other", **given)


def test_every_wording_of_a_practice_says_which_promises_it_kept(visit, owner, promise, body):
    practice = described(owner, promise, body)
    keeps = [(promise, promise.parts.get(letter="b"))]
    operations.rewrite_practice(
        practice=practice,
        seen=revision(practice),
        edition=promise.edition,
        keeps=keeps,
        name="Refresher days",
        by=owner,
    )

    page = visit.as_(owner)(reverse("editing:history", args=["practice", practice.pk]))

    newest = page.main.find(class_="le_version")
    told = dict(
        zip((t.get_text() for t in newest.find_all("dt")), (d.get_text() for d in newest.find_all("dd")), strict=True)
    )
    assert told["Which promises does it keep?"] == "LS4[added: .b]"
    first = versions_of(practice)[0]
    form = visit.as_(owner)(f"{address('rewrite-practice', 'refreshers')}?as={first.key}")
    assert (written(form)["keepings"], written(form)["name"]) == ("LS4", "Refreshers")


def test_what_is_no_longer_done_is_ended_and_leaves_the_thread_broken(visit, owner, promise, body):
    described(owner, promise, body)

    visit.as_(owner).post(address("end-of-practice", "refreshers"), {"on": "1/9/2024", "because": "No money"})

    assert Practice.objects.get().ended_on == date(2024, 9, 1)
    assert "Nothing keeps it" in visit.as_(owner)(address("practice")).text
    assert queries.practices(charter=promise.edition.charter).count() == 1


def test_script_in_any_field_is_shown_as_text(visit, owner, promise, body):
    script, visit = "<script>alert(1)</script>", visit.as_(owner)
    sent = {"name": script, "wording": script, "role": script, "source": script, "keepings": script}
    sent |= {"state": "in_place", "body": body.pk}
    for keeps in (script, "LS4"):
        for do in ("look", "save"):
            page = visit.post(address("new-practice"), sent | {"keepings": keeps, "do": do})
            assert [tag for tag in page.soup.find_all("script") if not tag.get("src")] == []
    for shown in (address("practice"), address("promise", "LS4"), reverse("tracing:promise", args=["ours", "LS4"])):
        assert [tag for tag in visit(shown).soup.find_all("script") if not tag.get("src")] == []


# From one edition to the next


@pytest.fixture
def later(promise):
    """The next edition, where LS4 is the same promise under another code, with the part it had before."""
    edition = EditionFactory(charter=promise.edition.charter, code="2024", published_on=date(2024, 6, 26))
    commitment = CommitmentFactory(section=SectionFactory(edition=edition), code="L9", title="Colleagues trained")
    PartFactory(commitment=commitment, letter="b", wording="Tools")
    with before_publication():
        same = {"kind": "reworded", "same_promise": True, "reason": "Plainer"}
        edition.lineage.create(earlier=promise, later=commitment, **same)
    return commitment


def test_what_was_owned_and_kept_before_is_owned_and_kept_in_the_next_edition(visit, owner, promise, body, later):
    operations.give_owner(commitment=promise, role="Head of Learning", body=body, by=owner)
    described(owner, promise, body)

    page = visit.as_(owner)(address("practice"))

    assert "L9 · 1 owner, 1 practice" in page.text
    assert "Nobody owns it" not in page.text


def test_a_practice_of_the_edition_before_is_rewritten_by_the_codes_of_this_one(visit, owner, promise, body, later):
    practice = described(owner, promise, body)
    Keeping.objects.create(practice=practice, commitment=promise, part=promise.parts.get(letter="b"))
    visit, there = visit.as_(owner), address("rewrite-practice", "refreshers")
    sent = written(visit(there))
    assert sent["keepings"] == "L9, L9.b"

    visit.post(there, sent | {"name": "Refresher days", "do": "save"})
    assert Practice.objects.get().keepings.count() == 2
    visit.post(there, written(visit(there)) | {"keepings": "L9.b", "do": "save"})

    assert list(Practice.objects.get().keepings.values_list("commitment__code", "part__letter")) == [("LS4", "b")]
    assert written(visit(there))["keepings"] == "L9.b"
