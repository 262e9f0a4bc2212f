"""Every figure in every form is the same figure, and none says what the tables hide."""

import re
from collections.abc import Iterator

import pytest

from leal.calculations.disclosure.published import Settings
from leal.calculations.disclosure.published.check import check_books
from leal.calculations.files import read_book
from leal.calculations.standing import Word
from leal.thread.learning.report.account import account
from leal.thread.learning.report.forms import FORMS, Report
from leal.thread.learning.report.safe import NotSafe
from tests.factories import CommitmentFactory, KeepingFactory, MeasureFactory, ResultFactory

from .conftest import ON, a_charter
from .reading import words_of

BRIEF = ("short.txt", "short.html", "short.pdf", "easy-read.txt", "on-one-page.pdf", "on-one-page.html")
DAY = re.compile(r"\b\d{1,2} (?:January|March|September|October) \d{4}\b")
YEAR = r"\d{4}[–-]\d{2}"
AMOUNT = r"\d[\d,.]*%|\d+ minutes? \d+ seconds?|\d+ seconds?"


def table(report: Report, title: str):
    return next(one for one in report.tables if one.title.startswith(title))


def told_by(one) -> set[tuple[str, str]]:
    """Each figure of a measure’s table as a sentence says it, with its period."""
    at = {column.name: place for place, column in enumerate(one.columns)}
    unit = one.columns[at["Result"]].unit
    words = (lambda row: row[at["In words"]]) if "In words" in at else (lambda row: f"{row[at['Result']]}{unit}")
    return {(words(row), row[at["Period"]].replace("-", "–")) for row in one.rows}


def astray(report: Report, said: str) -> Iterator[str]:
    """Every number that a form says and no table has at that place; dates and years are no figures."""
    said = re.sub(r"Page of|\b1 / \d\b|\d / \d", " ", DAY.sub(" ", said))
    for one in report.tables:
        for found in re.finditer(rf"{one.title}: ({AMOUNT}) in ({YEAR})(?:, \w+ \w+ ({AMOUNT}) in ({YEAR}))?", said):
            pairs = {(found[1], found[2]), *([(found[3], found[4])] if found[3] else [])}
            yield from (f"{one.title}: {amount} in {year}" for amount, year in pairs - told_by(one))
            said = said.replace(found[0], " ")
    standing = {row[0].lower(): row[-1] for row in table(report, "How many promises stand how").rows}
    for word, many in standing.items():
        for found in re.findall(rf"(\d+) {word}\b", said):
            yield from [f"{found} {word}"] if int(found) != many else []
        said = re.sub(rf"{many} {word}\b", " ", said)
    for word in Word:
        for found in re.findall(rf"{word.words} (?:[A-Z][^.]*\. )+?This is so for (\d+)", said):
            yield from [f"{found} {word.words}"] if int(found) != standing[word.words.lower()] else []
    known = {sum(standing.values())} | {row[2] for row in table(report, "Who was heard").rows}
    left = re.sub(rf"{YEAR}|so for \d+|learned \d+|Under \d\ds", " ", said)
    yield from (found for found in re.findall(r"\d[\d,.]*\d|\d", left) if int(found) not in known)


@pytest.mark.parametrize("name", BRIEF)
def test_what_is_told_in_brief_is_what_the_tables_say(report, name):
    said = words_of(report, name)

    assert len(re.findall(r"\d+", DAY.sub("", said))) >= 5
    assert list(astray(report, said)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("22 minutes 17 seconds", "22 minutes 18 seconds"),
        ("5 minutes 51 seconds", "51 seconds"),
        ("1 falling short", "2 falling short"),
        ("2 not known", "3 not known"),
    ],
)
def test_a_figure_that_differs_is_found(report, right, wrong):
    """What is looked for above can be found."""
    said = words_of(report, "short.txt")

    assert right in said
    assert list(astray(report, said.replace(right, wrong, 1))) != []


def with_few(*, phone: int = 83) -> Report:
    """Of 65 people 4 wrote and 61 phoned: what one group said gives the other away."""
    charter = a_charter()
    promise = CommitmentFactory(section=charter.editions.get().sections.first(), code="PS7", title="Warmth")
    KeepingFactory(commitment=promise)
    share = {"kind": "share", "unit": "%", "better": "higher", "matters_relative": None, "matters_points": 5}
    warmth = MeasureFactory(charter=charter, name="Felt warmly met", serves=[promise], feeling=True, **share)
    for group, value, base in (("", 79, 65), ("channel: phone", phone, 61), ("channel: post", 37, 4)):
        ResultFactory(measure=warmth, group=group, value=value, base=base, unit="%")
    return Report(account(charter=charter, year="2022-23", on=ON))


@pytest.mark.django_db
def test_no_form_says_a_figure_that_is_hidden_and_nobody_can_work_it_out():
    report = with_few()
    files = {path: content for path, content, _ in FORMS["tables"].files(report, "tables") if path.endswith(".csv")}
    books = [read_book(content, name=name) for name, content in files.items()]

    for name in (one for one in FORMS if "large" not in one):
        said = DAY.sub(" ", words_of(report, name))
        told = re.findall(r"(?<![\d.,:/#-])(?:37|83|61)(?:%|\b(?![\d.,:-]))", said) if name != "disclosure.json" else []
        assert told == [], name
    assert check_books(books, Settings()).is_safe
    rows = table(report, "Felt warmly met").rows
    assert [[str(cell) for cell in row[2:4]] for row in rows] == [["79", "65"], ["[c]", "[c]"], ["[c]", "[c]"]]


def worked_out(rows: list[list[str]]) -> list[float]:
    """What a hidden group’s people said, from everyone less the groups that are shown: all but one of them known."""
    everyone, *groups = ([float(cell) if cell != "[c]" else None for cell in row[2:4]] for row in rows)
    hidden = [share for share, _ in groups if share is None]
    if len(hidden) != 1 or None in everyone:
        return []
    shown = [(share, base) for share, base in groups if share is not None]
    base = everyone[1] - sum(base for _, base in shown)
    return [(everyone[0] * everyone[1] - sum(share * base for share, base in shown)) / base]


@pytest.mark.django_db
def test_one_of_the_two_shown_again_gives_the_other_away():
    """The attack can succeed: with the larger group shown, what the four said is known; as published, it is not."""
    rows = [[str(cell) for cell in row] for row in table(with_few(), "Felt warmly met").rows]
    shown = [[*row[:2], "83", "61"] if row[1] == "channel: phone" else row for row in rows]

    assert worked_out(rows) == []
    assert worked_out(shown) == [pytest.approx(18)]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["short.txt", "report.txt", "lists", "easy-read.txt", "on-one-page.html"])
def test_a_form_whose_words_would_say_what_is_hidden_is_not_written(form):
    """Where the larger group is clearly worse off, the rule says its figure; then nothing that says it is written."""
    report = with_few(phone=31)
    says = [step.says for it in report.account.stood for step in it.proposed.steps]

    assert any("31%" in one for one in says)
    if form in ("easy-read.txt", "on-one-page.html"):
        assert "31%" not in words_of(report, form)
        return
    with pytest.raises(NotSafe, match="“Felt warmly met” is 31% in its words, and must be hidden in its table."):
        words_of(report, form)
