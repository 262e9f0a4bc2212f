"""What the pages of core groups show, in words."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from leal.calculations.periods import day_words
from leal.calculations.selection.draw import fingerprint
from leal.calculations.selection.publishing import FINGERPRINTS
from leal.calculations.selection.telling import proven_so_far, share
from leal.foundations.database import while_unchanged
from leal.foundations.pages.parts import Column, DataTable, Download, Link, Row
from leal.foundations.pages.sentences import counted

from ..models import CoreGroup, Draw, Replacement, Reserves
from ..queries.groups import (
    NOT_SAID,
    Candidate,
    Feature,
    PassedOver,
    features_of,
    numbers_by_value,
    seats_of,
    standing_by,
)
from ..selecting import packed, published_of

NEARLY_NONE = 1e-9
BANDS = 8
UNTIL_RESTED = "until their rest is over"
WITHDREW = "Has withdrawn since: this seat must be replaced"
FILES = {
    "lottery.json": ("The lottery: every group in it, its tickets, everyone’s chance", "JSON"),
    "draw.json": ("The draw: the seed, the ticket, the group it picked", "JSON"),
    "targets.csv": ("The targets", "CSV"),
}


@dataclass(frozen=True)
class TargetShelf:
    """One feature: what it is called, its answers with targets beside what the panel could give, where to set them."""

    id: str
    called: str
    table: DataTable
    set_at: Link


def address(name: str, group: CoreGroup, *more: object) -> str:
    """The address of a page of one group."""
    return reverse(f"groups:{name}", args=[group.panel.service, group.panel.code, group.code, *more])


def facts(group: CoreGroup) -> tuple[Row, ...]:
    """What a group is, line by line."""
    months = group.not_since_months
    out = f"Who took part within {counted(months, 'month')}" if months else "Nobody for having taken part lately"
    homes = "At most one of a household" if group.one_a_household else "Several of a household may be chosen"
    return (
        Row("What it is for", group.purpose),
        Row("Seats", f"{group.seats:,}"),
        Row("Left out", out),
        Row("Households", homes),
    )


def target_shelves(
    group: CoreGroup, people: Sequence[Candidate], counted_as: str = "Could be chosen"
) -> tuple[TargetShelf, ...]:
    """Each feature that has targets, beside what people give: those who may be chosen, or those who sit."""
    rows = {(row.feature, row.value): row for row in group.targets.all()}
    features = features_of(panel=group.panel)
    chosen = {feature for feature, _ in rows}
    return tuple(
        TargetShelf(
            f"feature-{feature.code}",
            feature.called,
            targets_table(feature, rows, people, counted_as),
            Link(f"Change the targets for {feature.called.lower()}", address("targets", group, feature.code)),
        )
        for feature in features
        if feature.code in chosen
    )


def without_targets(group: CoreGroup) -> tuple[Link, ...]:
    """Where targets can be set for features that have none."""
    chosen = set(group.targets.values_list("feature", flat=True))
    return tuple(
        Link(f"Set targets for {feature.called.lower()}", address("targets", group, feature.code))
        for feature in features_of(panel=group.panel)
        if feature.code not in chosen
    )


def targets_table(feature: Feature, rows: dict, people: Sequence[Candidate], counted_as: str) -> DataTable:
    """Answers, targets, and how many people gave each answer."""
    there = numbers_by_value(people=people, feature=feature)
    lines = [
        (value, target_words(rows.get((feature.code, code))), f"{there[value]:,}")
        for code, value in zip(feature.codes, feature.values, strict=True)
    ]
    if there[NOT_SAID]:
        lines.append((NOT_SAID, "Any number", f"{there[NOT_SAID]:,}"))
    columns = (Column("Answer"), Column("Target"), Column(counted_as, number=True))
    return DataTable(
        f"targets-{feature.code}",
        f"{feature.called}: targets, and who {'could be chosen' if counted_as.startswith('Could') else 'sits'}",
        columns,
        tuple(lines),
    )


def target_words(row) -> str:
    """A target in words.

    >>> target_words(None)
    'Any number'
    """
    if row is None:
        return "Any number"
    return f"{row.minimum}" if row.minimum == row.maximum else f"{row.minimum} to {row.maximum}"


def willing_words(group: CoreGroup, people: Sequence[Candidate], passed_over: PassedOver) -> str:
    """How many were asked and what they answered; how many of them are passed over or left out, and why."""
    answers = Counter(group.willingness.values_list("willing", flat=True))
    asked = sum(answers.values())
    if not asked:
        return f"Nobody has been asked yet.{not_asked_words(passed_over)}"
    said = (
        f"{asked:,} asked: {answers[True]:,} would join, {answers[False]:,} would not, {answers[None]:,} not answered."
    )
    rest = passed_over.would_join
    left_out = answers[True] - len(people) - rest
    more = f" {left_out:,} of those who would join took part lately or left, and are left out." if left_out else ""
    if rest:
        more += f" {rest:,} of those who would join said “not now” to the panel, and will not be drawn {UNTIL_RESTED}."
    return f"{said}{more} {len(people):,} may be chosen.{not_asked_words(passed_over)}"


def not_asked_words(passed_over: PassedOver) -> str:
    """How many members are not asked whether they would join, as they rest; "" for none."""
    if not passed_over.not_asked:
        return ""
    many = counted(passed_over.not_asked, "member has", "members have").capitalize()
    return f" {many} said “not now” to the panel, and will not be asked {UNTIL_RESTED}."


def proof(draw: Draw) -> tuple[str, ...]:
    """What a lottery came to, in plain sentences."""
    public, found = json.loads(draw.lottery["lottery.json"]), draw.certificate
    chances = list(public["chances"].values())
    least, most = share(min(chances)), share(max(chances))
    groups = counted(len(public["panels"]), "group").capitalize()
    sentences = [f"{len(chances):,} people could be chosen. {groups} in the lottery."]
    sentences.append(f"Every one of these groups meets every target. Chances lie between {least} and {most}.")
    never = sum(chance < NEARLY_NONE for chance in chances)
    if never and found["exact"]:
        sentences.append(f"{counted(never, 'person', 'people')} fit into no group that meets the targets.".capitalize())
    if found["exact"]:
        sentences.append("No lottery over such groups is fairer to those with the smallest chances. This is proven.")
    else:
        sentences += ["The search was stopped, so this lottery is NOT proven to be the fairest.", proven_so_far(found)]
    return tuple(sentences)


def chances_table(draw: Draw) -> DataTable:
    """How many people had which chance, smallest first."""
    chances = sorted(json.loads(draw.lottery["lottery.json"])["chances"].values())
    columns = (Column("Chance of being chosen"), Column("People", number=True))
    return DataTable("chances", "The chance everyone had", columns, tuple(banded(chances)))


def banded(chances: Sequence[float]) -> list[tuple[str, str]]:
    """Chances with how many have each; in bands of one width where they are many.

    >>> banded([0.1, 0.1, 0.25])
    [('10.0%', '2'), ('25.0%', '1')]
    """
    alike = Counter(round(chance, 6) for chance in chances)
    if len(alike) <= BANDS:
        return [(share(chance), f"{alike[chance]:,}") for chance in sorted(alike)]
    low, width = chances[0], (chances[-1] - chances[0]) / BANDS
    places = Counter(min(int((chance - low) / width), BANDS - 1) for chance in chances)
    return [
        (f"{share(low + place * width)} to {share(low + (place + 1) * width)}", f"{places[place]:,}")
        for place in range(BANDS)
        if places[place]
    ]


def seats_table(group: CoreGroup) -> DataTable:
    """Who sits in a group, since when and why."""
    rows = [
        (str(seat.member), seat.because if not seat.member.left_on else WITHDREW, day_words(seat.since))
        for seat in seats_of(group=group)
    ]
    columns = (Column("Who"), Column("Why they sit"), Column("Since"))
    return DataTable(
        "seats", f"{counted(len(rows), 'person', 'people')} in the group".capitalize(), columns, tuple(rows)
    )


@dataclass(frozen=True)
class Pack:
    """Every published file of a draw and its replacements in one (ZIP), and the fingerprint of their fingerprints."""

    content: bytes
    fingerprint: str


def packed_files(draw: Draw, replacements: Sequence[Replacement]) -> Pack:
    """Everything published in one, in a folder of the group’s name."""

    def made() -> Pack:
        files = published_of(draw, replacements)
        return Pack(packed(files, into=draw.group.code), fingerprint(files[FINGERPRINTS]))

    return while_unchanged(("draw in one", draw.pk), made)


def files_of(draw: Draw, pack: Pack) -> tuple[Download, ...]:
    """The published files of a draw, all in one first."""
    name = f"{draw.group.code}.zip"
    whole = Download("Everything in one", address("file", draw.group, name), "ZIP", len(pack.content))
    return whole, *(
        Download(text, address("file", draw.group, name), form, len(draw.lottery[name].encode()))
        for name, (text, form) in FILES.items()
        if name in draw.lottery
    )


def replaced_table(replacements: Sequence[Replacement]) -> DataTable:
    """Each seat that came free, and how it was filled; nobody is named."""
    rows = [(day_words(each.replaced_on), *pseudonyms_of(each), each.seed, f"{each.among:,}") for each in replacements]
    columns = (
        Column("When"),
        Column("Who left"),
        Column("Who was drawn"),
        Column("Seed"),
        Column("Drawn out of", number=True),
    )
    return DataTable("replaced", "Seats that came free, and who was drawn for them", columns, tuple(rows))


def pseudonyms_of(replacement: Replacement) -> tuple[str, str]:
    """The pseudonyms of whoever left, and of whoever was drawn for their seat."""
    files = replacement.certificate["files"]
    return json.loads(files["replacement.json"])["gone"][0], json.loads(files["draw.json"])["ids"][0]


def chosen_of(draw: Draw) -> str:
    """The pseudonyms that the seed picked."""
    return ", ".join(json.loads(draw.lottery["draw.json"])["people"])


def stand_by_words(choice: Reserves) -> tuple[str, ...]:
    """What those who stand by are worth, in plain sentences."""
    found, number = choice.found, counted(choice.number, "person", "people")
    with_them, without = found["with_them"], found["without"]
    sentences = [
        f"Chosen for the case that {choice.leaving:.0%} of people are gone by the day: {number} standing by.",
        f"The chance that every seat is filled and every target met: {likely(with_them)}.",
        f"Without them: {likely(without)}. Every target met with seats left empty: {without['targets']:.0%}.",
    ]
    exact = "No others would serve better: all choices were tried."
    sentences.append(exact if found["exact"] else "These are the best we found; not every choice could be tried.")
    if found["ceiling"] is not None:
        sentences.append(f"Even with everyone standing by it would be no more than about {found['ceiling']:.0%}.")
    return tuple(sentences)


def likely(holding: dict) -> str:
    """A chance, with where it plausibly lies when it was measured by trials.

    >>> likely({"full": 0.5, "interval": [0.48, 0.52], "trials": 4000})
    '50% (between 48% and 52%, by 4,000 trials)'
    """
    if not holding["trials"]:
        return f"{holding['full']:.0%}"
    low, high = holding["interval"]
    return f"{holding['full']:.0%} (between {low:.0%} and {high:.0%}, by {holding['trials']:,} trials)"


def who_stands_by(group: CoreGroup) -> tuple[str, ...]:
    """The names of those who stand by."""
    return tuple(str(each.member) for each in standing_by(group=group))
