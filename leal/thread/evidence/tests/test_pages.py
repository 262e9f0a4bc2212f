"""The working pages: files taken in, what became of each row, and taking one in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leal.foundations.tasks.models import Work
from leal.foundations.tasks.operations import stop
from leal.thread.evidence import forms, operations, queries, views
from leal.thread.evidence.intake.tests.making import line, published
from leal.thread.evidence.models import Intake, Result, WaitingFile
from leal.thread.evidence.operations.waiting import take_in_what_was_handed_in
from tests.factories import PersonFactory

from .making import OTHER_PAGE, a_charter, charter, measured, take_in, wait

__all__ = ["charter", "measured"]
FIGURES = "/charters/our-charter/figures/"


def upload(*lines, name="figures.csv", **more):
    return {"file": SimpleUploadedFile(name, published(*lines)), "organisation": "", "year": "", **more}


def cells(page, table):
    """The words of a table, row by row."""
    body = page.soup.find(id=f"{table}-caption").find_parent("table").tbody
    return [[" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"])] for row in body.find_all("tr")]


def test_a_file_is_taken_in_on_the_page_and_every_row_is_shown_with_what_became_of_it(visit, measured, nadia):
    rows = (wait(), wait(source=OTHER_PAGE), line("Laughs", "2021-22", "7", "calls"), line(value="930"))
    page = visit.as_(nadia).post(f"{FIGURES}taking-in/", upload(*rows))
    assert "figures.csv is taken in" in page.text
    assert [row[:3] for row in cells(page, "refused")] == [
        [
            "Row 5",
            "value",
            "930 is not a percentage: it must lie between 0 and 100. "
            "Check the number, or give its unit if it is not a percentage.",
        ]
    ]
    assert [row[:2] for row in cells(page, "unmapped")] == [["Laughs", "row 4"]]
    assert [row[:6] for row in cells(page, "taken")] == [
        ["Row 2", "Average call waiting time", "How long callers wait", "2021–22", "Everyone", "351 seconds"],
        ["Row 3", "Average call waiting time", "How long callers wait", "2021–22", "Everyone", "351 seconds"],
        ["Row 4", "Laughs", "None", "2021–22", "Everyone", "7 calls"],
    ]


def test_the_same_file_again_leads_to_what_it_came_to_the_first_time(visit, measured, nadia):
    first = visit.as_(nadia).post(f"{FIGURES}taking-in/", upload(wait()))
    again = visit.as_(nadia).post(f"{FIGURES}taking-in/", upload(wait()))
    assert "Nothing was changed." in again.text
    assert again.response.redirect_chain == first.response.redirect_chain
    assert Intake.objects.count() == 1


WRONG = {
    "no file": ({"file": ""}, "Choose the file to take in"),
    "an empty file": ({"file": SimpleUploadedFile("figures.csv", b"")}, "This file is empty. Choose another"),
    "no table": (
        {"file": SimpleUploadedFile("notes.csv", b"one,two\n1,2\n")},
        "No row of headers that we know was found.",
    ),
    "a year in words": ({**upload(wait()), "year": "last"}, "Write the year in four digits, like 2019"),
}


@pytest.mark.parametrize(("answers", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_taken_in_comes_back_as_a_sentence_at_its_field(visit, measured, nadia, answers, said):
    page = visit.as_(nadia).post(f"{FIGURES}taking-in/", answers, status=200)
    assert said in page.soup.find(id="error-summary").get_text()
    assert Intake.objects.count() == 0


def test_a_file_of_200_megabytes_is_refused_before_it_is_read():
    big = SimpleUploadedFile("figures.csv", b"measure,year,value\n")
    big.size = 200 * 1024 * 1024
    form = forms.FigureFile({}, {"file": big})
    assert form.errors["file"] == [
        "figures.csv: the file is 200 MB and at most 100 MB can be read. Split it into smaller files."
    ]


def test_a_long_file_waits_for_the_worker_who_takes_it_in_as_the_one_who_handed_it_in(
    visit, measured, nadia, monkeypatch
):
    monkeypatch.setattr(views, "AT_ONCE", 10)
    page = visit.as_(nadia).post(f"{FIGURES}taking-in/", upload(wait(), name="long.csv"))
    work, left = Work.objects.get(), WaitingFile.objects.get()
    assert (work.title, work.asked_by, Result.objects.count()) == ("Taking in long.csv", nadia, 0)
    assert page.title.startswith("Taking in long.csv")

    take_in_what_was_handed_in.func(work=str(work.key), waiting=left.pk)
    assert (Intake.objects.get().taken_in_by, WaitingFile.objects.count()) == (nadia, 0)


def test_a_long_file_that_cannot_be_read_is_let_go_of_with_its_reason(measured, nadia):
    work = operations.hand_in(charter=measured, content=b"one,two\n1,2\n", name="long.csv", by=nadia)
    with pytest.raises(Exception, match="No row of headers that we know was found"):
        take_in_what_was_handed_in.func(work=str(work.key), waiting=WaitingFile.objects.get().pk)
    assert (WaitingFile.objects.count(), Intake.objects.count()) == (0, 0)


@pytest.mark.slow
def test_a_long_file_that_someone_stopped_leaves_nothing_behind(committed):
    nadia = PersonFactory(role="researcher")
    work = operations.hand_in(charter=a_charter(), content=published(wait()), name="long.csv", by=nadia)
    stop(work=work, by=nadia)
    take_in_what_was_handed_in.func(work=str(work.key), waiting=WaitingFile.objects.get().pk)
    assert (WaitingFile.objects.count(), Intake.objects.count(), Result.objects.count()) == (0, 0, 0)


def test_sources_that_disagree_are_shown_side_by_side(visit, measured, nadia):
    take_in(measured, nadia, wait("351"), wait("360", source=OTHER_PAGE))
    page = visit.as_(nadia)(FIGURES)
    assert cells(page, "conflicts") == [
        [
            "How long callers wait",
            "2021–22",
            "Everyone",
            "351 seconds (Scottish Government: some page); 360 seconds (Scottish Government: another page)",
        ]
    ]


def test_the_json_of_a_file_is_what_the_command_says(visit, measured, nadia):
    intake = take_in(measured, nadia, wait())
    answer = visit.as_(nadia).client.get(reverse("evidence:intake-as-json", args=["our-charter", intake.pk]))
    assert answer.json()["taken"] == [
        {
            "measure": "Average call waiting time",
            "code": "call-wait",
            "period": "2021-22",
            "value": 351,
            "unit": "seconds",
            "base": None,
            "group": "",
        }
    ]


def test_a_long_report_is_shown_a_hundred_rows_at_a_time(visit, measured, nadia):
    intake = take_in(measured, nadia, *(line(f"Calls {n}", "2021-22", str(n), "calls") for n in range(120)))
    page = visit.as_(nadia)(f"{FIGURES}{intake.pk}/?page=2")
    assert len(cells(page, "taken")) == 20


def test_a_page_of_very_many_faults_says_how_many_it_does_not_show(visit, measured, nadia, monkeypatch):
    monkeypatch.setattr(views, "AT_MOST", 2)
    bad = [line(f"Calls {n}", value=f"93{n}") for n in range(3)]
    intake = take_in(measured, nadia, *bad, *(line(f"Laughs {n}", value="5", unit="calls") for n in range(4)))
    page = visit.as_(nadia)(f"{FIGURES}{intake.pk}/")
    assert (len(cells(page, "refused")), len(cells(page, "unmapped"))) == (2, 2)
    assert "The first 2 of 3 are shown." in page.text
    assert "The first 2 of 4 are shown." in page.text


def test_pages_ask_as_often_for_three_rows_as_for_one(visit, measured, nadia):
    def add():
        number = Intake.objects.count()
        take_in(measured, nadia, wait(str(300 + number)), wait(str(400 + number), source=f"{OTHER_PAGE}{number}"))

    visit.as_(nadia).asks_the_same(FIGURES, add)


def test_a_report_asks_as_often_for_thirty_rows_as_for_one(visit, measured, nadia):
    few = take_in(measured, nadia, line("Calls", value="1", unit="calls"), line(value="930"))
    many = take_in(
        measured, nadia, *(line(f"Calls {n}", value=str(n), unit="calls") for n in range(30)), line(value="931")
    )
    asked = [len(visit.as_(nadia).queries(f"{FIGURES}{intake.pk}/")) for intake in (few, many)]
    assert asked[0] == asked[1] <= 12


@pytest.mark.parametrize("address", [FIGURES, f"{FIGURES}taking-in/"])
def test_who_has_no_role_sees_nothing_and_who_may_only_read_cannot_take_in(visit, measured, fergus, callum, address):
    for person in (fergus, callum):
        assert visit.as_(person).client.get(address).status_code == 403
    assert visit.client.get(address).status_code == 302
    reader = PersonFactory(role="scrutiny")
    assert visit.as_(reader).client.get(address).status_code == (200 if address == FIGURES else 403)


def test_a_role_in_another_charter_opens_nothing_here(visit, measured):
    elsewhere = PersonFactory(role="researcher", within="charter another-charter")
    assert visit.as_(elsewhere).client.get(FIGURES).status_code == 403
    assert visit.as_(elsewhere).client.get("/charters/nowhere/figures/").status_code == 404


def test_only_who_may_take_in_is_shown_the_way_there(visit, measured, nadia):
    reader = PersonFactory(role="scrutiny")
    assert [person.name for person in queries.who_may_take_in(charter=measured)] == ["Nadia"]
    assert "Take in a file" in visit.as_(nadia)(FIGURES).text
    assert "Take in a file" not in visit.as_(reader)(FIGURES).text


def test_the_foot_of_every_page_leads_here_for_who_may_read_figures_and_for_nobody_else(visit, measured, nadia, callum):
    pages = [opened("/charters/our-charter/about/") for opened in (visit.as_(nadia), visit.as_(callum), visit)]
    ways = [[link["href"] for link in page.soup.select("footer a")] for page in pages]
    assert [FIGURES in links for links in ways] == [True, False, False]
