"""The story is reviewed like code: it holds together by itself, in plain words, before anything loads it."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from leal.calculations.documents import read_document
from leal.calculations.plain import check_document
from leal.foundations.formats import easy_read, easy_read_pdf
from leal.foundations.formats.easy_read import lines_of

ROOT = Path(__file__).parents[1]
STORY = ROOT / "leal" / "config" / "story"
EVIDENCE = ROOT / "leal" / "thread" / "evidence"
MEASURE_FILES = sorted((EVIDENCE / "measures").glob("*.toml"))
STANDINGS = {"falling_short", "not_in_place", "disagree", "out_of_date", "not_known", "partly_kept", "kept"}
ALLOWED = {
    "kind": {"share", "mean", "median", "count", "rate", "duration", "example"},
    "population": {"all", "census", "sample", "self-selected"},
    "better": {"higher", "lower", "neither"},
}
FULL = {
    *("code", "name", "asks", "kind", "unit", "feeling", "base", "population", "source", "better", "matters"),
    *("smallest_base", "serves", "rounding", "why_it_matters"),
}
AGAIN = {"every", "published_after"}
MAY = {"good_for_years", "number", "labels", "codes", "answer", "caveat", "breaks", "target", "levels"} | AGAIN
GAP = {"code", "name", "serves", "gap"}
GAP_MAY = {"number", "asks", "kind", "why_it_matters"} | AGAIN
NOT_PROSE = {"source", "label", "labels", "codes", "email", "code"}
LONGEST_SENTENCE = 25


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


CHARTER = read(STORY / "charter.toml")
STATEMENTS = read(STORY / "statements.toml")
PRACTICE = read(STORY / "practice.toml")
TOLD = read(STORY / "evidence.toml")
LEARNING = read(STORY / "learning.toml")
CAST = read(STORY / "cast.toml")
EXPECTED = read(ROOT / "tests" / "expected_standings.toml")["expected"]
MEASURES = {path.stem: read(path) for path in MEASURE_FILES}
UNMAPPED = read(EVIDENCE / "unmapped.toml")["unmapped"]

COMMITMENTS = [commitment["code"] for commitment in CHARTER["commitments"]]
PARTS = {f"{c['code']}.{part['letter']}" for c in CHARTER["commitments"] for part in c.get("parts", [])}
BODIES = {body["name"] for body in CHARTER["bodies"]}
STATEMENT_CODES = {statement["code"] for statement in STATEMENTS["statements"]}
OCCASIONS = {occasion["code"] for occasion in STATEMENTS["occasions"]}
PROSE_FILES = [*sorted(STORY.glob("*.toml")), *MEASURE_FILES, EVIDENCE / "unmapped.toml"]
PROSE_FILES += [ROOT / "tests" / "expected_standings.toml"]


def texts(value, key=""):
    """Every piece of text in a table, with the name of its field."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)


def prose(path: Path) -> list[str]:
    return [text for key, text in texts(read(path)) if key not in NOT_PROSE]


def dangling(named, known) -> set[str]:
    return set(named) - set(known)


def test_the_charter_has_its_51_commitments_each_once_and_5_asks():
    assert sorted(COMMITMENTS) == sorted(
        f"{section}{number}"
        for section, many in {"PS": 13, "PW": 12, "LS": 11, "BF": 15}.items()
        for number in range(1, many + 1)
    )
    assert [ask["code"] for ask in CHARTER["asks"]] == ["C1", "C2", "C3", "C4", "C5"]


def test_every_commitment_has_a_short_title_of_its_own():
    titles = [commitment["title"] for commitment in CHARTER["commitments"]]
    assert [title for title in titles if len(title) > 60] == []
    assert len(set(titles)) == 51


def test_parts_are_lettered_from_a_and_never_stand_alone():
    for commitment in CHARTER["commitments"]:
        letters = [part["letter"] for part in commitment.get("parts", [])]
        assert letters == list("abcd"[: len(letters)])
        assert len(letters) != 1


def test_government_alone_is_bound_to_a_better_future():
    assert {section["code"]: section["binds"] for section in CHARTER["sections"]} == {
        "PS": ["Social Security Scotland", "Scottish Government"],
        "PW": ["Social Security Scotland", "Scottish Government"],
        "LS": ["Social Security Scotland", "Scottish Government"],
        "BF": ["Scottish Government"],
    }


def test_every_statement_has_a_theme_an_occasion_and_principles_that_exist():
    themes = {theme["code"] for theme in STATEMENTS["themes"]}
    numbers = [principle["number"] for principle in STATEMENTS["principles"]]
    assert numbers == list(range(1, 9))
    assert len(STATEMENT_CODES) == len(STATEMENTS["statements"])
    for statement in STATEMENTS["statements"]:
        assert dangling([statement["theme"]], themes) == set()
        assert dangling([statement["occasion"]], OCCASIONS) == set()
        assert dangling(statement["principles"], numbers) == set()


def test_a_quote_is_credited_by_occasion_and_tied_to_statements():
    for quote in STATEMENTS["quotes"]:
        assert set(quote) == {"words", "credit", "occasion", "year", "source", "statements"}
        assert dangling([quote["occasion"]], OCCASIONS) == set()
        assert quote["statements"]
        assert dangling(quote["statements"], STATEMENT_CODES) == set()


def test_what_a_commitment_answers_exists():
    assert dangling(STATEMENTS["answers"], COMMITMENTS) == set()
    for answered in STATEMENTS["answers"].values():
        assert answered
        assert dangling(answered, STATEMENT_CODES) == set()


def test_practices_and_owners_name_commitments_and_bodies_that_exist():
    codes = [practice["code"] for practice in PRACTICE["practices"]]
    assert len(set(codes)) == len(codes)
    for practice in PRACTICE["practices"]:
        assert practice["state"] in {"in_place", "being_built", "promised"}
        assert practice["body"] in BODIES
        assert practice["keeps"]
        assert dangling(practice["keeps"], {*COMMITMENTS, *PARTS}) == set()
    for owner in PRACTICE["owners"]:
        assert owner["body"] in BODIES
        assert dangling(owner["of"], {*COMMITMENTS, *PARTS}) == set()


def test_an_example_is_good_or_bad_and_says_what_was_done():
    for example in TOLD["examples"]:
        assert example["kind"] in {"good", "bad"}
        assert example["what_was_done"]
        assert example["source"]
        assert dangling(example["commitments"], COMMITMENTS) == set()
        assert not example["measure"] or MEASURES[example["measure"]]["kind"] == "example"


def test_what_owners_and_reviewers_say_is_marked_as_made_up():
    for said in [*TOLD["decisions"], *TOLD["findings"]]:
        assert said["made_up"] is True
        assert said["standing"] in STANDINGS
        assert said["commitment"] in COMMITMENTS
        assert said["reason"]


def test_a_lesson_names_its_commitments_and_its_source():
    assert len({lesson["code"] for lesson in LEARNING["lessons"]}) == len(LEARNING["lessons"])
    for lesson in LEARNING["lessons"]:
        assert lesson["body"] in BODIES
        assert lesson["source"]
        assert lesson["commitments"]
        assert dangling(lesson["commitments"], COMMITMENTS) == set()
        assert all(change["what"] and ("made_on" in change or "due_on" in change) for change in lesson["changes"])


def test_the_story_has_lessons_that_led_to_a_change_and_lessons_that_did_not():
    made = [lesson for lesson in LEARNING["lessons"] if any("made_on" in change for change in lesson["changes"])]
    assert 0 < len(made) < len(LEARNING["lessons"])


def test_nobody_in_the_cast_can_be_written_to_and_fergus_has_no_role():
    assert [person["email"] for person in CAST["people"] if not person["email"].endswith("@example.org")] == []
    assert [person["name"] for person in CAST["people"] if not person["roles"]] == ["Fergus Bain"]


@pytest.mark.parametrize("path", MEASURE_FILES, ids=lambda path: path.stem)
def test_a_measure_file_has_what_it_needs_and_nothing_unknown(path):
    measure = read(path)
    must, may = (GAP, GAP_MAY) if "gap" in measure else (FULL, MAY)
    assert measure["code"] == path.stem
    assert dangling(must, measure) == set()
    assert dangling(measure, must | may) == set()
    for field, allowed in ALLOWED.items():
        assert field not in measure or measure[field] in allowed


@pytest.mark.parametrize("path", MEASURE_FILES, ids=lambda path: path.stem)
def test_a_measure_serves_commitments_and_parts_that_exist_each_once(path):
    served = [f"{s['commitment']}.{s['part']}" if "part" in s else s["commitment"] for s in read(path)["serves"]]
    assert dangling(served, {*COMMITMENTS, *PARTS}) == set()
    assert len(set(served)) == len(served)
    assert served or "wording not seen" in read(path)["name"]


def test_a_difference_that_matters_is_in_points_for_shares_and_relative_otherwise():
    for measure in MEASURES.values():
        if "gap" not in measure:
            assert list(measure["matters"]) == ["points" if measure["unit"] in {"%", "points"} else "relative"]


def test_no_published_label_and_no_question_belongs_to_two_measures():
    labels = Counter(label for measure in MEASURES.values() for label in measure.get("labels", []))
    labels.update(row["label"] for row in UNMAPPED)
    codes = Counter(code for measure in MEASURES.values() for code in measure.get("codes", []))
    assert [name for name, times in [*labels.items(), *codes.items()] if times > 1] == []


def test_the_frameworks_77_numbers_are_all_there_each_once():
    numbers = [measure["number"] for measure in MEASURES.values() if "number" in measure]
    assert sorted(numbers, key=int) == [str(number) for number in range(1, 78)]


def test_feeling_alone_decides_no_promise_that_something_counted_speaks_to():
    """Kindness beside the wait: both stand on PS1 and PW4, and only the feeling decides."""
    beside = {s["commitment"]: s["decides"] for s in MEASURES["call-wait"]["serves"]}
    assert beside == {"PW2": True, "PS1": False, "PW4": False}


def test_expected_standings_cover_every_commitment_in_2022_23_once_and_say_why():
    assert [row["commitment"] for row in EXPECTED if row["year"] == "2022-23"] == COMMITMENTS
    assert [pair for pair, times in Counter((r["commitment"], r["year"]) for r in EXPECTED).items() if times > 1] == []
    for row in EXPECTED:
        assert row["commitment"] in COMMITMENTS
        assert row["standing"] in STANDINGS
        assert row["because"] and row["source"]


def test_a_promise_is_expected_not_in_place_when_nothing_in_place_keeps_it():
    kept = {
        kept.partition(".")[0]
        for practice in PRACTICE["practices"]
        if practice["state"] == "in_place"
        for kept in practice["keeps"]
    }
    expected = {r["commitment"] for r in EXPECTED if r["year"] == "2022-23" and r["standing"] == "not_in_place"}
    assert expected == set(COMMITMENTS) - kept


@pytest.mark.parametrize("path", PROSE_FILES, ids=lambda path: path.stem)
def test_prose_has_real_quotes_and_short_sentences(path):
    spoken = {quote["words"] for quote in STATEMENTS["quotes"]}
    straight = [text for text in prose(path) if "'" in text or '"' in text]
    long = [
        sentence
        for text in prose(path)
        if text not in spoken
        for sentence in re.split(r"(?<=[.!?:])\s", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert (straight, long) == ([], [])


def test_the_easy_read_of_the_story_is_easy_by_every_rule_tells_all_51_promises_and_fits_its_pages():
    written = (STORY / "easy-read.txt").read_text()
    document = easy_read(written, title="Our Charter, 2019: Easy Read", publisher="Social Security Scotland")
    judged = check_document(read_document(lines_of(document).encode(), name="easy-read.md"), easy_read=True)
    chapters = [len(chapter.split("\n\n[")) - 1 for chapter in written.split("# ")[1:]]

    assert [(one.sentence, [fault.words for fault in one.faults]) for one in judged.to_mend] == []
    # Between an opening of 5 rows and the last two chapters: 13 promises, 12, 11 and 15; then 5 asks.
    assert chapters[1:6] == [13, 12, 11, 15, 5]
    assert easy_read_pdf(document)
