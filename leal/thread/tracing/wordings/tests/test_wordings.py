"""A charter in the form and language that someone needs, with how far each is; and what is waited for."""

import io
import shutil
from datetime import date, timedelta

import pypdf
import pytest
from django.utils.timezone import localdate

from leal.foundations.people.actors import ANYONE
from leal.thread.charters import operations
from leal.thread.charters.models import FormatWish
from tests.factories import CommitmentFactory, EditionFactory, PersonFactory, SectionFactory

pytestmark = pytest.mark.django_db

MAY = date(2019, 5, 1)
HERE = "/charters/ours/"
IN_2019 = f"{HERE}editions/2019/in/"
ROWS = "# How we treat you\n\n[care] We will be **kind**.\n\n[letter] We will write <b>soon</b>."
ARABIC = "# الوعود\n\nقالت Social Security Scotland ذلك."


@pytest.fixture
def morag():
    return PersonFactory(name="Morag", role="charter-lead")


@pytest.fixture
def edition():
    edition = EditionFactory(charter__slug="ours", charter__body="The Agency", title="Our Charter", code="2019")
    CommitmentFactory(section=SectionFactory(edition=edition, name="A service"), code="PS1", wording="We will be kind.")
    return edition


def give(edition, by, kind="easy-read", **more):
    told = {"language": "en-GB", "made_by": "A group in Leith", "on": MAY}
    words = {} if "content" in more else {"words": ROWS}
    return operations.give_format(edition=edition, kind=kind, by=by, **words | told | more)


def later_edition(edition):
    later = EditionFactory(
        charter=edition.charter, code="2024", title="Our Charter, anew", published_on=date(2024, 6, 26), follows=edition
    )
    section = SectionFactory(edition=later, name="A service")
    CommitmentFactory(section=section, code="PS1", wording="We will be kind and patient.")
    CommitmentFactory(section=section, code="PS2", wording="We will listen.")
    return later


def test_easy_read_is_a_page_of_pictures_and_words_that_says_nobody_has_checked_it(visit, edition, morag):
    give(edition, morag)
    page = visit(f"{IN_2019}easy-read/")

    assert [image["alt"] for image in page.main.select(".le_pic img")] == ["Two hands make a heart.", "A letter."]
    assert [row.get_text(" ", strip=True) for row in page.main.select(".le_pic div")] == [
        "We will be kind .",
        "We will write <b>soon</b>.",
    ]
    assert "People who use Easy Read have not checked these words yet." in page.text
    assert "Drafted on 1 May 2019 by A group in Leith. No reader group has checked it yet." in page.text
    assert "This is old." not in page.text


def test_easy_read_on_paper_has_large_letters_and_few_pages(client, edition, morag):
    give(edition, morag)
    paper = pypdf.PdfReader(io.BytesIO(client.get(f"{IN_2019}easy-read/charter.pdf").content))

    assert len(paper.pages) == 1
    assert "We will be kind." in paper.pages[0].extract_text()


def test_once_a_later_edition_says_something_else_easy_read_says_that_it_is_old_and_what_has_changed(
    visit, edition, morag
):
    give(edition, morag)
    later_edition(edition)

    page = visit(f"{IN_2019}easy-read/")
    assert "This is old." in page.text
    assert "It changed on 26 June 2024." in page.text
    assert page.main.find("a", string="Read the charter in force: Our Charter, anew")["href"] == f"{HERE}editions/2024/"

    every = visit(f"{HERE}formats/")
    shown = every.main.find(id="easy-read").get_text(" ", strip=True)
    assert "Out of date" in shown
    assert "out of date since 26 June 2024 . PS1 has changed. PS2 is not in it." in shown.replace("2024.", "2024 .")
    assert every.main.select("#parity-caption")
    assert cells(every)[0][:3] == ["English", "Agreed", "Draft, out of date"]


def cells(page) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row(["th", "td"])] for row in page.main.select("tbody tr")]


def test_who_checked_it_and_when_is_told_with_no_name(visit, edition, morag):
    row = give(edition, morag)
    operations.check_format(format=row, reader_group="People First readers", on=date(2019, 6, 3), by=morag)
    operations.agree_format(format=row, on=date(2019, 6, 9), by=morag)
    page = visit(f"{HERE}formats/")

    assert "Agreed on 9 June 2019, checked on 3 June 2019 by People First readers." in page.text
    assert "Morag" not in page.main.text


def test_words_from_the_right_run_from_the_right_and_other_words_in_them_do_not_turn_round(visit, edition, morag):
    give(edition, morag, kind="translation", language="ar", words=ARABIC)
    shown = visit(f"{IN_2019}ar/").main.select_one(".le_wording")

    assert (shown["lang"], shown["dir"]) == ("ar", "rtl")
    assert [piece.text for piece in shown("bdi")] == ["قالت", "Social Security Scotland", "ذلك"]


def test_a_translation_comes_in_every_form_that_a_machine_makes(client, visit, edition, morag):
    give(edition, morag, kind="translation", language="ar", words=ARABIC)
    links = [link["href"] for link in visit(f"{IN_2019}ar/").main.select("#take-away ~ ul a")]

    for name in ("charter.pdf", "large-print-18.pdf", "large-print-24.pdf", "charter.epub", "charter.txt"):
        assert f"{IN_2019}ar/{name}" in links
    assert "الوعود" in client.get(f"{IN_2019}ar/charter.txt").content.decode()


def test_what_is_signed_is_watched_elsewhere_and_read_here(visit, edition, morag):
    give(edition, morag, kind="bsl", link="https://example.org/bsl", words="We will be kind.")
    page = visit(f"{IN_2019}bsl/")

    assert page.main.find("a", string="Watch it in British Sign Language")["href"] == "https://example.org/bsl"
    assert page.main.select_one(".le_wording").get_text(strip=True) == "We will be kind."


def test_a_persons_recording_comes_before_the_machine(client, visit, edition, morag):
    before = visit(f"{HERE}editions/2019/listen/")
    assert "A machine reads it, until a person has." in before.text

    give(edition, morag, kind="recording", content=b"OggS sound", name="charter.opus", media_type="audio/ogg")
    page = visit(f"{HERE}editions/2019/listen/")

    first = page.main.find("audio")
    assert first["src"] == f"{IN_2019}recording/file/"
    assert "Read by a person" in page.text
    heard = client.get(first["src"])
    assert (heard["Content-Type"], heard.content) == ("audio/ogg", b"OggS sound")


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs espeak-ng, which is not on this machine")
def test_a_chapter_is_read_once_and_kept_whole(client, edition, tmp_path, monkeypatch):
    from leal.thread.tracing.wordings import views

    monkeypatch.setattr(views, "FOLDER", tmp_path / "aloud")
    first = client.get(f"{HERE}editions/2019/listen/1/")
    kept = list((tmp_path / "aloud").iterdir())
    monkeypatch.setenv("PATH", str(tmp_path))
    again = client.get(f"{HERE}editions/2019/listen/1/")

    assert first.status_code == 200
    assert len(kept) == 1
    assert first.content == again.content == kept[0].read_bytes()


def test_where_no_voice_is_installed_a_sentence_says_so(client, edition, tmp_path, monkeypatch):
    from leal.thread.tracing.wordings import views

    monkeypatch.setattr(views, "FOLDER", tmp_path / "aloud")
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = client.get(f"{HERE}editions/2019/listen/1/")

    assert answer.status_code == 503
    assert "the program espeak-ng is not installed on this machine" in answer.content.decode()
    assert not (tmp_path / "aloud").exists()


def test_every_page_leads_to_what_there_is_and_where_there_is_none_to_the_page_that_says_so(client, edition, morag):
    give(edition, morag)

    assert client.get(f"{HERE}in/easy-read/").url == f"{IN_2019}easy-read/"
    assert client.get(f"{HERE}in/bsl/").url == f"{HERE}formats/#bsl"
    assert client.get(f"{HERE}in/listen/").url == f"{HERE}editions/2019/listen/"
    assert client.get(f"{HERE}in/large-print/").url == f"{HERE}editions/2019/#take-away"


def test_an_edition_leads_to_every_form_that_there_is_of_it(visit, edition, morag):
    give(edition, morag)
    give(edition, morag, kind="translation", language="ar", words=ARABIC)
    links = visit(f"{HERE}editions/2019/").main.select("#other-ways ~ ul a")

    assert [(link.text, link["href"]) for link in links] == [
        ("This edition: Easy Read", f"{IN_2019}easy-read/"),
        ("This edition: Arabic, العربية", f"{IN_2019}ar/"),
        ("Listen to this edition", f"{HERE}editions/2019/listen/"),
        ("Every form and language, and how to ask for more", f"{HERE}formats/"),
    ]


def test_what_was_asked_for_is_told_by_how_long_people_wait_and_not_who_asked(visit, edition):
    today = localdate()
    for days, kind, language in ((3, "bsl", "en-GB"), (40, "translation", "ur"), (9, "translation", "ur")):
        operations.ask_for_format(
            charter=edition.charter,
            kind=kind,
            language=language,
            contact="Ring 0131 496 0000",
            on=today - timedelta(days=days),
            by=ANYONE,
        )
    page = visit(f"{HERE}formats/")

    assert [one.get_text(" ", strip=True) for one in page.main.select("#waiting ~ ul li")] == [
        "In another language: Urdu : 2 people have asked. The first has waited 40 days.",
        "British Sign Language : one person has asked. They have waited 3 days.",
    ]
    assert "0131" not in page.text


def test_anyone_asks_for_a_form_and_is_told_that_it_is_written_down(visit, edition):
    page = visit.post(f"{HERE}formats/ask/", {"kind": "braille", "language": "en-GB", "contact": "12 High Street"})

    assert "We have written down what you need" in page.text
    assert FormatWish.objects.get().contact == "12 High Street"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"language": "en-GB"}, "Choose how you want to have it"),
        ({"kind": "braille", "language": "en-GB"}, "Tell us where to send it, or how to reach you"),
        ({"kind": "translation", "language": "en-GB"}, "Choose the language you need, or write it below"),
        ({"kind": "bsl", "language": "xx"}, "Choose a language of the list"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(visit, edition, sent, told):
    typed = {"words" if sent.get("kind") == "braille" else "contact": "A sentence I typed"}
    page = visit.post(f"{HERE}formats/ask/", sent | typed)

    assert told in page.text
    assert 'value="A sentence I typed"' in str(page.main)
    assert not FormatWish.objects.exists()


@pytest.mark.parametrize(
    "address",
    [f"{IN_2019}easy-read/", f"{IN_2019}ar/charter.pdf", f"{IN_2019}bsl/file/", f"{HERE}editions/2019/listen/99/"],
)
def test_what_is_not_there_is_not_found(client, edition, address):
    assert client.get(address).status_code == 404


def test_a_format_of_a_draft_is_nobodys_to_see(client, edition, morag):
    draft = EditionFactory(charter=edition.charter, code="next", published_on=None)
    give(draft, morag)

    assert client.get(f"{HERE}editions/next/in/easy-read/").status_code == 404
    assert client.get(f"{HERE}in/easy-read/").url == f"{HERE}formats/#easy-read"


def test_what_was_withdrawn_is_gone(client, edition, morag):
    row = give(edition, morag)
    operations.withdraw_format(format=row, because="A picture hurt people", on=MAY, by=morag)

    assert client.get(f"{IN_2019}easy-read/").status_code == 404


def test_the_page_asks_the_same_of_the_database_for_one_format_and_for_three(visit, edition, morag):
    languages = iter(("gd", "pl", "ro", "cy"))

    def another():
        give(edition, morag, kind="translation", language=next(languages), words="Words")

    another()
    visit.asks_the_same(f"{HERE}formats/", another)
