"""Results and standings go on from one edition to the next where the promise is the same, and nowhere else."""

from datetime import date

import pytest

from leal.calculations.standing import Word
from leal.thread.charters.models import Edition, Lineage
from leal.thread.charters.queries import editions_published
from leal.thread.evidence import operations, queries
from leal.thread.evidence.definitions import read_definitions
from leal.thread.evidence.models import Measure, Result, Service
from leal.thread.practice.models import Ownership
from tests.factories import (
    BodyFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    PartFactory,
    PersonFactory,
    ResultFactory,
    SectionFactory,
    before_publication,
)

from .making import FILES, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier():
    """A promise of 2019 that is kept in practice, owned, and measured: callers wait longer every year."""
    commitment = CommitmentFactory(section=SectionFactory(edition=EditionFactory()), code="PW2", place=1)
    KeepingFactory(commitment=commitment)
    body = BodyFactory(charter=commitment.edition.charter)
    Ownership.objects.create(commitment=commitment, role="Head of Calls", body=body)
    waits = MeasureFactory(charter=commitment.edition.charter, code="call-wait", serves=[commitment])
    for year, value in ((2022, 6), (2023, 351), (2025, 900)):
        ResultFactory(measure=waits, of=year, value=value)
    return commitment


def next_edition(earlier, *, same, kind="reworded", code="PW2"):
    """The edition of 2024, in which the promise stands in other words."""
    old = earlier.edition
    edition = EditionFactory(
        charter=old.charter, code="2024", title="2024", follows=old, published_on=date(2024, 6, 26)
    )
    later = CommitmentFactory(section=SectionFactory(edition=edition), code=code, wording="Other words")
    with before_publication():
        Lineage.objects.create(
            edition=edition, earlier=earlier, later=later, kind=kind, reason="Clearer", same_promise=same
        )
    return later


def facts(commitment, year="2024-25"):
    edition = Edition.objects.select_related("charter").get(pk=commitment.edition.pk)
    return queries.known(edition=edition, year=year).facts[commitment]


def stood(commitment, year="2024-25"):
    edition = Edition.objects.select_related("charter").get(pk=commitment.edition.pk)
    return next(it for it in queries.standings(edition=edition, year=year) if it.commitment == commitment)


def test_the_same_promise_keeps_its_measures_owners_and_practices(earlier):
    later = next_edition(earlier, same=True)

    found = facts(later)

    assert [serving.measure for serving in found.servings] == ["call-wait"]
    assert [owner.role for owner in found.owners] == ["Head of Calls"]
    assert len(found.practices) == 1
    assert stood(later).word is Word.FALLING_SHORT


def test_another_promise_has_no_results_from_before(earlier):
    later = next_edition(earlier, same=False)

    found = facts(later)

    assert (found.servings, found.owners, found.practices) == ((), (), ())
    assert stood(later).word is Word.NOT_IN_PLACE


def test_the_earlier_promise_keeps_what_is_its_own_either_way(earlier):
    next_edition(earlier, same=False)

    assert stood(earlier, "2022-23").word is Word.FALLING_SHORT


def test_what_hangs_on_both_is_told_once(earlier):
    later = next_edition(earlier, same=True)
    Measure.objects.get(code="call-wait").services.create(commitment=later, decides=True)

    assert [serving.measure for serving in facts(later).servings] == ["call-wait"]
    assert [serving.measure for serving in facts(earlier, "2022-23").servings] == ["call-wait"]


def test_a_part_that_the_new_words_do_not_have_is_the_whole(earlier):
    part = PartFactory(commitment=earlier, letter="b")
    body = BodyFactory(charter=earlier.edition.charter)
    Ownership.objects.create(commitment=earlier, part=part, role="Head of Decisions", body=body)
    later = next_edition(earlier, same=True)

    assert [(owner.part, owner.role) for owner in facts(later).owners] == [
        ("", "Head of Calls"),
        ("", "Head of Decisions"),
    ]


def test_a_draft_changes_nothing_for_what_is_published(earlier):
    later = next_edition(earlier, same=True)
    draft = EditionFactory(charter=earlier.edition.charter, code="2029", follows=later.edition, published_on=None)
    newest = CommitmentFactory(section=SectionFactory(edition=draft), code="PW2")
    Lineage.objects.create(edition=draft, earlier=later, later=newest, kind="kept", same_promise=True)
    Ownership.objects.create(commitment=newest, role="Someone later", body=BodyFactory(charter=earlier.edition.charter))

    assert [owner.role for owner in facts(later).owners] == ["Head of Calls"]
    assert [owner.role for owner in facts(newest).owners] == ["Someone later", "Head of Calls"]


def test_a_year_has_the_edition_that_was_in_force_at_its_end(earlier):
    next_edition(earlier, same=True)
    newest = editions_published().first()

    in_force = [queries.edition_in(edition=newest, year=year).code for year in ("2018-19", "2023-24", "2024-25")]

    assert in_force == ["2019", "2019", "2024"]


def test_while_there_is_one_edition_a_year_costs_no_query(earlier, django_assert_num_queries):
    edition = editions_published().first()

    with django_assert_num_queries(0):
        assert queries.edition_in(edition=edition, year="2017-18") == edition


def test_a_measure_serves_the_first_edition_that_has_the_code_or_the_one_it_names(earlier, tmp_path):
    Result.objects.all().delete()
    PartFactory(commitment=earlier)
    later = next_edition(earlier, same=False)
    PartFactory(commitment=later)
    charter, by = earlier.edition.charter, PersonFactory(role="charter-lead")

    def served_by(words):
        definitions = read_definitions(written(tmp_path, {"call-wait": words}))
        operations.adopt_measures(charter=charter, definitions=definitions, on=date(2024, 7, 1), by=by)
        return Service.objects.get(measure__charter=charter).commitment

    bare = served_by(FILES["call-wait"])
    named = served_by(FILES["call-wait"].replace('commitment = "PW2"', 'commitment = "2024/PW2"'))

    assert (bare, named) == (earlier, later)
