import csv
import json

import pytest
from click.testing import CliRunner

from leal.calculations.tables.commands import events

EVENTS = """day,who,channel,late,wait
2023-04-03,a,Phone,yes,30
2023-04-17,b,Post,no,5
2023-06-01,a,Phone,no,10
2023-06,c,Online,yes,0
"""
MEASURES = """measure,statistic,where,among
Contacts,count,,
Late,share,late=yes,channel=Phone|Post
Mean wait,mean,channel=Phone,
Waited,total,,
"""
CLIENTS = "who,age\na,16-44\nb,45+\nc,45+\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, written in (("events.csv", EVENTS), ("measures.csv", MEASURES), ("clients.csv", CLIENTS)):
        (tmp_path / name).write_text(written)
    return tmp_path


def run(*told):
    return CliRunner().invoke(events, ["events.csv", "--measures", "measures.csv", "--month", "day", *told])


ALL = ["--by", "channel,age", "--amount", "wait", "--clients", "clients.csv", "--client", "who"]


def test_every_measure_is_there_in_every_month_for_everyone_and_every_group(folder):
    told = json.loads(run(*ALL, "--json").stdout)["values"]
    found = {(row["measure"], row["month"], row["level"]): (row["value"], row["base"]) for row in told}
    assert {month: found["Late", month, "Everyone"] for month in ("2023-04", "2023-05", "2023-06")} == {
        "2023-04": (0.5, 2),
        "2023-05": (None, 0),
        "2023-06": (0, 1),
    }
    assert found["Mean wait", "2023-04", "16-44"] == (30, 1)
    assert found["Waited", "2023-06", "45+"] == (0, 1)
    assert found["Contacts", "2023-04", "Post"] == (1, 1)
    assert len(told) == 4 * 3 * (1 + 3 + 2)


def test_the_file_says_what_the_screen_says(folder):
    assert run(*ALL, "--out", "out").stdout.splitlines() == [
        "Events: 4. Measures: 4. Groups: 2.",
        "Months: 3, from 2023-04 to 2023-06.",
        "Written: out/measures.csv",
    ]
    with (folder / "out" / "measures.csv").open(newline="") as lines:
        written = list(csv.DictReader(lines))
    told = json.loads(run(*ALL, "--json").stdout)["values"]
    assert written == [{key: "" if value is None else str(value) for key, value in row.items()} for row in told]


def test_what_never_happened_is_nought_where_a_list_says_it_could(folder):
    (folder / "measures.csv").write_text("measure,statistic,where\nBy fax,count,channel=Fax\n")
    (folder / "could.csv").write_text("question,answer\nchannel,Phone\nchannel,Post\nchannel,Online\nchannel,Fax\n")
    told = json.loads(run("--answers", "could.csv", "--json").stdout)["values"]
    assert [row["value"] for row in told] == [0, 0, 0]
    assert run("--json").stderr.strip() == (
        "measures.csv, By fax: channel is never “Fax”. It is one of: Online; Phone; Post."
    )


@pytest.mark.parametrize(
    ("measures", "told", "sentences"),
    [
        (
            "measure,statistic,where,among\nContacts,cont,,\nLate,share,late,\nLate,mean,,late=yes\n",
            [],
            [
                "measures.csv, row 2, measure: it needs a name, and a statistic that is count, share, total or mean.",
                "measures.csv, row 3, where: “late” is no condition. Write column=answer, or column=one|other.",
                "measures.csv, row 4, among: only a share is among something. Leave it empty.",
            ],
        ),
        (
            "measure,statistic,where\nLate,count,late=yes\nLate,count,late=no\n",
            [],
            ["measures.csv, row 3, measure: “Late” is there twice. Give each a name of its own."],
        ),
        (
            "measure,statistic,where\nLate,count,late=Yes\nPost,count,chanel=Post\n",
            [],
            ["events.csv, row 1: there is no column “chanel”. Did you mean “channel”?"],
        ),
        (
            "measure,statistic,where\nLate,count,late=Yes\n",
            [],
            ["measures.csv, Late: late is never “Yes”. Did you mean “yes”?"],
        ),
        (
            "measure,statistic,where\nWait,mean,\n",
            [],
            ["measures.csv: totals and means need an amount for each event."],
        ),
        (
            "measure,statistic,where\nAll,count,\n",
            ["--amount", "late"],
            [
                "events.csv, rows 2, 5, late: “yes” is no number. Write it in figures.",
                "events.csv, rows 3, 4, late: “no” is no number. Write it in figures.",
            ],
        ),
    ],
)
def test_every_fault_of_what_is_asked_is_told(folder, measures, told, sentences):
    (folder / "measures.csv").write_text(measures)
    done = run(*told, "--out", "out")
    assert (done.exit_code, done.stderr.splitlines(), (folder / "out").exists()) == (2, sentences, False)


def test_every_fault_of_the_events_and_clients_is_told(folder):
    (folder / "events.csv").write_text("day,who,channel,late,wait\n3/4/2023,a,Phone,yes,1\n2023-02-30,z,Post,no,\n")
    (folder / "clients.csv").write_text("who,age\na,16-44\na,45+\n")
    day = "is no date. Write it as 2023-04-17, or a month as 2023-04."
    assert run(*ALL, "--json").stderr.splitlines() == [
        "clients.csv, who: someone is there twice. Keep one row a client.",
        f"events.csv, row 2, day: “3/4/2023” {day}",
        f"events.csv, row 3, day: “2023-02-30” {day}",
        "events.csv, row 3, wait: it is empty. Give a number.",
        "events.csv, row 3, who: “z” is not in clients.csv.",
    ]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("", "[z]"), "events.csv, day: no event has a month."),
        (("0203-01", "2023-01"), "events.csv, day: its months are more than a hundred years apart. Is one a slip?"),
    ],
)
def test_months_that_cannot_be_a_history_are_told(folder, days, sentence):
    (folder / "events.csv").write_text("day,late,channel\n" + "".join(f"{day},yes,Phone\n" for day in days))
    (folder / "measures.csv").write_text("measure,statistic,where\nAll,count,\n")
    assert run("--json").stderr.strip() == sentence


def test_clients_without_the_column_that_joins_them_are_asked_for(folder):
    done = run("--clients", "clients.csv", "--json")
    assert (done.exit_code, "--clients FILE --client COLUMN" in done.stderr) == (2, True)
