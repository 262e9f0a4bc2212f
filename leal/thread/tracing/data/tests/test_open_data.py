"""Everything public of a charter can be had as data: described to the standard, and the same figures."""

import csv
import io
import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from leal.calculations.files import read_book
from leal.foundations.people.actors import CLOCK
from leal.thread.charters.models import Charter
from leal.thread.evidence.models import Result
from leal.thread.learning.charter_file.reading import read
from leal.thread.learning.operations import take_in_charter
from leal.thread.tracing.data import tabled
from leal.thread.tracing.data.described import described
from tests.factories import CharterFactory
from tests.promises.house import ROOT

pytestmark = pytest.mark.django_db

COUNCIL = ROOT / "tests" / "charters" / "invermore-homes.json"
SITE = "/api/1/charters/invermore-homes"


@pytest.fixture
def council():
    return take_in_charter(file=read(COUNCIL.read_bytes()), name="council", by=CLOCK)


def got(client, address: str, **headers) -> bytes:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


def addresses() -> list[str]:
    return [path.replace("{charter}", "invermore-homes") for path in described()["paths"]]


def test_the_description_is_openapi_3_1():
    OpenAPIV31SpecValidator(described()).validate()


@pytest.mark.parametrize("address", addresses())
def test_every_address_that_is_described_answers_as_described(client, council, address):
    content = got(client, address)

    if address.endswith(".json"):
        path = address.replace("invermore-homes", "{charter}")
        shape = described()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {"components": described()["components"], **shape}
        assert list(Draft202012Validator(whole).iter_errors(json.loads(content))) == []
    elif address.endswith((".ods", ".xlsx")):
        assert read_book(content).kind == address.rpartition(".")[2]
    else:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert {len(row) for row in rows} <= {len(header)}


def test_the_whole_charter_can_be_taken_in_elsewhere(client, council):
    file = read(got(client, f"{SITE}.json"))

    assert file.charter.name == council.name
    assert len(file.editions) == 2


def test_every_figure_is_the_same_in_csv_and_in_json(client, council):
    items = json.loads(got(client, f"{SITE}/results.json"))["items"]
    rows = list(csv.DictReader(io.StringIO(got(client, f"{SITE}/results.csv").decode("utf-8-sig"))))

    assert [(item["measure"], item["value"], str(item["base"])) for item in items] == [
        (row["measure"], row["value"], row["base"]) for row in rows
    ]
    assert len(items) == Result.objects.count()


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_every_figure_is_the_same_in_a_spreadsheet(client, council, kind):
    items = json.loads(got(client, f"{SITE}/results.json"))["items"]
    [*_, results] = read_book(got(client, f"{SITE}/results.{kind}")).sheets
    top = next(at for at, row in enumerate(results.texts()) if row[:1] == ["Result"])
    at = {cell.text: column for column, cell in enumerate(results.rows[top])}

    def had(row, header: str):
        return row[at[header]].value if at[header] < len(row) else None

    assert [(had(row, "Measure"), had(row, "Value"), had(row, "Base")) for row in results.rows[top + 1 :]] == [
        (item["measure"], item["value"] and float(item["value"]), item["base"]) for item in items
    ]
    assert {row[at["Starts on"]].kind for row in results.rows[top + 1 :]} == {"date"}


def test_a_spreadsheet_says_what_it_is_and_under_which_licence(client, council):
    Charter.objects.update(licence="Open Government Licence v3.0")
    cover = read_book(got(client, f"{SITE}/lessons.ods")).sheets[0].texts()

    assert cover[:2] == [[f"{council.name}: what was learned, and what was changed"], [council.body]]
    assert cover[-2:] == [["Licence"], ["Open Government Licence v3.0"]]


def test_a_list_too_long_for_a_spreadsheet_says_so_and_is_had_as_csv(client, visit, council, monkeypatch):
    monkeypatch.setattr(tabled, "MOST_ROWS", Result.objects.count() - 1)
    page = visit("/charters/invermore-homes/data/").main

    assert f"“results” has more than {tabled.MOST_ROWS:,} rows: too many for a spreadsheet. Choose CSV." in page.text
    assert not page.select('a[href$="results.ods"]')
    assert client.get(f"{SITE}/results.ods").status_code == 404
    assert client.get(f"{SITE}/results.csv").status_code == 200


def test_standings_tell_the_word_and_why(client, council):
    items = json.loads(got(client, f"{SITE}/standings.json"))["items"]

    first = [it["standing"] for it in items if (it["commitment"], it["year"]) == ("2022/R1", "2022-23")]
    assert first == ["falling_short"]
    assert all(it["because"] for it in items)


def test_other_sites_may_read_the_data(client, council):
    response = client.get(f"{SITE}/measures.json")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    "address", [f"{SITE}/wages.json", f"{SITE}x/measures.json", "/api/2/charters.json", f"{SITE}/measures.xml"]
)
def test_what_is_not_there_is_not_found(client, council, address):
    assert client.get(address).status_code == 404


def test_a_charter_that_has_published_nothing_has_no_data(client):
    CharterFactory(slug="drafting")

    assert client.get("/api/1/charters/drafting.json").status_code == 404
    assert json.loads(got(client, "/api/1/charters.json"))["items"] == []


def test_nothing_can_be_written(client, council):
    before = Charter.objects.get().name

    assert client.post(f"{SITE}/bodies.json", {"name": "x"}).status_code == 405
    assert Charter.objects.get().name == before


def test_text_that_a_spreadsheet_would_work_out_is_kept_as_text(client, council):
    council.bodies.filter(name="Tenants’ Panel").update(does="=1+1")

    [row] = [line for line in got(client, f"{SITE}/bodies.csv").decode().splitlines() if "1+1" in line]

    assert row.endswith("'=1+1")


def test_the_page_for_people_leads_to_every_list(visit, council):
    page = visit("/charters/invermore-homes/data/")

    leads = {link["href"] for link in page.main.find_all("a")}
    assert {address for address in addresses() if re.search(r"\.(csv|json|ods|xlsx)$", address)} - leads == {
        "/api/1/charters.json"
    }
