"""A charter goes out as one file and comes in elsewhere without loss; a file that is wrong changes nothing."""

import json
from copy import deepcopy

import msgspec
import pytest
from django.apps import apps
from django.urls import reverse

from leal.foundations.access.guards import PermissionDenied
from leal.foundations.audit.record import entries
from leal.foundations.people.actors import ANYONE, CLOCK
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.evidence.models import Citation, Result, Source
from leal.thread.evidence.reviewed import Misread
from leal.thread.learning.charter_file import shape
from leal.thread.learning.charter_file.bringing import with_slug
from leal.thread.learning.charter_file.reading import read
from leal.thread.learning.charter_file.stored import LEFT_OUT, STORED
from leal.thread.learning.charter_file.writing import charter_file, written
from leal.thread.learning.operations import take_in_charter
from leal.thread.statements.models import Statement
from tests.factories import (
    CharterFactory,
    CoreGroupFactory,
    EditionFactory,
    IntakeFactory,
    MeasureFactory,
    PanelFactory,
    PanelMemberFactory,
    ResultFactory,
)
from tests.promises.house import ROOT

pytestmark = pytest.mark.django_db

CHARTERS = sorted((ROOT / "tests" / "charters").glob("*.json"))
COUNCIL = ROOT / "tests" / "charters" / "invermore-homes.json"


def out(charter: Charter) -> bytes:
    return b"".join(written(charter=charter))


def take_in(content: bytes, name: str = "charter.json", **more) -> Charter:
    return take_in_charter(file=read(content, name), name=name, by=more.get("by", CLOCK))


def faults(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(Misread) as wrong:
        take_in(content)
    return [(fault.field, fault.why) for fault in wrong.value.faults]


def council(**changed) -> bytes:
    return json.dumps(json.loads(COUNCIL.read_text()) | changed).encode()


@pytest.mark.parametrize("path", CHARTERS, ids=lambda path: path.stem)
def test_another_bodys_charter_is_a_file_and_its_site_is_there_with_no_code_touched(path, visit):
    charter = take_in(path.read_bytes(), path.name)

    page = visit(reverse("tracing:home", args=[charter.slug]))

    told = json.loads(path.read_text())
    assert charter.name in page.title
    for edition in told["editions"]:
        text = visit(reverse("tracing:edition", args=[charter.slug, edition["code"]])).text
        for section in edition["sections"]:
            for promise in section["commitments"]:
                assert promise["wording"] in text
    assert entries(of=charter) == ["charter.taken-in"]


@pytest.mark.parametrize("path", CHARTERS, ids=lambda path: path.stem)
def test_what_comes_in_goes_out_again_the_same_to_the_last_letter(path):
    once = out(take_in(path.read_bytes()))

    again = take_in_charter(file=with_slug(read(once), "again"), name="again", by=CLOCK)

    slug = json.loads(path.read_text())["charter"]["slug"].encode()
    assert out(again) == once.replace(b'"slug": "%s"' % slug, b'"slug": "again"')
    assert read(once).results.columns == list(shape.RESULTS)


def test_a_file_says_what_the_database_holds():
    charter = take_in(COUNCIL.read_bytes())

    file, told = charter_file(charter=charter), json.loads(COUNCIL.read_text())

    held = json.loads(msgspec.json.encode(msgspec.structs.replace(file, standings=[])))
    by_code = ("themes", "statements", "measures")
    for name in by_code:
        told[name].sort(key=lambda one: one["code"])
    assert held == {name: part for name, part in told.items() if name not in ("results", "citations")}


# What a field is called in the file, or why it is not there by its own name.
SAID_OTHERWISE = {
    **dict.fromkeys(("id", "place"), "by its place in a list"),
    **dict.fromkeys(
        ("charter", "edition", "measure", "intake", "section", "lesson", "service"), "by what it stands in"
    ),
    **dict.fromkeys(("commitment", "part"), "as one promise, like 2019/PS7/b"),
    "taken_in_by": "names someone who works for the service",
    "pays_within": "promised to those who take part, and they stay where they were asked",
}


def test_no_field_of_the_thread_is_forgotten_by_the_file():
    """A new field is in the file, or among the few that stay out of it with a reason."""
    rows = [model for model in apps.get_models() if model.__module__.startswith("leal.thread")]
    shaped = {model: shaped for shaped, model in STORED.items()}

    for model, kind in shaped.items():
        fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        said = {field.encode_name for field in msgspec.structs.fields(kind)}
        assert fields - said - {*SAID_OTHERWISE} == set(), f"the file does not know these of {model.__name__}"
    assert {model._meta.label for model in rows if model not in shaped} == set(LEFT_OUT)


def test_the_group_whose_words_a_statement_is_travels_with_it_and_nobody_of_the_group_does(visit):
    charter = take_in(COUNCIL.read_bytes())
    said = Statement.objects.filter(service=charter.slug).first()
    group = CoreGroupFactory(
        panel=PanelFactory(service=charter.slug, code="tenants"), code="spring", name="Spring group"
    )
    PanelMemberFactory(panel=group.panel, name="Moira Never-Told")
    Statement.objects.filter(pk=said.pk).update(group=group)

    content = out(charter)
    again = take_in_charter(file=with_slug(read(content), "again"), name="again", by=CLOCK)

    assert b"Never-Told" not in content
    there = Statement.objects.get(service="again", code=said.code).group
    assert (there.name, there.panel.code, there.panel.service) == ("Spring group", "tenants", "again")
    page = visit(f"/charters/again/statements/{said.code}/")
    leads = page.main.find("a", string="Who is missing from Spring group")["href"]
    assert said.wording in visit(leads).text
    assert out(again) == content.replace(f'"slug": "{charter.slug}"'.encode(), b'"slug": "again"', 1)


def test_a_statement_of_a_group_that_is_not_in_the_file_is_refused():
    told = json.loads(COUNCIL.read_text())
    told["statements"][0]["group"] = ["tenants", "spring"]

    [(_, why)] = faults(json.dumps(told).encode())

    assert why == "There is no group “tenants/spring” in this file."


def test_a_draft_stays_at_home():
    charter = take_in(COUNCIL.read_bytes())
    EditionFactory(charter=charter, code="draft", title="Not yet agreed", agreed_on=None, published_on=None)

    assert b"Not yet agreed" not in out(charter)


def test_a_file_cut_in_half_is_refused_and_nothing_is_taken_in():
    whole = COUNCIL.read_bytes()

    [(_, why)] = faults(whole[: len(whole) // 2])

    assert why.startswith("It stops in the middle, after “")
    assert not Charter.objects.exists()


def test_a_lineage_that_loses_a_commitment_is_refused_with_its_name():
    told = json.loads(COUNCIL.read_text())
    told["editions"][1]["lineage"] = told["editions"][1]["lineage"][1:]

    assert faults(json.dumps(told).encode()) == [
        (
            "edition 2024, lineage",
            "The lineage loses 2022/R1. Say what became of it: kept, reworded, ended…",
        ),
        ("edition 2024, lineage", "It does not say where 2024/R1 comes from. Add a line for it."),
    ]
    assert not Charter.objects.exists()


def test_every_fault_is_told_at_once_each_with_its_place():
    told = json.loads(COUNCIL.read_text())
    told["statements"][0]["theme"] = "repair"
    told["editions"][0]["sections"][0]["commitments"][0]["answers"] = ["nobody-said"]
    told["measures"][0]["serves"][0]["promise"] = "2022/R9"
    told["lessons"].append(told["lessons"][0])

    assert [at for at, _ in faults(json.dumps(told).encode())] == [
        "lessons",
        "statement come-when-you-said, theme",
        "2022/R1, answers",
        "measure kept-appointments, serves",
    ]


def test_what_is_no_charter_is_told_by_field():
    told = json.loads(COUNCIL.read_text())
    told["charter"]["name"] = ""
    told["bodies"][0]["kind"] = "agncy"
    told["sourcs"] = []

    assert faults(json.dumps(told).encode()) == [
        ("charter, name", "This is empty. Write it."),
        ("bodies 1, kind", "“agncy” is not known. Did you mean “agency”?"),
        ("", "“sourcs” is not known here. Did you mean “sources”?"),
    ]


def test_rows_of_results_that_cannot_stand_are_told_by_number():
    told = json.loads(COUNCIL.read_text())
    rows = told["results"]["rows"]
    rows[0][8], rows[1][3], rows[2][0], rows[3][15] = "184", "2022-13-01", "no-measure", "7"

    assert [at for at, _ in faults(json.dumps(told).encode())] == [
        "results, row 1, value",
        "results, row 2, starts_on, ends_on",
        "results, row 3, measure",
        "results, row 4, intake",
    ]
    assert not Result.objects.exists()


def test_two_results_that_are_one_are_refused_in_a_sentence():
    told = json.loads(COUNCIL.read_text())
    told["results"]["rows"].append(told["results"]["rows"][0])

    assert faults(json.dumps(told).encode()) == [
        ("results", "Two rows say the very same of the same period. Keep one of them.")
    ]


def test_a_charter_that_is_here_is_never_written_over():
    take_in(COUNCIL.read_bytes())
    before = out(Charter.objects.get())

    [(at, why)] = faults(COUNCIL.read_bytes())

    assert (at, "--as NAME" in why) == ("charter, slug", True)
    assert out(Charter.objects.get()) == before


def test_words_that_are_too_long_are_told_with_the_room_there_is():
    told = json.loads(COUNCIL.read_text())
    told["bodies"][1]["name"] = "x" * 121

    assert ("bodies 2, name", "This is 121 characters long and may be 120. Shorten it.") in faults(
        json.dumps(told).encode()
    )


def test_anyone_may_not_take_in_a_charter():
    with pytest.raises(PermissionDenied):
        take_in(COUNCIL.read_bytes(), by=ANYONE)


def test_script_in_a_file_is_shown_and_never_run(visit):
    told = json.loads(COUNCIL.read_text())
    told["charter"]["name"] = "<script>alert(1)</script>"

    charter = take_in(json.dumps(told).encode())

    page = visit(reverse("tracing:home", args=[charter.slug]))
    assert "<script>alert(1)</script>" in page.title
    assert not any("alert" in (script.string or "") for script in page.main.find_all("script"))


def test_ten_thousand_commitments_come_in_and_go_out():
    told = json.loads((ROOT / "tests" / "charters" / "fair-hearing.json").read_text())
    promises = told["editions"][0]["sections"][0]["commitments"]
    promises += [dict(deepcopy(promises[0]), code=f"X{n}", title=f"Promise {n}") for n in range(9_998)]

    charter = take_in(json.dumps(told).encode())

    assert Commitment.objects.count() == 10_000
    assert out(charter).count(b'"title": "Promise ') == 9_998
    assert Edition.objects.get().commitments.count() == 10_000


def test_two_charters_of_two_bodies_stand_side_by_side():
    for path in CHARTERS:
        take_in(path.read_bytes())
    CharterFactory()

    assert Charter.objects.count() == len(CHARTERS) + 1


def test_strange_letters_in_figures_go_out_and_come_in_unharmed():
    told = json.loads(COUNCIL.read_text())
    strange = 'tab\t, line\nbreak, quote", back\\slash, \\v, \v, \x01, \\N, "\\N"'
    told["citations"]["rows"][0][12] = strange

    once = out(take_in(json.dumps(told).encode()))

    assert json.loads(once)["citations"]["rows"][0][12] == strange
    assert json.loads(once)["results"]["rows"] == told["results"]["rows"]


def test_citations_name_their_results_where_those_of_other_charters_lie_between():
    sources = [Source.objects.create(charter=CharterFactory(), address="A report", name="A report") for _ in range(2)]
    measures = [MeasureFactory(charter=source.charter) for source in sources]
    intakes = [IntakeFactory(charter=source.charter) for source in sources]
    values = {}
    for row, of in enumerate([0, 0, 1, 0, 1, 1, 0], start=1):
        result = ResultFactory(measure=measures[of], intake=intakes[of], of=2000 + row)
        values[row] = of
        given = {"row": row, "published_as": str(result.starts_on), "reviewed": True, "as_given": result.as_given}
        Citation.objects.create(result=result, source=sources[of], intake=intakes[of], **given)

    for of, source in enumerate(sources):
        told = json.loads(out(source.charter))
        results, cited = told["results"], told["citations"]
        at = {name: cited["columns"].index(name) for name in ("result", "published_as", "source", "intake")}
        begins = results["columns"].index("starts_on")
        assert len(cited["rows"]) == list(values.values()).count(of)
        for row in cited["rows"]:
            assert results["rows"][int(row[at["result"]]) - 1][begins] == row[at["published_as"]]
            assert (row[at["source"]], row[at["intake"]]) == ("1", "1")
