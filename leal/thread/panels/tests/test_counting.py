"""The database counts members as they come and go: what it holds is what counting them anew would give."""

import random

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from leal.thread.panels import operations
from leal.thread.panels.intake import read_members
from leal.thread.panels.models import ConsentWording, EqualityAnswers, Experience, Headcount, PanelMember
from leal.thread.panels.queries import making_up
from leal.thread.panels.queries.features import as_population, asked_of
from tests.factories import PanelFactory, PanelMemberFactory, PanelQuestionFactory

pytestmark = pytest.mark.django_db

TODAY = "2024-05-01"
AGES = ["16-24", "25-64", "65", "prefer-not-to-say"]
AREAS = ["Fife", "Highland", ""]


@pytest.fixture
def panel(nadia):
    found = PanelFactory()
    PanelQuestionFactory(panel=found)
    return found


def both_ways(panel):
    """The tallies the database keeps, and the same counted anew."""
    features, table = asked_of(panel=panel), making_up.population_of(panel=panel)
    population = as_population(table, features)
    how = {"features": features, "population": population, "by": list(population.breakdowns)}
    who = making_up.members(panel=panel, on=localdate())
    return making_up.counted(table=table, **how), making_up.tallies(who=who, **how)


def load(panel, by) -> None:
    ages, lines = [words for _, words in panel.questions.get().choices], []
    lines += [f"Age,{age},,,{share}" for age, share in zip(ages, (14, 66, 20), strict=True)]
    lines += ["Council area,Fife,,,60", "Council area,Highland,,,40"]
    lines += [
        f"Age,{age},Council area,{area},{20 if area == 'Fife' else 40 / 3:.4f}"
        for age in ages
        for area in ("Fife", "Highland")
    ]
    rows = ["feature,value,and feature,and value,percent,source,year", *(f"{line},S,2024" for line in lines)]
    content = "\n".join(rows).encode()
    operations.load_population(panel=panel, content=content, name="t.csv", like="Scotland", on=localdate(), by=by)


def someone(panel, chance: random.Random) -> PanelMember:
    age = chance.choice([None, *AGES])
    joined = {} if chance.random() < 0.8 else {"confirmed_on": None}
    equality = {"age": age} if age else None
    return PanelMemberFactory(panel=panel, council_area=chance.choice(AREAS), equality=equality, **joined)


def one_write(panel, chance: random.Random, by) -> None:
    """Someone joins, moves, answers anew, takes answers back, leaves; or many change at once."""
    members = list(PanelMember.objects.filter(panel=panel, left_on=None).order_by("pk"))
    member, what = chance.choice(members), chance.randrange(6)
    if what == 0:
        someone(panel, chance)
    elif what == 1:
        PanelMember.objects.filter(pk=member.pk).update(council_area=chance.choice(AREAS))
    elif what == 2:
        EqualityAnswers.objects.filter(member__in=members).update(answers={"age": chance.choice(AGES)})
    elif what == 3:
        EqualityAnswers.objects.filter(member=member).delete()
    elif what == 4:
        Experience.objects.update_or_create(member=member, defaults={"answers": {}, "answered_on": TODAY})
    else:
        operations.leave_panel(member=member, on=localdate(), by=by)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_writes_the_counts_are_those_of_counting_anew(panel, nadia, seed):
    chance = random.Random(seed)
    for _ in range(6):
        someone(panel, chance)
    load(panel, nadia)

    for _ in range(15):
        one_write(panel, chance, nadia)
        kept, anew = both_ways(panel)
        assert kept == anew
    assert making_up.how_many(panel=panel) == making_up.members(panel=panel, on=localdate()).count()


def test_members_of_a_file_are_counted_once_each_with_their_answers(panel, nadia):
    load(panel, nadia)
    PanelMemberFactory(panel=panel, council_area="Fife", equality={"age": "65"})
    wording = {"panel": panel, "purpose": "equality", "version": 1, "wording": "You may.", "since": TODAY}
    ConsentWording.objects.create(**wording)
    rows = "".join(f"Member {n},2018-01-01,m{n}@example.org,{AGES[n % 4]},{n % 5 and 'yes'}\n" for n in range(40))
    file = f"name,joined_on,email,age,agree-equality\n{rows.replace(',0', ',no')}".encode()

    operations.take_in_members(panel=panel, members=read_members(file, panel=panel).members, by=nadia)

    kept, anew = both_ways(panel)
    assert kept == anew
    assert (making_up.how_many(panel=panel), EqualityAnswers.objects.count()) == (41, 33)


def test_what_is_undone_is_not_counted(panel, nadia):
    load(panel, nadia)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        PanelMemberFactory(panel=panel, equality={"age": "65"})
        raise ZeroDivisionError

    assert making_up.how_many(panel=panel) == 0


def test_when_someone_leaves_no_row_of_the_counts_tells_what_they_had_answered(panel, nadia):
    load(panel, nadia)
    for age in ("65", "65", "16-24"):
        leaving = PanelMemberFactory(panel=panel, council_area="Fife", equality={"age": age})

    operations.leave_panel(member=leaving, on=localdate(), by=nadia)

    assert not Headcount.objects.filter(panel=panel, said__contains=["16-24"]).exists()


def test_areas_come_from_the_counts(panel, nadia):
    for area in ("Highland", "Fife", "Highland", ""):
        PanelMemberFactory(panel=panel, council_area=area)

    assert making_up.council_areas(panel=panel) == ["Fife", "Highland"]
