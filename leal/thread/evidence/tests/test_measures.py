"""Measures as reviewed files, and as rows that mirror them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from leal.foundations.audit.record import entries
from leal.thread.evidence import operations
from leal.thread.evidence.definitions import read_definitions, read_set_aside
from leal.thread.evidence.models import Measure, Result
from leal.thread.evidence.reviewed import Misread

from .making import CALL_WAIT, FILES, HEARD_OF, ON, SPEAK_UP, charter, line, measured, take_in, wait, written

__all__ = ["charter", "measured"]


def faults(folder) -> list[str]:
    with pytest.raises(Misread) as misread:
        read_definitions(folder)
    return [str(fault) for fault in misread.value.faults]


def with_line(words, old, new):
    assert old in words
    return words.replace(old, new)


TYPOS = {
    "a field misspelt": (
        'better = "lower"',
        'beter = "lower"',
        [
            "call-wait.toml: better: This field is missing. Add it: one of higher, lower, neither.",
            "call-wait.toml: beter: This field is not known. Did you mean “better”?",
        ],
    ),
    "a choice misspelt": (
        'better = "lower"',
        'better = "lowr"',
        ["call-wait.toml: better: “lowr” is not known. Did you mean “lower”?"],
    ),
    "a kind nobody knows": (
        'kind = "mean"',
        'kind = "vibe"',
        ["call-wait.toml: kind: “vibe” is not known. Use one of: share, mean, median, count, rate, duration, example."],
    ),
    "years that cannot be": (
        "rounding = 1",
        "rounding = 1\ngood_for_years = -1",
        ["call-wait.toml: good_for_years: -1 is not a number of years from 0 to 10. Use 0, or leave it out."],
    ),
    "how often without how soon": (
        "rounding = 1",
        'rounding = 1\nevery = "year"',
        ["call-wait.toml: published_after: Say within how many days of the end of a period its result is published."],
    ),
    "how soon without how often": (
        "rounding = 1",
        "rounding = 1\npublished_after = 240",
        [
            "call-wait.toml: every: Say how often there is a result: "
            "one of month, quarter, year, two years, three years."
        ],
    ),
    "a rhythm nobody knows": (
        "rounding = 1",
        'rounding = 1\nevery = "years"\npublished_after = 240',
        ["call-wait.toml: every: “years” is not known. Did you mean “year”?"],
    ),
    "days that cannot be": (
        "rounding = 1",
        'rounding = 1\nevery = "year"\npublished_after = -3',
        ["call-wait.toml: published_after: -3 is not a number of days from 0 to 730."],
    ),
    "a result every three years that speaks for one": (
        "rounding = 1",
        'rounding = 1\nevery = "three years"\npublished_after = 240\ngood_for_years = 1',
        [
            "call-wait.toml: good_for_years: A result that comes every three years speaks for the years between. "
            "Set it to 2 or more."
        ],
    ),
    "a number in quotation marks": (
        "rounding = 1",
        'rounding = "1"',
        ["call-wait.toml: rounding: This should be a number without quotation marks, and is “1” in quotation marks."],
    ),
    "a date in quotation marks": (
        "on = 2020-03-23",
        'on = "2020-03-23"',
        [
            "call-wait.toml: breaks 1, on: This should be a date like 2022-04-01, without quotation marks, "
            "and is “2020-03-23” in quotation marks."
        ],
    ),
    "a field misspelt inside a list": (
        "decides = true",
        "decide = true",
        [
            "call-wait.toml: serves 1, decides: This field is missing. Add it: true or false.",
            "call-wait.toml: serves 1, decide: This field is not known. Did you mean “decides”?",
        ],
    ),
    "what matters said two ways": (
        "{ relative = 0.20 }",
        "{ relative = 0.20, points = 5 }",
        ["call-wait.toml: matters: Say it one way: { points = 5 } or { relative = 0.20 }."],
    ),
    "a code that is not the file's name": (
        'code = "call-wait"',
        'code = "callwait"',
        [
            "call-wait.toml: code: “callwait” is not the file’s own name. "
            "Call the file callwait.toml, or the code “call-wait”."
        ],
    ),
    "nothing where words belong": (
        'asks = "How many seconds does a caller wait, on average?"',
        'asks = " "',
        ["call-wait.toml: asks: This is empty. Write it."],
    ),
    "a part that is no letter": (
        'part = "a"',
        'part = "1"',
        ['call-wait.toml: serves 1, part: “1” is not a part’s letter. Write a small letter, like "a".'],
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), TYPOS.values(), ids=TYPOS)
def test_a_typo_in_a_measure_file_is_a_sentence_with_file_field_and_mend(tmp_path, old, new, said):
    assert faults(written(tmp_path, {"call-wait": with_line(CALL_WAIT, old, new)})) == said


def test_a_file_that_is_not_toml_is_one_fault_with_its_line(tmp_path):
    [fault] = faults(written(tmp_path, {"call-wait": 'code = "call-wait"\nname = oops\n'}))
    assert fault.startswith("call-wait.toml: The file is not well-formed TOML: Invalid value (at line 2")


def test_a_file_that_is_not_utf8_is_one_fault(tmp_path):
    (tmp_path / "call-wait.toml").write_bytes('name = "caf\xe9"'.encode("latin-1"))
    assert faults(tmp_path) == ["call-wait.toml: The file is not in UTF-8. Save it as UTF-8."]


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    files = {
        "call-wait": with_line(CALL_WAIT, 'kind = "mean"', 'kind = "men"'),
        "safe-to-challenge": with_line(SPEAK_UP, 'population = "census"', 'population = "sensus"'),
    }
    assert faults(written(tmp_path, files)) == [
        "call-wait.toml: kind: “men” is not known. Did you mean “mean”?",
        "safe-to-challenge.toml: population: “sensus” is not known. Did you mean “census”?",
    ]


def test_a_label_that_two_measures_claim_is_refused(tmp_path):
    other = with_line(HEARD_OF, '["Had heard of Our Charter"]\nanswer = "Yes"', '["average call  waiting time"]')
    [fault] = faults(written(tmp_path, {"call-wait": CALL_WAIT, "heard-of": other}))
    assert fault == (
        "heard-of.toml: labels: “average call waiting time” already belongs to call-wait. "
        "A figure goes to one measure: keep it in one of the two."
    )


def test_a_level_for_a_measure_that_is_neither_better_nor_worse_is_refused(tmp_path):
    words = with_line(SPEAK_UP, 'better = "higher"', 'better = "neither"')
    assert faults(written(tmp_path, {"safe-to-challenge": words})) == [
        "safe-to-challenge.toml: target.value: A level needs better or worse. "
        "Set `better` to “higher” or “lower”, or leave the level out."
    ]


def test_an_empty_folder_is_told_of(tmp_path):
    assert "holds no measure" in faults(tmp_path)[0]


def test_every_measure_of_the_house_reads_and_each_has_a_code_and_promises_or_a_gap():
    definitions = read_definitions()
    assert len(definitions) == len({definition.code for definition in definitions}) > 100
    assert [d.code for d in definitions if not d.gap and not d.serves] == []


def test_every_label_set_aside_has_its_reason_and_no_measure_claims_it():
    claimed = {label.casefold() for definition in read_definitions() for label in definition.labels}
    set_aside = read_set_aside()
    assert set_aside.keys() & claimed == set()
    assert all(why.endswith(".") for why in set_aside.values())


def adopt(charter, by, folder):
    return operations.adopt_measures(charter=charter, definitions=read_definitions(folder), on=ON, by=by)


def test_adopted_measures_mirror_their_files(measured):
    measure = Measure.objects.get(code="safe-to-challenge")
    [level] = measure.levels.all()
    [service] = measure.services.all()
    assert (measure.name, measure.codes, measure.matters_points, measure.feeling) == (
        "Safe to challenge",
        ["B46"],
        Decimal(5),
        True,
    )
    assert (level.value, level.authority, service.commitment.code, service.part, service.decides) == (
        Decimal(80),
        "The chief executive",
        "LS6",
        None,
        True,
    )
    assert Measure.objects.get(code="call-wait").services.get().part.letter == "a"
    assert Measure.objects.get(code="framework-15").gap == "The text we could read breaks off."


def test_adopting_the_same_files_again_changes_nothing_and_says_so(measured, nadia, tmp_path):
    before = list(Measure.objects.order_by("pk").values())
    adoption = adopt(measured, nadia, tmp_path / "measures")
    assert adoption == ((), (), (), 0)
    assert list(Measure.objects.order_by("pk").values()) == before


def test_a_changed_definition_is_recorded(measured, nadia, tmp_path):
    words = with_line(CALL_WAIT, "How long callers wait", "How long people wait for us")
    adoption = adopt(measured, nadia, written(tmp_path / "measures", {"call-wait": words}))
    measure = Measure.objects.get(code="call-wait")
    assert adoption.changed == ("call-wait",)
    assert measure.name == "How long people wait for us"
    assert entries(of=measure) == ["measure.adopted", "measure.changed"]


def test_a_measure_whose_file_is_gone_is_retired_with_its_results_and_comes_back_with_its_file(
    measured, nadia, tmp_path
):
    take_in(measured, nadia, wait())
    (tmp_path / "measures" / "call-wait.toml").unlink()
    assert adopt(measured, nadia, tmp_path / "measures").retired == ("call-wait",)
    measure = Measure.objects.get(code="call-wait")
    assert (measure.retired_on, measure.results.count()) == (ON, 1)
    written(tmp_path / "measures")
    assert adopt(measured, nadia, tmp_path / "measures").changed == ("call-wait",)
    measure.refresh_from_db()
    assert (measure.retired_on, entries(of=measure)) == (
        None,
        ["measure.adopted", "measure.retired", "measure.changed"],
    )


def test_an_unknown_commitment_is_refused_by_file_and_field_and_nothing_is_adopted(charter, nadia, tmp_path):
    files = FILES | {
        "call-wait": with_line(CALL_WAIT, '"PW2"', '"PW20"'),
        "heard-of": with_line(HEARD_OF, '"LS6"', '"LS6", part = "z"'),
    }
    with pytest.raises(Misread) as misread:
        adopt(charter, nadia, written(tmp_path / "measures", files))
    assert str(misread.value).splitlines() == [
        "call-wait.toml: serves 1, commitment: “PW20” is no commitment of Our Charter 2019. Did you mean PW2?",
        "heard-of.toml: serves 1, part: LS6 has no part “z”. Its parts: none.",
    ]
    assert Measure.objects.count() == 0


def test_results_that_no_measure_claimed_find_the_measure_that_claims_them_later(charter, nadia, tmp_path):
    take_in(charter, nadia, wait(), line("Something else", "2021-22", "5", "calls"))
    assert [(r.measure, r.label) for r in Result.objects.order_by("label")] == [
        (None, "Average call waiting time"),
        (None, "Something else"),
    ]
    adoption = adopt(charter, nadia, written(tmp_path / "measures"))
    assert adoption.results_moved == 1
    assert [(r.measure and r.measure.code, r.label) for r in Result.objects.order_by("label")] == [
        ("call-wait", ""),
        (None, "Something else"),
    ]


def test_results_of_two_labels_become_one_when_one_measure_claims_both(charter, nadia, tmp_path):
    other = line(
        "Average call waiting time (all benefit queues)", "2021-22", "351", "seconds", source="https://b.org/x"
    )
    take_in(charter, nadia, wait(), other)
    adopt(charter, nadia, written(tmp_path / "measures"))
    result = Result.objects.get()
    assert (result.measure.code, result.citations.count()) == ("call-wait", 2)


def test_someone_without_the_permission_adopts_nothing(charter, callum, tmp_path):
    with pytest.raises(PermissionDenied):
        adopt(charter, callum, written(tmp_path / "measures"))
    assert Measure.objects.count() == 0


def test_a_definition_can_be_compared_by_its_digest(tmp_path):
    [one] = read_definitions(written(tmp_path, {"call-wait": CALL_WAIT}))
    [same] = read_definitions(written(tmp_path, {"call-wait": CALL_WAIT}))
    [other] = read_definitions(written(tmp_path, {"call-wait": CALL_WAIT + "\n"}))
    assert one == same
    assert one == replace(other, digest=one.digest)
    assert one.digest != other.digest
