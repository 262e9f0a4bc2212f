"""A small panel with a core group to choose from it."""

from datetime import date

from leal.foundations.tasks.models import Work
from leal.thread.panels.models import CoreGroup, Draw
from leal.thread.panels.operations import groups as forming
from leal.thread.panels.operations import lotteries, replacing
from tests.factories import CoreGroupFactory, PanelFactory, PanelMemberFactory, PanelQuestionFactory, PersonFactory

TODAY = date(2024, 5, 1)
AGES = ["16-24", "25-64", "65"]


def a_researcher(within: str = ""):
    return PersonFactory(role="researcher", within=within)


def a_group(*, people: int = 12, seats: int = 4, by=None, **given) -> CoreGroup:
    """A group whose targets are set and whom everyone would join; ages come by turns, every third lives in Fife."""
    by = by or a_researcher()
    panel = PanelFactory()
    PanelQuestionFactory(panel=panel)
    group = CoreGroupFactory(panel=panel, seats=seats, code="core", name="The core group", **given)
    for place in range(people):
        area = "Fife" if place % 3 == 0 else "Highland"
        member = PanelMemberFactory(panel=panel, council_area=area, equality={"age": AGES[place % len(AGES)]})
        group.willingness.create(member=member, asked_on=TODAY, willing=True, answered_on=TODAY)
    forming.set_targets(group=group, feature="age", targets={"16-24": (1, 2), "65": (1, 2)}, by=by)
    forming.set_targets(group=group, feature="council_area", targets={"Fife": (1, 2)}, by=by)
    return group


def made(group: CoreGroup, by, tell=lambda *told: None) -> Draw:
    """The lottery, as the worker makes it."""
    work = lotteries.ask_for_lottery(group=group, on=TODAY, by=by)
    draw = lotteries.made_lottery(Draw.objects.select_related("group__panel", "work__asked_by").get(work=work), tell)
    Work.objects.filter(pk=work.pk).update(ended_at=work.asked_at)
    return draw


def chosen(group: CoreGroup, by, seed: str = "6 11 19") -> Draw:
    """The group, drawn."""
    return lotteries.draw_group(draw=made(group, by), seed=seed, seed_from="A test", on=TODAY, by=by)


def a_group_to_draw() -> CoreGroup:
    """A group whose lottery is ready."""
    by = a_researcher()
    group = a_group(by=by)
    made(group, by)
    return group


def a_drawn_group() -> CoreGroup:
    """A group that is drawn, and one of which was replaced."""
    by = a_researcher()
    group = a_group(by=by)
    chosen(group, by)
    replacing.replace_member(seat=group.taken_seats.first(), because="Moved away", on=TODAY, by=by)
    return group
