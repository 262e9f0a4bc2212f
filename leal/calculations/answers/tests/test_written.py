import numpy as np
import pytest

from leal.calculations.answers.faults import Fault, Faulty, gathered, shown
from leal.calculations.answers.written import read_people


def faults_of(content, name="a.csv"):
    with pytest.raises(Faulty) as refusal:
        read_people(content, name=name)
    return [str(fault) for fault in refusal.value.faults]


def test_a_file_is_its_columns_and_the_rows_people_stand_in():
    people = read_people(b"age,rated\n65+, Good \n\n,\n16-24,Good\n", name="a.csv")
    assert (len(people), people.rows.tolist()) == (2, [2, 5])
    assert {name: column.told() for name, column in people.columns.items()} == {
        "age": ["65+", "16-24"],
        "rated": ["Good", "Good"],
    }


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (b"", ["a.csv: The file is empty."]),
        (b"age,rated\n", ["a.csv: it has a row of headers and no people under it."]),
        (b",\n1,2\n", ["a.csv, row 1: the first row must name the columns, and it is empty."]),
        (
            b"age,,age\n1,2,3\n",
            [
                "a.csv, row 1, column 2: it has no header. Name it, or take it out.",
                "a.csv, row 1, age: two columns have this header. Give each a name of its own.",
            ],
        ),
        (
            b"age,rated\n1,2,3\n4,5\n6\n",
            [
                "a.csv, row 2: it has 3 cells and there are 2 headers. "
                "Is a comma inside an answer not in quotation marks?",
                "a.csv, row 4: it has 1 cells and there are 2 headers. Does it break off?",
            ],
        ),
        (
            b'age,rated\n1,"Good\n',
            [
                "a.csv: Around line 2 a quotation mark opens and does not close, or stands inside a cell and is not "
                "doubled. Mend it, or save the file again as CSV."
            ],
        ),
    ],
)
def test_every_fault_of_a_files_shape_is_told_at_once(content, sentences):
    assert faults_of(content) == sentences


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(Faulty, match="nowhere.csv: there is no such file. Check the name and the folder."):
        read_people(tmp_path / "nowhere.csv")


def test_another_encoding_is_read_and_said():
    people = read_people("age,rated\n65+,Très bien\n".encode("cp1252"))
    assert (people.columns["rated"].words, people.notes[0][:24]) == (["Très bien"], "The file is not in UTF-8")


def test_rows_past_the_first_chunk_are_counted_on():
    written = "id,age\n" + "".join(f"{row},{row % 3}\n" for row in range(25_000))
    people = read_people(written.encode())
    assert people.columns["age"].told() == [str(row % 3) for row in range(25_000)]
    assert np.array_equal(people.rows, np.arange(2, 25_002))


def test_a_column_that_is_not_there_is_answered_with_the_nearest():
    people = read_people(b"channel,rated\n1,2\n", name="a.csv")
    with pytest.raises(Faulty, match="there is no column “chanel”. Did you mean “channel”?"):
        people.column("chanel")
    with pytest.raises(Faulty, match="there is no column “zzz”. Its columns are: channel, rated"):
        people.column("zzz")


def test_faults_alike_are_shown_in_one_line_and_the_rest_counted():
    faults = [Fault("a.csv", row, "age", "it is empty.") for row in range(60, 1, -1)] + [Fault("a.csv", 9, "b", "odd.")]
    first, second = shown(faults)
    assert first.startswith("a.csv, rows 2, 3, 4, 5, ")
    assert first.endswith(", 41 and 19 more, age: it is empty.")
    assert second == "a.csv, row 9, b: odd."


def test_the_faults_of_everything_are_gathered_before_anyone_is_told():
    def wrong(what):
        def work():
            raise Faulty([Fault("a.csv", 1, "", what)])

        return work

    assert gathered(lambda: 1, lambda: 2) == [1, 2]
    with pytest.raises(Faulty) as refusal:
        gathered(wrong("one"), lambda: 1, wrong("two"))
    assert [fault.what for fault in refusal.value.faults] == ["one", "two"]
