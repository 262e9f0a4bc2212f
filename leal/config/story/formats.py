"""The charter in other forms and languages, none of it checked yet, and who waits for more."""

from leal.foundations.people.actors import ANYONE
from leal.foundations.people.models import Person
from leal.thread.charters import operations as charters
from leal.thread.charters.models import Charter, Edition

from .files import HERE, but, told


def tell_formats(charter: Charter, by: Person) -> None:
    """Every format, drafted on its day, and every wish that nobody has met."""
    file = told("formats")
    for one in file["formats"]:
        edition = Edition.objects.select_related("charter").get(charter=charter, code=one["edition"])
        words = one.get("words") or (HERE / one["file"]).read_text()
        given = but(one, "edition", "file", "words", "made_on")
        charters.give_format(edition=edition, words=words, on=one["made_on"], by=by, **given)
    for one in file["wishes"]:
        charters.ask_for_format(
            charter=charter, kind=one["kind"], language=one["language"], on=one["asked_on"], by=ANYONE
        )
