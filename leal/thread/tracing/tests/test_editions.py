"""Editions to read: the list, one whole text, two side by side, and a promise through all of them."""

from datetime import date

import pytest
from django.urls import reverse

from leal.thread.charters.models import Ask, Lineage, Passage
from tests.factories import (
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    MeasureFactory,
    ResultFactory,
    SectionFactory,
    before_publication,
)

pytestmark = pytest.mark.django_db
NAME = "<script>alert(1)</script>"


@pytest.fixture
def first():
    edition = EditionFactory(charter=CharterFactory(slug="ours", name="Our Charter"), title="Our Charter, 2019")
    section = SectionFactory(edition=edition, code="PS", name="A people’s service", place=1)
    CommitmentFactory(section=section, code="PS1", title="Kindness", wording="We will be kind.", place=1)
    CommitmentFactory(section=section, code="PS2", title="Listening", wording="We will listen.", place=2)
    return edition


@pytest.fixture
def second(first):
    """PS1 reworded so that it is another promise, PS2 ended, PS3 new in a section inside the first."""
    edition = EditionFactory(
        charter=first.charter,
        code="2024",
        title="Our Charter, 2024",
        follows=first,
        published_on=date(2024, 6, 26),
        about=f"Some of it we have not seen. {NAME}",
    )
    section = SectionFactory(edition=edition, code="PS", name="A people’s service", place=1)
    inner = SectionFactory(
        edition=edition, code="PSA", name="Our colleagues", place=2, within=section, lead_in="Our colleagues will"
    )
    kind = CommitmentFactory(section=section, code="PS1", title="Briskness", wording="We will be brisk.", place=1)
    new = CommitmentFactory(
        section=inner, code="PS3", title="Asking", wording="We will ask.", achieved_by="Calling\nWriting", place=1
    )
    earlier = {row.code: row for row in first.commitments.all()}
    with before_publication():
        rows = (
            (earlier["PS1"], kind, "reworded", "Time is short"),
            (earlier["PS2"], None, "ended", "The law says it now"),
            (None, new, "new", "People asked for it"),
        )
        for old, now, kind_of, reason in rows:
            Lineage.objects.create(edition=edition, earlier=old, later=now, kind=kind_of, reason=reason)
        Passage.objects.create(edition=edition, kind="welcome", heading="Welcome to it", words="Read on.", place=1)
        Ask.objects.create(
            edition=edition, code="C1", wording="Be fair", why="W", how_we_make_it_easy="H", if_not="N", place=1
        )
    return edition


def at(page, **parts):
    return reverse(f"tracing:{page}", kwargs={"slug": "ours"} | parts)


def test_the_list_says_how_long_each_edition_held_and_leads_to_what_changed(second, visit):
    page = visit(at("editions"))

    newest, oldest = page.soup.select(".le_editions > li")
    assert "Two promises. Agreed on 6 February 2019. Published on 26 June 2024. It is the one in force." in newest.text
    assert "Two promises. Published on 6 February 2019. It held until 26 June 2024." in oldest.text
    assert [link["href"] for link in newest.find_all("a")] == [
        at("edition", code="2024"),
        at("comparison", earlier="2019", later="2024"),
    ]


def test_a_whole_text_says_everything_in_order_and_what_is_not_known(second, visit):
    page = visit(at("edition", code="2024"))

    assert [heading.text for heading in page.soup.select("main h2")] == [
        "Take it with you",
        "Welcome",
        "A people’s service",
        "What we ask of you",
    ]
    assert "Some of it we have not seen." in page.soup.main.text
    assert [said.text for said in page.soup.select(".le_promised .le_large")] == ["We will be brisk.", "We will ask."]
    assert "Who acts here: “Our colleagues will…”" in page.soup.main.text
    assert [way.text for way in page.soup.select(".le_promised li")] == ["Calling", "Writing"]
    assert page.soup.main.find("script") is None


def test_an_earlier_text_leads_to_no_promise_of_today(second, visit):
    assert visit(at("edition", code="2019")).soup.select(".le_promised a") == []


def test_side_by_side_says_first_whether_anything_was_lost(second, visit):
    page = visit(at("comparison", earlier="2019", later="2024"))

    standing = page.soup.select_one(".le_standing")
    assert standing.b.text == "One promise ended; nothing else was lost"
    assert "One new, one said in other words and one ended." in standing.text


def test_side_by_side_tells_each_change_in_plain_words_with_its_reason(second, visit):
    page = visit(at("comparison", earlier="2019", later="2024"))

    told = {item.a.text: " ".join(item.p.text.split()) for item in page.soup.select(".le_fates li")}
    assert told == {
        "Asking": "Asking “We will ask.” People asked for it.",
        "Briskness": "Briskness Time is short. It is another promise now: "
        "what we know of the one before does not count for it.",
        "Listening": "Listening It stood in 2019 and does not stand in 2024. The law says it now.",
    }


def test_side_by_side_marks_what_went_and_what_came(second, visit):
    page = visit(at("comparison", earlier="2019", later="2024"))

    pairs = {pair["aria-labelledby"]: pair for pair in page.soup.select("article.le_pair")}
    assert list(pairs) == ["pair-PS1", "pair-PS3", "pair-was-PS2"]
    assert pairs["pair-PS1"].select_one("del").text == "[removed: kind]"
    assert pairs["pair-PS1"].select_one("ins").text == "[added: brisk]"
    assert "Not in this edition." in pairs["pair-was-PS2"].text


def test_only_one_kind_can_be_looked_at_and_no_other_is_known(second, visit, client):
    address = at("comparison", earlier="2019", later="2024")

    page = visit(f"{address}?only=new")

    assert [pair["aria-labelledby"] for pair in page.soup.select("article.le_pair")] == ["pair-PS3"]
    assert client.get(f"{address}?only=nonsense").status_code == 404


def test_promises_kept_word_for_word_are_folded_under_their_number(first, visit):
    edition = EditionFactory(charter=first.charter, code="2024", follows=first, published_on=date(2024, 6, 26))
    section = SectionFactory(edition=edition, code="PS", place=1)
    with before_publication():
        for place, old in enumerate(first.commitments.all(), start=1):
            new = CommitmentFactory(section=section, code=old.code, wording=old.wording, place=place)
            Lineage.objects.create(edition=edition, earlier=old, later=new, kind="kept", same_promise=True)

    page = visit(at("comparison", earlier="2019", later="2024"))

    assert page.soup.select_one(".le_standing b").text == "Nothing was lost"
    assert page.soup.select_one("details summary").text.strip() == "Two promises kept word for word"
    assert len(page.soup.select("details article.le_pair")) == 2


@pytest.mark.parametrize(
    ("page", "parts"),
    [("edition", {"code": "2031"}), ("comparison", {"earlier": "2024", "later": "2019"})],
)
def test_editions_that_are_not_there_or_do_not_follow_are_not_found(second, client, page, parts):
    assert client.get(at(page, **parts)).status_code == 404


def test_a_draft_is_nobodys_to_read(first, client):
    EditionFactory(charter=first.charter, code="2029", follows=first, published_on=None)

    assert client.get(at("edition", code="2029")).status_code == 404
    assert client.get(at("comparison", earlier="2019", later="2029")).status_code == 404


def test_a_promise_tells_what_it_was_and_why_nothing_from_before_counts(second, visit):
    page = visit(at("promise", code="PS1"))

    told = " ".join(page.soup.select_one(".le_fates").text.split())
    assert told.startswith(
        "2024: reworded Time is short. The words now promise something else. "
        "Results from before 26 June 2024 do not count for it."
    )
    assert page.soup.select_one(".le_fates ins").text == "[added: brisk]"


def test_each_year_shows_the_charter_that_was_in_force_at_its_end(second, visit):
    for year in (2023, 2025):
        ResultFactory(measure=MeasureFactory(charter=second.charter), of=year)

    shown = {
        year: [item.a.text for item in visit(f"{at('home')}?year={year}").soup.select(".le_skein li")]
        for year in ("2022-23", "2024-25")
    }

    assert shown == {"2022-23": ["Kindness", "Listening"], "2024-25": ["Briskness", "Asking"]}


def test_a_promise_that_is_no_longer_there_is_shown_in_the_last_year_that_had_it(second, client):
    for year in (2022, 2023, 2025):
        ResultFactory(measure=MeasureFactory(charter=second.charter), of=year)

    gone = client.get(at("promise", code="PS2"))
    not_yet = client.get(f"{at('promise', code='PS3')}?year=2022-23")

    assert (gone.status_code, gone["Location"]) == (302, f"{at('promise', code='PS2')}?year=2022-23")
    assert (not_yet.status_code, not_yet["Location"]) == (302, f"{at('promise', code='PS3')}?year=2024-25")
    assert client.get(at("promise", code="XX9")).status_code == 404
