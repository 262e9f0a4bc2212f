"""Files in, safe files out: what is shown is true, and nothing hidden can be worked out."""

import csv
from itertools import product

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from leal.calculations.disclosure import Demands, Dimension, Table, as_release, suppress
from leal.calculations.disclosure.commands import disclosure
from leal.calculations.disclosure.published import CannotBeMadeSafe, Settings, check_files, hidden_more, rounded_to

ANSWERS = Dimension.flat("Answer", ["Yes", "No", "Not sure"], "Total")
AGES = Dimension.flat("Age", ["16 to 24", "25 to 64", "65 and over"], "Total")
SEXES = Dimension.flat("Sex", ["Women", "Men"], "Total")
TEN = Settings(spread=5, smallest=10)


def tables_of(seed, people=300):
    lottery = np.random.default_rng(seed)
    shares = [lottery.dirichlet(np.full(len(by.leaves()), 1.2)) for by in (ANSWERS, AGES, SEXES)]
    answers, ages, sexes = (lottery.choice(len(one), people, p=one) for one in shares)
    tables = []
    for by, classes in ((AGES, ages), (SEXES, sexes)):
        counts = np.zeros((3, len(by.leaves())), dtype=int)
        np.add.at(counts, (answers, classes), 1)
        keys = product(ANSWERS.leaves(), by.leaves())
        tables.append(Table(by.name, (ANSWERS, by), dict(zip(keys, counts.ravel().tolist(), strict=True))))
    return tables


def as_files(tables, folder):
    release = as_release(tables)
    paths = []
    for table in tables:
        rows, columns = (one.classes()[1:] + ["Total"] for one in table.dimensions)
        lines = [",".join(["Answer", *columns])]
        for row in rows:
            lines.append(",".join([row, *(f"{release.values[release.place(table, (row, at))]:.0f}" for at in columns)]))
        paths.append(folder / f"{table.name}.csv")
        paths[-1].write_text("\n".join(lines) + "\n")
    return paths


def written_to(folder, made):
    folder.mkdir(exist_ok=True)
    for name, text in made.files.items():
        (folder / name).write_text(text)
    return [folder / name for name in made.files]


def figures(path):
    return [row[1:] for row in csv.reader(path.read_text().splitlines())][1:]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(0, 10_000))
def test_what_is_hidden_in_files_is_what_is_hidden_in_their_release(tmp_path, seed):
    tables = tables_of(seed)
    release, files = as_release(tables), as_files(tables, tmp_path)
    small = (release.values > 0) & (release.values < 10)
    if not small.any():
        with pytest.raises(CannotBeMadeSafe, match="there is nothing to protect"):
            hidden_more(files, TEN)
        return
    none, kept = np.zeros(len(small)), np.array([not parts for _, parts in release.cells])
    best = suppress(release, Demands(small, none, none, np.where(small, 5.0, 0.0)), kept=kept & ~small)

    made = hidden_more(files, TEN)

    assert (made.is_best, made.loss + 0.0) == (best.is_best, release.values[best.hidden & ~small].sum())
    after = written_to(tmp_path / "safe", made)
    assert check_files(after, TEN).is_safe
    for before, now in zip(files, after, strict=True):
        for true, shown in zip(figures(before), figures(now), strict=True):
            assert all(one == other or other == "[c]" for one, other in zip(true, shown, strict=True))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(0, 10_000), some.sampled_from([3, 5, 10]))
def test_rounded_files_add_up_and_are_the_same_every_time(tmp_path, seed, base):
    files = as_files(tables_of(seed), tmp_path)

    made = rounded_to(files, base)

    assert made.is_best
    assert rounded_to(files, base) == made
    totals = set()
    for path in written_to(tmp_path / "rounded", made):
        counts = np.array(figures(path), dtype=float)
        assert not np.any(counts % base)
        assert (counts[:-1].sum(axis=0) == counts[-1]).all() and (counts[:, :-1].sum(axis=1) == counts[:, -1]).all()
        totals.add(tuple(counts[:, -1]))
    assert len(totals) == 1


def test_a_table_that_hides_too_little_is_mended_without_its_hidden_figures(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("Age,Yes,No,Total\nYoung,12,[c],20\nOld,30,25,55\nOlder,41,22,63\nTotal,83,55,138\n")
    assert not check_files([file]).is_safe

    made = hidden_more([file], Settings())

    assert made.files == {
        "t.csv": "Age,Yes,No,Total\nYoung,[c],[c],20\nOld,[c],[c],55\nOlder,41,22,63\nTotal,83,55,138\n"
    }
    assert check_files(written_to(tmp_path / "safe", made)).is_safe


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Q,Yes %,No %\n1,40%,60%\n2,30%,70%\n", "t.csv: cell B2 is no exact count"),
        ("Age,Yes,No,Total\nYoung,12,[c],20\nOld,30,25,55\n", "Some figures are hidden"),
    ],
)
def test_what_cannot_be_rounded_is_refused_in_a_sentence(tmp_path, text, said):
    (tmp_path / "t.csv").write_text(text)

    with pytest.raises(CannotBeMadeSafe, match=said):
        rounded_to([tmp_path / "t.csv"], 5)


def test_two_files_of_one_name_are_refused(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_text("Age,Yes,No,Total\nYoung,12,8,20\nOld,30,25,55\n")

    with pytest.raises(CannotBeMadeSafe, match="Two files are called “t”"):
        rounded_to([tmp_path / "a" / "t.csv", tmp_path / "b" / "t.csv"], 5)


def test_the_command_writes_safe_tables_and_tries_what_it_wrote(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("Age,Yes,No,Total\nYoung,12,8,20\nOld,30,25,55\nOlder,41,22,63\nTotal,83,55,138\n")
    run = CliRunner().invoke

    done = run(disclosure, [str(file), "--smallest", "10", "--hide", "--out", str(tmp_path / "safe")])
    assert (done.exit_code, done.output) == (
        0,
        "4 cells were changed in t.csv: 67 lost; no choice loses less.\n"
        "Safe: of 4 hidden figures 0 can be worked out or nearly so (4 sums tried).\n",
    )
    done = run(disclosure, [str(file), "--round", "5", "--out", str(tmp_path / "rounded")])
    assert done.exit_code == 0
    assert (tmp_path / "rounded" / "t.csv").read_text() == (
        "Age,Yes,No,Total\nYoung,10,10,20\nOld,30,25,55\nOlder,40,20,60\nTotal,80,55,135\n"
    )


@pytest.mark.parametrize(
    "options", [["--hide"], ["--out", "x"], ["--hide", "--round", "5", "--out", "x"], ["--round", "1"]]
)
def test_half_a_wish_ends_with_two_and_writes_nothing(tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("Age,Yes,No,Total\nYoung,12,8,20\nOld,30,25,55\n")

    done = CliRunner().invoke(disclosure, ["t.csv", *options])

    assert (done.exit_code, [one.name for one in tmp_path.iterdir()]) == (2, ["t.csv"])


def test_nothing_is_written_over_a_file_given(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("Age,Yes,No,Total\nYoung,12,8,20\nOld,30,25,55\n")
    before = file.read_text()

    done = CliRunner().invoke(disclosure, [str(file), "--round", "5", "--out", str(tmp_path)])

    assert (done.exit_code, file.read_text()) == (2, before)
