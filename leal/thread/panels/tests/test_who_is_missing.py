"""A panel is set beside everyone it speaks for; whoever is missing is written down, seen to, and never forgotten."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from leal.calculations.representation import Hidden, Unsaid, telling
from leal.foundations.audit.record import entries
from leal.foundations.revision import ChangedMeanwhile, revision
from leal.thread.panels import operations
from leal.thread.panels.models import Gathering, Invited, PopulationTable, Seat
from leal.thread.panels.queries import making_up
from leal.thread.panels.queries.features import as_population, asked_of
from tests.factories import CoreGroupFactory, PanelFactory, PanelMemberFactory, PanelQuestionFactory, PersonFactory
from tests.forms import written

pytestmark = pytest.mark.django_db

SCOTLAND = """feature,value,and feature,and value,percent,source,year,words
Age,16 to 24,,,13,made up,2022,under 25
Age,25 to 64,,,63,made up,2022,aged 25 to 64
Age,65 or over,,,24,made up,2022,aged 65 or over
Gender,Woman,,,51,made up,2022,who are women
Gender,Man,,,49,made up,2022,who are men
Council area,Highland,,,4,made up,2022,from the Highlands
Council area,Elsewhere,,,96,made up,2022,from elsewhere
Age,16 to 24,Gender,Woman,6,made up,2022,
Age,16 to 24,Gender,Man,7,made up,2022,
Age,25 to 64,Gender,Woman,32,made up,2022,
Age,25 to 64,Gender,Man,31,made up,2022,
Age,65 or over,Gender,Woman,13,made up,2022,
Age,65 or over,Gender,Man,11,made up,2022,
"""


@pytest.fixture
def researcher():
    return PersonFactory(name="Nadia", role="researcher", within="charter agency")


@pytest.fixture
def panel():
    panel = PanelFactory(code="experience", name="Experience Panel")
    PanelQuestionFactory(panel=panel)
    PanelQuestionFactory(panel=panel, code="gender", called="Gender", choices=[["w", "Woman"], ["m", "Man"]])
    PanelQuestionFactory(panel=panel, code="benefits", called="Benefits", about="experience", several=True)
    return panel


@pytest.fixture
def table(panel, researcher) -> PopulationTable:
    return loaded(panel, researcher)


def loaded(panel, by, content=SCOTLAND):
    return operations.load_population(
        panel=panel, content=content.encode(), name="scotland.csv", like="Scotland", on=localdate(), by=by
    )


def joined(panel, many, age, gender, **more):
    said = {code: answer for code, answer in (("age", age), ("gender", gender)) if answer}
    return [PanelMemberFactory(panel=panel, equality=said, **more) for _ in range(many)]


def made(panel, table, who=None, by=()):
    who = making_up.members(panel=panel, on=localdate()) if who is None else who
    return making_up.made_up_of(table=table, who=who, features=asked_of(panel=panel), by=by)[0]


def of(made, *features):
    return next(one for one in made.comparisons if one.features == features)


def address(page, *parts):
    return reverse(f"panels:{page}", args=["agency", "experience", *parts])


# -- the population table


def test_a_population_table_is_kept_by_the_codes_of_questions_with_source_and_year(panel, table):
    features = asked_of(panel=panel)
    ages = table.tables[0]
    assert (ages["features"], ages["shares"][0][0], ages["source"], ages["year"]) == (
        ["age"],
        ["16-24"],
        "made up",
        "2022",
    )
    assert as_population(table, features).of("Age").shares["16 to 24",] == pytest.approx(0.13)
    assert entries(of=table) == ["population.loaded"]


def test_every_fault_of_a_file_is_said_by_row_and_nothing_is_loaded(visit, panel, researcher):
    wrong = SCOTLAND.replace("Age,65 or over,,,24", "Age,65 and over,,,24").replace("Man,,,49", "Man,,,x")
    file = SimpleUploadedFile("scotland.csv", wrong.encode())
    page = visit.as_(researcher).post(address("population"), {"like": "Scotland", "file": file})
    assert "row 4, value: “65 and over” is no answer to Age. Did you mean “65 or over”?" in page.text
    assert "row 6, percent: “x” is no percent." in page.text
    assert "Did you mean “65 or over”?" in page.text
    assert not PopulationTable.objects.exists()


def test_a_loaded_table_counts_from_then_on_and_earlier_ones_stay(visit, panel, researcher, table):
    file = SimpleUploadedFile("newer.csv", SCOTLAND.encode())
    visit.as_(researcher).post(address("population"), {"like": "Scotland", "file": file})
    assert making_up.population_of(panel=panel).name == "newer.csv"
    assert panel.population_tables.count() == 2


def test_only_whoever_looks_after_the_panel_loads_a_table(panel, morag):
    with pytest.raises(PermissionDenied):
        loaded(panel, morag)


# -- the make-up


def test_members_are_counted_by_what_they_answered_and_where_they_live(panel, table):
    joined(panel, 12, "25-64", "w")
    joined(panel, 7, "65", "m", council_area="Elsewhere")
    joined(panel, 6, "prefer-not-to-say", None, council_area="")
    PanelMemberFactory(panel=panel, left_on=date(2019, 1, 1), equality={"age": "16-24"})
    found = made(panel, table)
    ages, areas = of(found, "Age"), of(found, "Council area")
    assert {line.values[0]: line.count for line in ages.lines} == {"16 to 24": 0, "25 to 64": 12, "65 or over": 7}
    assert (ages.people, ages.base, dict(ages.unsaid)[Unsaid.PREFERRED_NOT]) == (25, 19, 6)
    assert dict(areas.unsaid)[Unsaid.NOT_KNOWN] == 6
    assert dict(of(found, "Gender").unsaid)[Unsaid.NO_ANSWER] == 6
    assert telling.lead(found, "Scotland") == "Nobody under 25 is here yet."


def test_two_things_are_looked_at_at_once_and_small_numbers_stay_hidden(panel, table):
    joined(panel, 12, "25-64", "w"), joined(panel, 3, "25-64", "m"), joined(panel, 9, "65", "m")
    both = of(made(panel, table, by=("gender", "age")), "Age", "Gender")
    hidden = {line.values: line.hidden for line in both.lines}
    assert hidden["25 to 64", "Man"] is Hidden.FEW
    assert all(line.count is None or line.count == 0 or line.count >= 5 for line in both.lines)


def test_whoever_gave_several_answers_is_counted_in_each_and_the_page_says_how_to_read_it(
    visit, panel, table, researcher
):
    for many, codes in ((6, ["16-24", "65"]), (9, ["65"]), (3, ["prefer-not-to-say"]), (2, [])):
        joined(panel, many, "65", "w", experience={"benefits": codes})
    joined(panel, 1, "65", "w")
    at = visit.as_(researcher)

    assert "Benefits (several answers)" in at(address("make-up")).text
    page = at(f"{address('make-up')}?by=benefits")

    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in page.main.select("table tr")]
    assert ["65 or over", "15", "100%"] in rows
    assert ["16 to 24", "6", "40%"] in rows
    assert ["25 to 64", "Nobody", "0%"] in rows
    assert "Base: 15 of 21 people. Whoever gave several answers is counted in each of them" in page.text


def test_where_few_gave_an_answer_of_several_it_cannot_be_read(visit, panel, table, researcher):
    for many, codes in ((6, ["16-24", "65"]), (9, ["65"]), (2, ["25-64"]), (5, ["16-24"])):
        joined(panel, many, "65", "w", experience={"benefits": codes})

    text = visit.as_(researcher)(f"{address('make-up')}?by=benefits").text

    assert "One of these: 16 to 24; 25 to 64" in text
    assert "told together, so that nobody can be picked out" in text


def test_a_group_is_those_who_sit_in_it_that_day(panel, table):
    group = CoreGroupFactory(panel=panel)
    sits, left = joined(panel, 2, "65", "w")
    Seat.objects.create(group=group, member=sits, since=date(2018, 6, 1), because="drawn")
    Seat.objects.create(group=group, member=left, since=date(2018, 6, 1), until=date(2018, 9, 1), because="drawn")
    assert list(making_up.sitting(group=group, on=date(2018, 7, 1))) in ([sits, left], [left, sits])
    assert list(making_up.sitting(group=group, on=date(2019, 1, 1))) == [sits]


def test_the_make_up_of_those_who_came_is_told_from_that_of_those_who_were_invited(panel):
    gathering = Gathering.objects.create(
        panel=panel, kind="workshop", name="W", purpose="P", place="Hall",
        starts_at="2018-07-01T10:00Z", ends_at="2018-07-01T12:00Z", tell_by=date(2018, 8, 1),
    )  # fmt: skip
    came, not_came = joined(panel, 2, "65", "w")
    Invited.objects.create(gathering=gathering, member=came, answer="yes", came=True)
    Invited.objects.create(gathering=gathering, member=not_came, answer="yes", came=False)
    counted = {who: making_up.asked_to(gathering=gathering, who=who).count() for who in ("invited", "answered", "came")}
    assert counted == {"invited": 2, "answered": 2, "came": 1}


def test_the_page_says_who_is_missing_first_and_offers_to_write_it_down(visit, panel, table, researcher):
    joined(panel, 25, "25-64", "w")
    page = visit.as_(researcher)(address("make-up"))
    said = "Nobody from elsewhere is here yet, no people who are men, nobody aged 65 or over, and one more group"
    assert page.main.select_one(".le_lead").text.startswith(said)
    link = page.main.find("a", string=lambda text: text and text.startswith("Nobody under 25 is here yet: write"))
    form = visit.as_(researcher)(link["href"])
    assert form.main.find("input", {"name": "words"})["value"] == "Nobody under 25 is here yet"
    assert form.main.find("option", selected=True, value="age=16-24")
    assert "no margin of error" in page.text


def test_without_a_population_table_the_page_says_what_is_lacking(visit, panel, researcher):
    page = visit.as_(researcher)(address("make-up"))
    assert "nobody has loaded a table" in page.text


def test_the_make_up_takes_as_many_questions_for_many_members_as_for_few(visit, panel, table, researcher):
    visit.as_(researcher).asks_the_same(address("make-up"), lambda: joined(panel, 3, "65", "m"))


# -- who is missing, as a record


def noted(panel, by, owner=None, **more):
    return operations.note_missing(
        panel=panel, words="Nobody under 25 is here yet", owner=owner or by, on=date(2018, 7, 1), by=by, **more
    )


def test_who_is_missing_is_written_down_with_whoever_sees_to_it(visit, panel, researcher):
    other = PersonFactory(name="Other", role="owner", within="charter agency")
    page = visit.as_(researcher)(address("new-missing"))
    offered = [option.text.strip() for option in page.main.find("select", {"name": "owner"}).find_all("option")]
    assert offered == ["Choose", "Nadia"], f"{other} may not look after panels"
    words = {"words": "Nobody under 25", "owner": str(researcher.pk), "about": "age=16-24", "group": "", "doing": ""}
    visit.as_(researcher).post(address("new-missing"), words | {"do": "save"})
    (row,) = panel.missing.all()
    assert (row.words, row.features, row.doing) == ("Nobody under 25", {"age": "16-24"}, "")
    assert "Nothing is done about it yet" in visit.as_(researcher)(address("missing")).text


def test_two_who_write_at_once_lose_no_words(panel, researcher):
    row = noted(panel, researcher)
    seen = revision(row)
    operations.rewrite_missing(missing=row, seen=seen, doing="We asked two colleges.", by=researcher)
    with pytest.raises(ChangedMeanwhile):
        operations.rewrite_missing(missing=row, seen=seen, doing="We wrote to schools.", by=researcher)


def test_a_gap_stays_to_be_read_when_it_is_filled(visit, panel, researcher):
    row = noted(panel, researcher)
    page = visit.as_(researcher)(address("fill-gap", row.pk))
    given = written(page) | {"on": "1/9/2018", "because": "Three young carers joined."}
    visit.as_(researcher).post(address("fill-gap", row.pk), given)
    row.refresh_from_db()
    assert (row.filled_on, row.filled_because) == (date(2018, 9, 1), "Three young carers joined.")
    page = visit.as_(researcher)(address("missing"))
    assert "Filled on 1 September 2018" in page.text
    with pytest.raises(operations.FilledAlready):
        operations.fill_gap(missing=row, seen=revision(row), on=date(2018, 9, 2), because="Again", by=researcher)


def test_nobody_else_sees_or_writes_it(visit, panel, researcher, callum):
    row = noted(panel, researcher)
    for page in ("make-up", "missing", "population", "new-missing"):
        visit.as_(callum)(address(page), status=403)
    visit.as_(callum)(address("rewrite-missing", row.pk), status=403)
