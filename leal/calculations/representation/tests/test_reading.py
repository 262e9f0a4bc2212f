"""A population table that cannot be used says everything that is wrong with it, row by row."""

import pytest

from leal.calculations.answers.faults import Faulty
from leal.calculations.answers.written import read_people
from leal.calculations.representation import read_population, tallies_of

HEAD = "feature,value,and feature,and value,percent,source,year,words\n"
GENDER = "Gender,Woman,,,51,Census,2022,who are women\nGender,Man,,,49,Census,2022,who are men\n"


def read(text):
    return read_population(text.encode(), name="scotland.csv")


def faults_of(text):
    with pytest.raises(Faulty) as wrong:
        read(text)
    return [str(fault).removeprefix("scotland.csv, ") for fault in wrong.value.faults]


def test_a_table_of_counts_says_shares_with_its_source_and_year():
    """Adults in Scotland: scotpho.org.uk/population-groups/ethnic-minorities/data/population-composition, table 1."""
    table = 'feature,value,count,source,year\nEthnic group,White,"4,163,656",Family Resources Survey,2019-22\n'
    adults = read(table + "Ethnic group,Minority ethnic,206945,Family Resources Survey,2019-22\n").of("Ethnic group")
    assert round(adults.shares["White",], 3) == 0.953
    assert (adults.source, adults.year) == ("Family Resources Survey", "2019-22")


@pytest.mark.parametrize(
    ("column", "sizes"), [("share", (0.51, 0.49)), ("percent", ("51%", "49%")), ("people", (5100, 4900))]
)
def test_shares_percentages_and_people_say_the_same(column, sizes):
    rows = "".join(f"Gender,{who},{size},Census,2022\n" for who, size in zip(("Woman", "Man"), sizes, strict=True))
    assert read(f"feature,value,{column},source,year\n{rows}").of("Gender").shares["Woman",] == pytest.approx(0.51)


def test_people_of_whom_the_source_knows_nothing_are_left_out_and_that_is_said():
    table = read(HEAD.replace("percent", "count") + GENDER + "Gender,Not stated,,,900,Census,2022,\n")
    assert table.of("Gender").shares["Woman",] == pytest.approx(0.51)
    assert "Not stated" in table.notes[0]


def test_all_faults_are_said_at_once_each_with_its_row():
    rows = "Age,Under 25,,,x,Census,2022,\nAge,,,,10,Census,22,\nAge,25 and over,,,101,,2022,\n"
    assert faults_of(HEAD + GENDER + rows) == [
        "row 4, percent: “x” is no percent. Write a number from 0 to 100.",
        "row 5, value: it is empty. Fill it in.",
        "row 5, year: “22” is no year. Write it as 2022, or 2019-22.",
        "row 6, source: it is empty. Fill it in.",
        "row 6, percent: “101” is no percent. Write a number from 0 to 100.",
    ]


def test_a_table_must_be_of_everyone_once_from_one_source():
    assert faults_of(HEAD + GENDER.replace("49", "39")) == [
        "row 2, percent: the rows for Gender sum to 90, not 100. Is a value missing?"
    ]
    (fault,) = faults_of(HEAD + GENDER.replace("Man,,,49,Census", "Man,,,49,Survey"))
    assert "“Survey”, and row 2 of the same table has “Census”" in fault
    assert "has a row already (row 3)" in " ".join(faults_of(HEAD + GENDER + "Gender, MAN ,,,49,Census,2022,\n"))


def test_a_table_of_two_features_has_every_pair_and_the_values_of_each_feature():
    ages = "Age,Under 25,,,14,Census,2022,\nAge,25 and over,,,86,Census,2022,\n"
    pairs = "Age,Under 25,Gender,Woman,50,Census,2022,\nAge,Under25,Gender,Man,50,Census,2022,\n"
    assert faults_of(HEAD + GENDER + ages + pairs) == [
        "row 6: there is no row for Under 25 and Man. Write 0 if there is nobody.",
        "row 6: there is no row for Under25 and Woman. Write 0 if there is nobody.",
        "row 7, value: “Under25” is not in the table of Age. Did you mean “Under 25”?",
    ]
    turned = "Gender,Woman,Age,Under 25,50,Census,2022,\nGender,Man,Age,Under 25,50,Census,2022,\n"
    whole = turned.replace("Gender,Woman,Age,Under 25", "Age,Under 25,Gender,Woman")
    whole = whole.replace("Gender,Man,Age,Under 25", "Age,Under 25,Gender,Man")
    assert "the other way round" in faults_of(HEAD + whole + turned)[0]


def test_a_table_for_people_who_were_asked_fits_what_they_were_asked():
    known = {"Gender": ("Woman", "Man", "In another way"), "Area": ()}
    text = (
        HEAD + GENDER.replace("Man,", "Mann,") + "Area,Anywhere,,,100,Census,2022,\nAges,Under 25,,,100,Census,2022,\n"
    )
    with pytest.raises(Faulty) as wrong:
        read_population(text.encode(), name="scotland.csv", known=known)
    assert [str(fault).removeprefix("scotland.csv, ") for fault in wrong.value.faults] == [
        "row 2: there is no row for Man and none for In another way (Gender). Write 0 if there is nobody.",
        "row 3, value: “Mann” is no answer to Gender. Did you mean “Man”?",
        "row 5, feature: “Ages” is nothing that people are asked. It has: Gender; Area.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("feature,value,source,year\nA,B,C,2022\n", "it needs one column that says how many"),
        ("feature,value,count,share,source,year\nA,B,1,1,C,2022\n", "It has count and share. Keep one."),
        ("feeture,value,count,source,year\nA,B,1,C,2022\n", "Did you mean “feeture”?"),
        ("feature,value,count,source,year\nA,B,0,C,2022\n", "everyone in A sums to 0"),
        ("feature,value,and feature,and value,count,source,year\nA,B,A,B,1,C,2022\n", "stands twice"),
    ],
)
def test_a_file_that_is_no_population_table_is_told_what_it_lacks(text, said):
    assert said in " ".join(faults_of(text))


def test_values_that_do_not_match_are_told_by_row_with_the_nearest_spelling():
    group = read_people(b"id,Gender\n1,Woman\n2,woman\n3,Mann\n4,Robot\n5,\n", name="panel.csv")
    with pytest.raises(Faulty) as wrong:
        tallies_of(group, read(HEAD + GENDER), [("Gender",), ("Age",)])
    assert [str(fault) for fault in wrong.value.faults] == [
        "scotland.csv: it has no table of Age. It has: Gender.",
        "panel.csv, row 3, Gender: “woman” is not in the population table. Did you mean “Woman”?",
        "panel.csv, row 4, Gender: “Mann” is not in the population table. Did you mean “Man”?",
        "panel.csv, row 5, Gender: “Robot” is not in the population table. It has: Woman; Man.",
    ]
