"""Everyone reads the yearly report at the same minute; before it, only those named. Afterwards it is there for ever."""

import hashlib
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from leal.foundations.audit.record import entries
from leal.thread.learning import operations
from leal.thread.learning.models import Release
from leal.thread.learning.tests.making import AT, FILES, a_draft, published, scheduled
from tests.factories import CommitmentFactory, PersonFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def charter():
    section = SectionFactory(edition__charter__slug="ours")
    CommitmentFactory(section=section, code="PS1")
    return section.edition.charter


@pytest.fixture
def minister():
    """Has no role, and may be named."""
    return PersonFactory(name="Minister")


def address(page: str, *more) -> str:
    return reverse(f"tracing:{page}", args=["ours", *more])


def every_address() -> list[str]:
    return [address("release", "2022-23"), *(address("release-file", "2022-23", file.name) for file in FILES)]


def test_before_its_minute_nobody_else_reads_a_word_of_it(visit, charter, morag, nadia, fergus, minister):
    scheduled(a_draft(charter, morag), morag, readers=[minister])

    for client in (visit, visit.as_(nadia), visit.as_(fergus)):
        for each in every_address():
            answer = client(each, status=404)
            assert "Is it kept?" not in answer.text
        assert "Is it kept?" not in client(address("releases")).text
        assert "Is it kept?" not in client(f"{reverse('tracing:search')}?charter=ours&q=kept").text
    whole = Client().get(address("data-whole"))
    assert b"Is it kept?" not in b"".join(whole.streaming_content if whole.streaming else [whole.content])
    assert "release" not in json.dumps(Client().get(reverse("tracing:data-charters")).json()).casefold()


def test_those_named_read_the_draft_and_are_told_not_to_quote_it(visit, charter, morag, minister):
    scheduled(a_draft(charter, morag), morag, readers=[minister])
    named = visit.as_(minister)

    page = named(address("release", "2022-23"))

    assert "Draft, not to be quoted until 9:30 a.m. on 1 September 2026" in page.text
    assert "no-store" in page.response["Cache-Control"]
    assert "Draft, not to be quoted" in named(address("releases")).text
    file = named.client.get(every_address()[1])
    assert file.content == FILES[0].content
    assert "draft-not-to-be-quoted-" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]


def test_who_is_named_no_more_or_has_left_reads_it_no_more(visit, charter, morag, minister):
    draft = scheduled(a_draft(charter, morag), morag, readers=[minister])
    named = visit.as_(minister)
    named(address("release", "2022-23"))
    scheduled(draft, morag, readers=[])
    named(address("release", "2022-23"), status=404)


def test_at_its_minute_everyone_reads_it_though_the_list_was_remembered(visit, charter, morag, fergus):
    draft = scheduled(a_draft(charter, morag), morag)
    assert "None is published yet." in visit(address("releases")).text
    visit(address("release", "2022-23"), status=404)

    operations.publish_release(release=draft, at=AT, by=morag)

    assert "Published 1 September 2026" in visit(address("releases")).text
    for client in (visit, visit.as_(fergus)):
        page = client(address("release", "2022-23"))
        assert "Published at 9:30 a.m. on 1 September 2026" in page.text
        assert hashlib.sha256(FILES[0].content).hexdigest() in page.text
        assert "(PDF, " in page.text
    for file, each in zip(FILES, every_address()[1:], strict=True):
        answer = Client().get(each)
        assert (answer.content, answer["Content-Type"]) == (file.content, file.media_type)
        assert "immutable" in answer["Cache-Control"]
    assert Client().get(address("release-file", "2022-23", "tables/other.csv")).status_code == 404


def test_what_was_wrong_stands_on_both_and_the_first_stays_where_it_was(visit, charter, morag):
    first = published(charter, morag)
    told = {"wrong": "We said 89%. It is 79%", "since": date(2026, 9, 1), "on": date(2026, 9, 2)}
    second, _ = operations.correct_release(release=first, by=morag, **told)

    said = visit(address("release", "2022-23")).text
    assert "We said 89%. It is 79%." in said
    assert "Wrong since 1 September 2026. We said so on 2 September 2026." in said
    assert "A report that puts it right is being made." in said
    visit(address("release", "2022-23-2"), status=404)

    operations.keep_files(release=second, files=FILES, at=AT, by=morag)
    operations.publish_release(release=second, at=AT, early=True, by=morag)

    assert "Read the report that puts it right" in visit(address("release", "2022-23")).text
    assert "It had been wrong since 1 September 2026" in visit(address("release", "2022-23-2")).text
    assert "Put right in a later report" in visit(address("releases")).text
    assert Client().get(every_address()[1]).content == FILES[0].content


def test_a_list_of_many_reports_asks_no_more_than_of_one(visit, charter):
    years = iter(range(2010, 2020))

    def add():
        year = f"{next(years)}-00"
        given = {"title": "Is it kept?", "files_at": AT, "publish_at": AT, "published_at": AT}
        Release.objects.create(charter=charter, code=year, year=year, **given)

    visit.asks_the_same(address("releases"), add)


class TestMakingOne:
    def working(self, page: str, *more) -> str:
        return reverse(f"learning:{page}", args=["ours", *more])

    def test_a_lead_names_readers_and_sets_the_minute(self, visit, charter, morag, minister):
        a_draft(charter, morag)
        lead = visit.as_(morag)
        page = lead(self.working("schedule", "2022-23"))
        sent = {field["name"]: field.get("value", "") for field in page.main.find_all("input", type="hidden")}
        sent |= {"readers": minister.email, "publish_at": "1/9/2126 9:30", "do": "save"}

        assert "It is saved." in lead.post(self.working("schedule", "2022-23"), sent).soup.get_text()

        release = Release.objects.get()
        assert list(release.readers.all()) == [minister]
        assert (release.publish_at.year, release.publish_at.hour) == (2126, 8)
        assert "Draft, not to be quoted until" in visit.as_(minister)(address("release", "2022-23")).text
        changed = sent | {"publish_at": "2/9/2126 9:30", "readers": ""}
        late = lead.post(self.working("schedule", "2022-23"), changed)
        assert late.status == 409
        assert list(release.readers.all()) == [minister]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"readers": "nobody@example.org"}, "Nobody who signs in here has the address nobody@example.org"),
            ({"publish_at": "soon"}, "Write the day and the minute, such as 1/9/2026 9:30"),
            ({"publish_at": "1/9/2001 9:30"}, "That minute has gone. Choose one that is still to come"),
        ],
    )
    def test_what_cannot_be_is_told_and_kept_on_the_form(self, visit, charter, morag, wrong, sentence):
        a_draft(charter, morag)
        lead = visit.as_(morag)
        page = lead(self.working("schedule", "2022-23"))
        sent = {field["name"]: field.get("value", "") for field in page.main.find_all("input", type="hidden")}
        answer = lead.post(self.working("schedule", "2022-23"), sent | {"do": "save"} | wrong)
        assert sentence in answer.text
        assert next(iter(wrong.values())) in str(answer.main)

    def test_publishing_now_wants_a_tick_and_tells_who_comes_second(self, visit, charter, morag):
        draft = a_draft(charter, morag)
        lead, where = visit.as_(morag), self.working("publication", "2022-23")
        assert "Tick the box once you have looked at it" in lead.post(where, {"again": "1"}).text
        assert "The report is published." in lead.post(where, {"sure": "on"}).soup.get_text()
        assert "published already" in lead.post(where, {"sure": "on"}).text
        assert entries(of=draft).count("release.published") == 1

    def test_a_correction_is_written_on_a_page_and_its_work_is_watched(self, visit, charter, morag):
        published(charter, morag)
        lead, where = visit.as_(morag), self.working("correction", "2022-23")
        assert "That day has not come yet" in lead.post(where, {"wrong": "It", "since": "1/1/2126"}).text
        assert "Making Is it kept?" in lead.post(where, {"wrong": "One <b>figure</b>", "since": "1/1/2026"}).text
        assert "One <b>figure</b>" in visit(address("release", "2022-23")).text

    def test_the_files_of_a_draft_are_asked_for_again_and_their_work_is_watched(self, visit, charter, morag):
        draft = a_draft(charter, morag)
        lead, where = visit.as_(morag), self.working("files", "2022-23")
        assert "from the figures as they stand now" in lead(where).text
        assert "Making Is it kept?" in lead.post(where).text
        assert draft.files.count() == len(FILES)

    def test_others_may_not_open_the_working_pages(self, visit, charter, morag, nadia):
        a_draft(charter, morag)
        for page in ("releases", "new-release"):
            visit.as_(nadia)(self.working(page), status=403)
        for page in ("release", "schedule", "files", "publication"):
            visit.as_(nadia)(self.working(page, "2022-23"), status=403)

    def test_without_results_there_is_nothing_to_report_on(self, visit, charter, morag):
        page = visit.as_(morag)(self.working("new-release"), follow=True)
        assert "There are no results yet to report on." in page.soup.get_text()
        assert "Nobody is making a report." in page.text
