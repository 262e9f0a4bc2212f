"""The editions after the first, each drafted from the one before and told as what changed."""

from collections.abc import Mapping

from leal.foundations.people.models import Person
from leal.foundations.revision import revision
from leal.thread.charters import operations as charters
from leal.thread.charters.models import Body, Edition
from leal.thread.statements.models import Statement

from .charter import Told, agree
from .files import but, told


def tell_editions(story: Told, said: Mapping[str, Statement], by: Person) -> None:
    """Every later edition, approved by two people and published on its day."""
    edition = story.edition
    for one in told("editions")["editions"]:
        draft = charters.draft_from(edition=edition, code=one["code"], title=one["title"], by=by)
        charters.rewrite_edition(edition=draft, seen=revision(draft), about=one["about"], laid_on=one["laid_on"], by=by)
        for section in one["sections"]:
            tell_section(draft, section, by)
        for words in one["rewritten"]:
            rewrite(draft, words, by)
        for words in one["written"]:
            write(draft, words, said, by)
        for passage in one["passages"]:
            row = draft.passages.get(heading=passage["heading"])
            charters.rewrite_passage(passage=row, seen=revision(row), words=passage["words"], by=by)
        agree(draft, one, by)
        edition = Edition.objects.select_related("charter").get(pk=draft.pk)


def tell_section(draft: Edition, section: Mapping, by: Person) -> None:
    """A section inside another, with the promises that it holds now."""
    outer = draft.sections.get(code=section["within"])
    words = but(section, "within", "place", "holds")
    row = charters.write_section(edition=draft, within=outer, by=by, **words)
    charters.move_section(section=row, place=section["place"], by=by)
    for place, code in enumerate(section["holds"], start=1):
        charters.move(commitment=draft.commitments.get(code=code), section=row, place=place, by=by)


def rewrite(draft: Edition, words: Mapping, by: Person) -> None:
    row = draft.commitments.get(code=words["commitment"])
    parts = {part["letter"]: part["wording"] for part in words["parts"]}
    own = but(words, "commitment", "parts")
    charters.rewrite_commitment(commitment=row, seen=revision(row), parts=parts, by=by, **own)


def write(draft: Edition, words: Mapping, said: Mapping[str, Statement], by: Person) -> None:
    """A new promise, binding whom the promises of its section bind."""
    section = draft.sections.get(code=words["section"])
    binds = list(Body.objects.filter(commitments__section=section).distinct().order_by("pk"))
    charters.write_commitment(
        edition=draft,
        section=section,
        parts={part["letter"]: part["wording"] for part in words["parts"]},
        binds=binds,
        answers=[said[code] for code in words["answers"]],
        by=by,
        **but(words, "section", "parts", "answers"),
    )
