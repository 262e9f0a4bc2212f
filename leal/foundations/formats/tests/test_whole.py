"""A file is in place whole or not at all."""

import pytest

from leal.foundations.formats import write_whole


def test_a_file_is_written_and_nothing_stays_beside_it(tmp_path):
    write_whole(tmp_path / "a.pdf", b"whole")

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.pdf", b"whole")]


def test_what_stops_halfway_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")

    with pytest.raises(TypeError):
        write_whole(tmp_path / "a.pdf", "not bytes")

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.pdf", b"old")]
