"""The charter of the story: what people said, what was promised, who keeps it and how."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from leal.foundations.people.models import Person
from leal.thread.charters import operations as charters
from leal.thread.charters import queries as charter_queries
from leal.thread.charters.models import Body, Charter, Commitment, Edition, Part
from leal.thread.panels.models import CoreGroup
from leal.thread.practice import operations as practice
from leal.thread.statements import operations as statements
from leal.thread.statements.models import Statement

from .files import but, told

BARE = "We found no public word of what people said about these; each is shown as a broken thread"


class Told(NamedTuple):
    """What later chapters of the story speak of, by code or name."""

    charter: Charter
    bodies: dict[str, Body]
    edition: Edition
    commitments: dict[str, Commitment]

    def promise(self, code: str) -> tuple[Commitment, Part | None]:
        """The commitment, or the part of one, that a code such as "PS1" or "PS1.b" names."""
        whole, _, letter = code.partition(".")
        commitment = self.commitments[whole]
        return commitment, commitment.parts.get(letter=letter) if letter else None


def tell_statements(by: Person, groups: Mapping[str, CoreGroup]) -> dict[str, Statement]:
    """What people said: principles, themes, statements and quotes; those of a core group lead to it, by its code."""
    file, charter = told("statements"), told("charter")["charter"]
    act, service = charter["act"], charter["slug"]
    principles = {p["number"]: statements.write_principle(act=act, by=by, **p) for p in file["principles"]}
    themes = {theme["code"]: statements.name_theme(service=service, by=by, **theme) for theme in file["themes"]}
    occasions = {
        one["code"]: but(one, "code", "group") | ({"group": groups[one["group"]]} if "group" in one else {})
        for one in file["occasions"]
    }
    said = {}
    for one in file["statements"]:
        said[one["code"]] = statements.write_statement(
            theme=themes[one["theme"]],
            principles=[principles[number] for number in one.get("principles", ())],
            by=by,
            **occasions[one["occasion"]] | but(one, "theme", "principles", "occasion"),
        )
    for quote in file["quotes"]:
        about = [said[code] for code in quote.get("statements", ())]
        heard_in = occasions[quote["occasion"]]["heard_in"]
        statements.keep_quote(
            service=service, statements=about, occasion=heard_in, by=by, **but(quote, "statements", "occasion")
        )
    return said


def tell_charter(said: dict[str, Statement], by: Person) -> Told:
    """The charter and its edition, published on its day."""
    file = told("charter")
    charter = charters.found(by=by, **file["charter"])
    bodies = {body["name"]: charters.name_body(charter=charter, by=by, **body) for body in file["bodies"]}
    edition = charters.open_edition(
        charter=charter, code=file["edition"]["code"], title=file["edition"]["title"], by=by
    )
    for passage in file["passages"]:
        charters.write_passage(edition=edition, by=by, **passage)
    for ask in file["asks"]:
        charters.write_ask(edition=edition, by=by, **ask)
    commitments = tell_commitments(file, edition, bodies, said, by)
    agree(edition, file["edition"], by)
    return Told(charter, bodies, edition, commitments)


def agree(edition: Edition, told_of: Mapping, by: Person) -> None:
    """Two people approve an edition’s words on the day they were agreed, and it is published on its day."""
    read = charter_queries.fingerprint(edition=edition)
    day = told_of["agreed_on"]
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    for name in told_of["approved_by"]:
        charters.approve(edition=edition, seen=read, at=at, by=Person.objects.get(name=name))
    charters.publish(edition=edition, agreed_on=day, on=told_of["published_on"], because=BARE, by=by)


def tell_commitments(file, edition, bodies, said, by) -> dict[str, Commitment]:
    answers = told("statements")["answers"]
    written = {}
    for part in file["sections"]:
        section = charters.write_section(edition=edition, by=by, **but(part, "binds"))
        for one in (c for c in file["commitments"] if c["code"].rstrip("0123456789") == part["code"]):
            written[one["code"]] = charters.write_commitment(
                edition=edition,
                section=section,
                parts={p["letter"]: p["wording"] for p in one.get("parts", ())},
                binds=[bodies[name] for name in part["binds"]],
                answers=[said[code] for code in answers.get(one["code"], ())],
                by=by,
                **but(one, "parts", "binds"),
            )
    return written


def tell_practice(story: Told, by: Person) -> None:
    """Who owns each commitment, and what is done to keep it."""
    file = told("practice")
    for owner in file["owners"]:
        for code in owner["of"]:
            commitment, part = story.promise(code)
            body = story.bodies[owner["body"]]
            practice.give_owner(commitment=commitment, part=part, role=owner["role"], body=body, by=by)
    for one in file["practices"]:
        practice.describe(
            body=story.bodies[one["body"]],
            keeps=[story.promise(code) for code in one["keeps"]],
            by=by,
            **but(one, "body", "keeps"),
        )


def tell_holders(story: Told, by: Person) -> None:
    """Which of the cast fill which roles that own commitments."""
    for one in told("cast")["people"]:
        for held in one.get("holds", ()):
            person = Person.objects.get(email=one["email"])
            practice.name_holder(
                body=story.bodies[held["body"]], role=held["role"], person=person, since=held["since"], by=by
            )
