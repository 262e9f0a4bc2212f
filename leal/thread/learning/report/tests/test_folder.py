"""A report’s folder is there whole or not at all."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leal.thread.learning.report.folder import CannotWriteThere, fault_of_place, write

from .conftest import a_charter

NAMES = ("report.html", "report.txt", "tables")


def first_few(names):
    """Few forms, so that the test is quick."""
    yield from (name for name in names if name in NAMES)


def test_the_list_names_every_file_with_its_digest(report, tmp_path):
    listing = write(report, tmp_path / "out", progress=first_few)
    there = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}

    assert there == {one["name"] for one in listing["files"]} | {"manifest.json"}
    assert json.loads((tmp_path / "out/manifest.json").read_text()) == listing
    for one in listing["files"]:
        content = (tmp_path / "out" / one["name"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def killed(names):
    for at, name in enumerate(first_few(names)):
        if at:
            os.kill(os.getpid(), signal.SIGKILL)
        yield name


def test_killed_halfway_it_leaves_no_folder_of_that_name(report, tmp_path):
    child = os.fork()
    if not child:
        write(report, tmp_path / "out", progress=killed)
        os._exit(0)
    _, how = os.waitpid(child, 0)

    assert os.WIFSIGNALED(how)
    assert not (tmp_path / "out").exists()
    assert write(report, tmp_path / "out", progress=first_few)["files"]


def broken_off(names):
    for at, name in enumerate(first_few(names)):
        if at:
            raise KeyboardInterrupt
        yield name


def test_broken_off_it_leaves_nothing_behind(report, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write(report, tmp_path / "out", progress=broken_off)

    assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_written_is_known_before_the_work(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "there").mkdir()

    assert fault_of_place(tmp_path / "new/folder") == ""
    assert "is there already. Name a new folder" in fault_of_place(tmp_path / "there")
    assert "is a file, so no folder can be made in it." in fault_of_place(tmp_path / "file/out")


def test_made_by_someone_else_meanwhile_it_stays_theirs(report, tmp_path):
    def meanwhile(names):
        yield from first_few(names)
        (tmp_path / "out").mkdir()
        (tmp_path / "out/theirs").write_text("x")

    with pytest.raises(CannotWriteThere, match="was made by someone else meanwhile"):
        write(report, tmp_path / "out", progress=meanwhile)

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["theirs"]


@pytest.fixture
def leal(committed):
    def run(*words: str) -> subprocess.CompletedProcess:
        command = [str(Path(sys.executable).with_name("leal")), *words]
        return subprocess.run(command, env=os.environ | committed.environment, capture_output=True, text=True)

    return run


@pytest.mark.slow
def test_the_command_writes_what_it_lists_and_says_why_when_it_cannot(leal, tmp_path):
    out = str(tmp_path / "out")
    assert "There is no charter here yet." in leal("report", "--out", out).stderr

    a_charter()
    ran = leal("report", "--year", "2022-23", "--out", out, "--json")
    listing = json.loads(ran.stdout)

    assert (ran.returncode, listing["year"]) == (0, "2022-23")
    assert all((tmp_path / "out" / one["name"]).stat().st_size == one["bytes"] for one in listing["files"])
    safe = leal("disclosure", *map(str, sorted((tmp_path / "out/tables").glob("*.csv"))))
    assert (safe.returncode, safe.stderr) == (0, "")
    for words, says in (
        (("--year", "2019-20", "--out", out + "2"), "There is nothing for “2019-20”."),
        (("--charter", "none", "--out", out + "2"), "There is no charter “none” here. There is: ours."),
        (("--out", out), "is there already. Name a new folder"),
    ):
        ran = leal("report", *words)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert says in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
