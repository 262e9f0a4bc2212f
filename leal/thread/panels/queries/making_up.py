"""Members counted by what they answered and where they live, in the database and in one question."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from leal.calculations.representation import MakeUp, Population, Tally, Unsaid, make_up
from leal.foundations.database import while_unchanged

from ..models import (
    CoreGroup,
    EqualityAnswers,
    Gathering,
    Headcount,
    Panel,
    PanelMember,
    PanelQuestion,
    PopulationTable,
)
from .features import Feature, as_population

Names = tuple[str, ...]
NOBODY_SAID = {None: Unsaid.NO_ANSWER, "": Unsaid.NOT_KNOWN, PanelQuestion.PREFER_NOT_TO_SAY: Unsaid.PREFERRED_NOT}


def members(*, panel: Panel, on: date) -> QuerySet[PanelMember]:
    """Everyone who is a member that day."""
    here = Q(left_on__isnull=True) | Q(left_on__gt=on)
    return PanelMember.objects.filter(here, panel=panel, confirmed_on__lte=on)


def sitting(*, group: CoreGroup, on: date) -> QuerySet[PanelMember]:
    """Who sits in a group that day; of a group that has ended, who sat there last."""
    day = min(on, group.ended_on) if group.ended_on else on
    still = Q(seats__until__isnull=True) | Q(seats__until__gte=day)
    return PanelMember.objects.filter(still, seats__group=group, seats__since__lte=day).distinct()


def asked_to(*, gathering: Gathering, who: str) -> QuerySet[PanelMember]:
    """The members who were invited to a gathering, who said they would come, or who took part.

    who  "invited", "answered" or "came"
    """
    of = {"invited": {}, "answered": {"invited_to__answer": "yes"}, "came": {"invited_to__came": True}}[who]
    return PanelMember.objects.filter(invited_to__gathering=gathering, **of).distinct()


def population_of(*, panel: Panel) -> PopulationTable | None:
    """The population table that counts: the newest. One query."""
    return panel.population_tables.first()


def made_up_of(
    *,
    table: PopulationTable,
    features: Mapping[str, Feature],
    who: QuerySet[PanelMember] | None = None,
    by: Names = (),
) -> tuple[MakeUp, Population]:
    """Some members beside everyone, in all that both know, and by two features too. Two queries, or one while
    nobody writes.

    who  whom to count; None for every member of the table’s panel, whom the database has counted already as they came
    by   the codes of two features; none for one feature at a time alone
    """
    population = as_population(table, features)
    wanted = [names for names in population.breakdowns if len(names) == 1 or _is_pair(names, by, features)]

    def made() -> MakeUp:
        if who is None:
            return make_up(counted(table=table, features=features, population=population, by=wanted), population)
        return make_up(tallies(who=who, features=features, population=population, by=wanted), population)

    whom = "everyone" if who is None else str(who.query)
    return while_unchanged(("make-up", table.pk, whom, by), made), population


def _is_pair(names: Names, by: Names, features: Mapping[str, Feature]) -> bool:
    return {features[code].called for code in by if code in features} == set(names)


def how_many(*, panel: Panel) -> int:
    """How many members a panel has. One query."""
    return sum(Headcount.objects.filter(panel=panel, features=[]).values_list("people", flat=True))


def numbers_of(*, service: str) -> dict[int, int]:
    """How many members each panel of a service has, by the panel’s key; nothing of a panel with none. One query."""
    counts = Headcount.objects.filter(panel__service=service, features=[]).values_list("panel")
    return dict(counts.annotate(all=Sum("people")))


def council_areas(*, panel: Panel) -> list[str]:
    """The council areas that members live in, in order. One query."""
    rows = Headcount.objects.filter(panel=panel, features=["council_area"]).values_list("said")
    held = rows.annotate(all=Sum("people")).filter(all__gt=0)
    return sorted(said[0] for said, _ in held if said[0])


def counted(
    *, table: PopulationTable, features: Mapping[str, Feature], population: Population, by: Sequence[Names]
) -> list[Tally]:
    """The same as `tallies` of every member of a panel, from what the database counted as they came. One query.

    As fresh as the members themselves: it is counted in the transaction of each write.
    """
    by_name = {feature.called: feature for feature in features.values()}
    rows = Headcount.objects.filter(panel=table.panel_id).values_list("features", "said").annotate(all=Sum("people"))
    found: dict[frozenset, dict] = {}
    for codes, said, people in rows:
        answers = dict(zip(codes, said, strict=True))
        found.setdefault(frozenset(codes), {})[frozenset(answers.items())] = people
    told = []
    for names in by:
        codes = [by_name[name].code for name in names]
        held = {tuple(dict(said)[code] for code in codes): n for said, n in found.get(frozenset(codes), {}).items()}
        told.append(_tally(names, {said: n for said, n in held.items() if n}, population, by_name))
    return told


def tallies(
    *, who: QuerySet[PanelMember], features: Mapping[str, Feature], population: Population, by: Sequence[Names]
) -> list[Tally]:
    """How many of some members have each value of these features, or each pair of values. One query."""
    by_name = {feature.called: feature for feature in features.values()}
    used = [by_name[name] for name in dict.fromkeys(name for names in by for name in names)]
    if not used:
        return []
    counted: dict[Names, dict] = {names: {} for names in by}
    sets = {frozenset(one.called for one in map(by_name.get, names)): names for names in by}
    for row in _rows(who, used, by, by_name):
        *values, asked, count = row
        names = sets[frozenset(one.called for at, one in enumerate(used) if not asked >> (len(used) - 1 - at) & 1)]
        told = dict(zip((one.called for one in used), values, strict=True))
        counted[names][tuple(told[name] for name in names)] = count
    return [_tally(names, counted[names], population, by_name) for names in by]


def _rows(who: QuerySet[PanelMember], used: Sequence[Feature], by: Iterable[Names], by_name: Mapping[str, Feature]):
    """(value of each feature, which of them this row is not about as bits, how many): all sums in one question."""
    inner, given = who.order_by().values("pk").query.sql_with_params()
    columns, asked = [], []
    for one in used:
        columns.append("m." + one.code if one.answers is None else f"{_letter(one)}.answers ->> %s")
        asked += [] if one.answers is None else [one.code]
    named = ", ".join(f"{column} AS f{at}" for at, column in enumerate(columns))
    places = {one.called: f"f{at}" for at, one in enumerate(used)}
    sets = ", ".join("(" + ", ".join(places[name] for name in names) + ")" for names in by)
    every = ", ".join(places.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH said AS (SELECT {named} FROM panels_panelmember m "
            "LEFT JOIN panels_equalityanswers e ON e.member_id = m.key "
            "LEFT JOIN panels_experience x ON x.member_id = m.key "
            f"WHERE m.key IN ({inner})) "
            f"SELECT {every}, GROUPING({every}), count(*) FROM said GROUP BY GROUPING SETS ({sets})",
            [*asked, *given],
        )
        return cursor.fetchall()


def _letter(feature: Feature) -> str:
    return "e" if feature.answers is EqualityAnswers else "x"


def _tally(names: Names, counted: Mapping, population: Population, by_name: Mapping[str, Feature]) -> Tally:
    """Codes made words, and whatever is no value made one of the ways of not saying."""
    breakdown = population.of(*names)
    counts = dict.fromkeys(breakdown.shares, 0)
    unsaid = dict.fromkeys(Unsaid, 0)
    known = [set(breakdown.values(at)) for at in range(len(names))]
    for codes, count in counted.items():
        key, why = [], None
        for at, code in enumerate(codes):
            value = by_name[names[at]].words_for(code) if code else code
            if value in known[at]:
                key.append(value)
            else:
                key.append("")
                why = why or NOBODY_SAID.get(code, Unsaid.NOT_KNOWN)
        counts[tuple(key)] = counts.get(tuple(key), 0) + count
        if why:
            unsaid[why] += count
    return Tally.of(names, counts, unsaid)
