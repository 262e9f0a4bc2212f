from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Ask, Commitment, Edition, Lineage, Part, Passage, Section
from .holding import hold, hold_charter, refuse_taken, within_edition


class NotPublishedYet(Exception):
    """Only what was agreed can be drafted from: a draft still changes."""

    def __init__(self, edition: Edition):
        super().__init__(edition)
        self.edition = edition

    def __str__(self) -> str:
        return f"“{self.edition}” is still a draft. Go on writing it, or publish it first"


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def draft_from(*, edition: Edition, code: str, title: str, by: Person | Outsider) -> Edition:
    """Start a new edition from a published one: all its words, and every promise kept until someone changes it.

    Raises NotPublishedYet, CodeTaken.
    """
    edition = Edition.objects.select_related("charter").get(pk=edition.pk)
    if not edition.is_published:
        raise NotPublishedYet(edition)
    refuse_taken(code, hold_charter(edition.charter).editions.values_list("code", flat=True))
    draft = Edition.objects.create(charter=edition.charter, code=code, title=title, follows=edition)
    _copy(Passage, edition, draft)
    _copy(Ask, edition, draft)
    sections = _copy_sections(edition, draft)
    commitments = _copy_commitments(edition, draft, sections)
    Lineage.objects.bulk_create(
        Lineage(edition=draft, earlier_id=earlier, later=later, kind=Lineage.Kind.KEPT, same_promise=True)
        for earlier, later in commitments.items()
    )
    record("edition.drafted", of=draft, by=by, because=f"From {edition}")
    return draft


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def abandon(*, edition: Edition, because: str, by: Person | Outsider) -> None:
    """Give up a draft: it and all that was written in it and said of it are taken away.

    Raises AlreadyPublished.
    """
    edition = hold(edition)
    record("edition.abandoned", of=edition, by=by, because=because)
    edition.delete()


def _copy(model: type[Passage | Ask | Section | Commitment], edition: Edition, draft: Edition, **also) -> list:
    """The rows of one kind once more, in the draft. Those given by name say otherwise, by the key of the old row."""
    rows = list(model.objects.filter(edition=edition))
    for row in rows:
        for name, by_key in also.items():
            setattr(row, name, by_key[getattr(row, name)])
        row.pk, row.edition = None, draft
        row._state.adding = True
    return model.objects.bulk_create(rows, batch_size=1000)


def _copy_sections(edition: Edition, draft: Edition) -> dict[int, Section]:
    """The new sections by the keys of the old."""
    keys = list(Section.objects.filter(edition=edition).values_list("pk", flat=True))
    inside = dict(edition.sections.filter(within__isnull=False).values_list("pk", "within"))
    new = dict(zip(keys, _copy(Section, edition, draft, within_id=dict.fromkeys([None, *keys])), strict=True))
    for key, outer in inside.items():
        new[key].within = new[outer]
    Section.objects.bulk_update([new[key] for key in inside], ["within"])
    return new


def _copy_commitments(edition: Edition, draft: Edition, sections: dict[int, Section]) -> dict[int, Commitment]:
    """The new commitments by the keys of the old, with their parts, whom they bind and what they answer."""
    keys = list(Commitment.objects.filter(edition=edition).values_list("pk", flat=True))
    section_keys = {old: new.pk for old, new in sections.items()}
    new = dict(zip(keys, _copy(Commitment, edition, draft, section_id=section_keys), strict=True))
    Part.objects.bulk_create(
        (
            Part(commitment=new[commitment], letter=letter, wording=wording)
            for commitment, letter, wording in Part.objects.filter(commitment__edition=edition).values_list(
                "commitment", "letter", "wording"
            )
        ),
        batch_size=1000,
    )
    for link, end in ((Commitment.binds.through, "body_id"), (Commitment.answers.through, "statement_id")):
        rows = link.objects.filter(commitment__edition=edition).values_list("commitment_id", end)
        link.objects.bulk_create(
            (link(commitment_id=new[commitment].pk, **{end: other}) for commitment, other in rows), batch_size=1000
        )
    return new
