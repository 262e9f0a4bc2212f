"""A copy of open data is right as long as its ETag is, and no longer."""

from django.http import HttpResponse

from leal.foundations.people.actors import CLOCK
from leal.thread.charters.models import Charter
from leal.thread.learning.charter_file.reading import read
from leal.thread.learning.operations import take_in_charter
from tests.promises.house import ROOT

COUNCIL = ROOT / "tests" / "charters" / "invermore-homes.json"
SITE = "/api/1/charters/invermore-homes"


def asked_again(client, address: str) -> HttpResponse:
    """What is answered to someone who holds a copy. Other databases’ writing counts, so in time."""
    for _ in range(20):
        copy = client.get(address)["ETag"]
        if (again := client.get(address, headers={"if-none-match": copy})).status_code == 304:
            break
    return again


def test_a_copy_that_is_still_right_is_not_sent_again(committed, client):
    take_in_charter(file=read(COUNCIL.read_bytes()), name="council", by=CLOCK)

    again = asked_again(client, f"{SITE}/measures.json")
    Charter.objects.update(name="Our New Word")
    then = client.get(f"{SITE}/measures.json", headers={"if-none-match": again["ETag"]})

    assert (again.status_code, again["Access-Control-Allow-Origin"], then.status_code) == (304, "*", 200)
