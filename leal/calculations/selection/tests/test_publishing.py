"""What is published of a selection: the whole history, for anyone to repeat; nothing in it can be altered unseen."""

import json
import zipfile
from random import Random

import pytest

from leal.calculations.selection.publishing import FINGERPRINTS, fingerprints

from .test_commands import again

PEOPLE = "name,age,place\n" + "".join(
    f"Person {n},{'under 40' if n % 2 else '40 and over'},{'town' if n % 3 else 'country'}\n" for n in range(18)
)
TARGETS = "feature,value,min,max\nage,under 40,1,3\nage,40 and over,1,3\nplace,town,1,3\nplace,country,1,3\n"


def drawn(place):
    return json.loads((place / "draw.json").read_text())["ids"]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The published files of a selection of four, of whom two left one after the other."""
    home = tmp_path_factory.mktemp("selection")
    (home / "people.csv").write_text(PEOPLE)
    (home / "targets.csv").write_text(TARGETS)
    out = home / "out"
    files = ("--people", home / "people.csv", "--targets", home / "targets.csv")
    again(*files, "--seats", 4, "--seed", "1", "--out", out)
    gone = drawn(out)[:2]
    again("replace", out, "--gone", gone[0], "--seed", "2")
    again("reserves", out, "--number", "6", "--leaving", "0.1", "--seed", "3")
    again("replace", out, "--gone", gone[1], "--seed", "4", "--from-reserves")
    assert again("verify", out)[0] == 0
    code, said = again("publish", out, "--title", "How the group was chosen", "--out", home / "public")
    assert code == 0, said
    return contents(home / "public")


@pytest.fixture
def folder(published, tmp_path):
    for name, content in published.items():
        (tmp_path / "public" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / name).write_bytes(content)
    return tmp_path / "public"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def packed(folder, to):
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in contents(folder).items():
            pack.writestr(f"core/{name}", content)
    return to


def test_the_whole_history_is_repeated_from_what_was_published_folder_or_zip(folder, tmp_path):
    code, said = again("verify", folder)

    assert (code, "NO " in said) == (0, False), said
    for sentence in (
        "yes Every file is the one whose fingerprint was published",
        "yes The seed picks the panel that was announced",
        "yes Replacement 1 follows from what was before it",
        "yes Replacement 2: the seed picks the panel that was announced",
    ):
        assert sentence in said
    assert again("verify", packed(folder, tmp_path / "core.zip")) == (code, said)


def test_nobody_is_named_in_what_is_published_nor_what_they_answered(folder):
    published = b"".join(content for name, content in contents(folder).items() if name != "targets.csv")

    assert b"Person " not in published
    assert b"country" not in published
    assert b"select verify" in published


def test_one_altered_byte_anywhere_is_found_and_its_file_named(folder):
    lot = Random("The bytes that are altered")
    for name, content in contents(folder).items():
        for place in {0, len(content) - 1, *(lot.randrange(len(content)) for _ in range(5))}:
            altered = bytearray(content)
            altered[place] ^= 1 << lot.randrange(7)
            (folder / name).write_bytes(altered)
            code, said = again("verify", folder)
            assert (code, name in said) == (1, True), (name, place, said)
        (folder / name).write_bytes(content)
    assert again("verify", folder)[0] == 0


@pytest.mark.parametrize("name", ["README.txt", "replacements/1/draw.json", "replacements/2/lottery.json"])
def test_a_file_that_is_missing_or_too_many_is_named(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).unlink()
    assert f"{name} is missing" in again("verify", folder)[1]

    (folder / name).write_bytes(content)
    (folder / "another.txt").write_bytes(b"")
    assert "another.txt is not listed" in again("verify", folder)[1]


def changed(folder, name, change):
    """A file changed by whoever also makes the fingerprints anew."""
    record = json.loads((folder / name).read_text())
    change(record)
    (folder / name).write_text(json.dumps(record))
    files = contents(folder)
    files.pop(FINGERPRINTS)
    (folder / FINGERPRINTS).write_bytes(fingerprints(files))
    return again("verify", folder)


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("draw.json", {"seed": "5"}, "ticket in draw.json is not what the seed picks"),
        ("draw.json", {"people_sha256": "0" * 64}, "people_sha256 in draw.json"),
        ("lottery.json", {"how": "By hand"}, "public_lottery_sha256 in draw.json"),
        ("certificate.json", {"smallest_chance": 0.9}, "smallest_chance in certificate.json is not that"),
        ("replacements/1/replacement.json", {"gone": ["P99"]}, "names someone who did not sit"),
        ("replacements/1/replacement.json", {"stay": []}, "“stay” in replacement.json is not who sat before"),
        ("replacements/1/replacement.json", {"after_sha256": "0" * 64}, "is not the fingerprint of the draw before"),
        ("replacements/2/replacement.json", {"away": []}, "leaves out someone who had left"),
        ("replacements/2/replacement.json", {"among": []}, "could not be drawn for this seat"),
        ("replacements/1/draw.json", {"seed": "5"}, "NO  Replacement 1: the seed picks"),
    ],
)
def test_whoever_alters_what_happened_and_the_fingerprints_too_is_found(folder, name, change, sentence):
    code, said = changed(folder, name, lambda record: record.update(change))

    assert (code, sentence in said) == (1, True), said


def test_someone_who_left_cannot_be_drawn_again_unseen(folder):
    record = json.loads((folder / "replacements/2/replacement.json").read_text())

    def put_back(lottery):
        name = lottery["panels"][0]["people"][0]
        lottery["panels"][0]["people"] = [record["gone"][0]]
        lottery["chances"][record["gone"][0]] = lottery["chances"].pop(name)

    code, said = changed(folder, "replacements/2/lottery.json", put_back)

    assert (code, f"{record['gone'][0]} in lottery.json could not be drawn for this seat" in said) == (1, True), said


def test_a_zip_that_is_damaged_or_would_write_elsewhere_is_refused_by_name(folder, tmp_path):
    whole = packed(folder, tmp_path / "core.zip")
    with zipfile.ZipFile(whole) as pack:
        entry = pack.getinfo("core/draw.json")
    content = bytearray(whole.read_bytes())
    content[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 255
    whole.write_bytes(content)
    code, said = again("verify", whole)
    assert (code, "core/draw.json in it was altered, or did not arrive whole" in said) == (2, True), said

    with zipfile.ZipFile(whole, "w") as pack:
        pack.writestr("../draw.json", "{}")
    assert "It would write outside its folder" in again("verify", whole)[1]
    whole.write_bytes(b"PK\x03\x04 and no more")
    assert again("verify", whole)[0] == 2
