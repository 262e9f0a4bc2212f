"""Gatherings of the story: with needs to meet, with organisations, told back, and one whose person is not told."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.timezone import make_aware

from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter
from leal.thread.panels.models import Gathering, Panel, PanelMember
from leal.thread.panels.operations import gatherings as operations
from leal.thread.panels.operations import joining, paying, renewing, seating, staying
from leal.thread.panels.queries import asked_to_agree
from leal.thread.panels.queries import gatherings as queries
from leal.thread.panels.queries import renewing as asked

from .files import but, told

STEPS = (
    *("days", "hours", "tell_within", "people", "organisations", "says", "met", "sits", "tables"),
    *("came", "told_after", "what_came", "easy_read", "expenses", "thanks"),
)
INVITED_BEFORE = timedelta(days=21)


def tell_gatherings(charter: Charter, by: Person, today: date) -> None:
    """Some members of the panel, three gatherings of theirs, and what they are asked since; told as days from today."""
    file = told("gatherings")
    begun = today - timedelta(days=400)
    panel = Panel.objects.get(service=charter.slug, code="experience-panels")
    people = {one["name"]: tell_member(panel, one, begun, by) for one in file["members"]}
    people["Ishbel MacAulay"] = panel.members.get(name="Ishbel MacAulay")
    for one in file["gatherings"]:
        tell_gathering(panel, one, people, by, today)
    tell_renewal(panel, file["renewal"], people, by, today)


def tell_member(panel: Panel, one: dict, on: date, by: Person) -> PanelMember:
    words = {"name": one["name"], **one["words"]}
    agreed = [wording for wording in asked_to_agree(panel=panel) if wording.needed]
    member = joining.enter_member(
        panel=panel, words=words, experience={}, equality={}, agreed=agreed, how="in-person", on=on, by=by
    )
    if member.confirmed_on is None:
        joining.confirm_by_talking(member=member, on=on, by=by)
    return member


def tell_gathering(panel: Panel, one: dict, people: dict[str, PanelMember], by: Person, today: date) -> None:
    """Called, people invited, answered and met; where it is over, who came, and perhaps told."""
    day = today + timedelta(days=one["days"])
    starts = make_aware(datetime.combine(day, time(10)))  # noqa: DTZ001 - made aware at once
    asked = min(today, day - INVITED_BEFORE)
    gathering = operations.call(
        panel=panel,
        starts_at=starts,
        ends_at=starts + timedelta(hours=one["hours"]),
        tell_by=day + timedelta(days=one["tell_within"]),
        by=by,
        **but(one, *STEPS),
    )
    asked_too = panel.organisations.filter(name__in=one.get("organisations", ()))
    listed = {"members": [people[name] for name in one["people"]], "organisations": asked_too}
    operations.put_on_list(gathering=gathering, by=by, **listed)
    operations.invite_people(gathering=gathering, on=asked, by=by)
    invited = {str(row): row for row in queries.people_of(gathering=Gathering.objects.get(pk=gathering.pk))}
    for name, answer in one["says"].items():
        row = queries.invited_by_key(key=invited[name].pk)
        operations.answer_gathering(invited=row, answer=answer, way="phone", on=asked, by=by)
    for name, how in one.get("met", {}).items():
        seat = one.get("sits", {}).get(name, "")
        operations.meet_need(need=invited[name].needs.get(), how_met=how, seat=seat, on=asked, by=by)
    if laid := one.get("tables"):
        places = but(laid, "most")
        seating.made_tables(gathering, laid["most"], 1, by, lambda *_: None, places=places)
    if came := [invited[name] for name in one.get("came", ())]:
        operations.note_who_came(gathering=gathering, came=came, by=by)
    if "what_came" in one:
        told_on = day + timedelta(days=one["told_after"])
        told_back = {"what_came": one["what_came"], "easy_read": one.get("easy_read", "")}
        operations.tell_back(gathering=gathering, on=told_on, by=by, **told_back)
    tell_money(gathering, one, people, min(day, today))


def tell_money(gathering: Gathering, one: dict, people: dict[str, PanelMember], day: date) -> None:
    """What it cost people, what was paid back, and how they were thanked: the researcher of the cast sees to it."""
    by = Person.objects.get(role_holdings__role="researcher", role_holdings__person__name="Nadia Hussain")
    for cost in one.get("expenses", ()):
        given = but(cost, "who", "pounds", "days", "paid") | {"pounds": Decimal(cost["pounds"])}
        on = day + timedelta(days=cost["days"])
        expense = paying.claim_expense(gathering=gathering, member=people[cost["who"]], on=on, by=by, **given)
        if "paid" in cost:
            paying.pay_expense(expense=expense, on=day + timedelta(days=cost["paid"]), by=by)
    for thanks in one.get("thanks", ()):
        given = but(thanks, "who", "pounds", "days")
        worth = Decimal(thanks["pounds"]) if "pounds" in thanks else None
        members, on = [people[name] for name in thanks["who"]], day + timedelta(days=thanks["days"])
        paying.thank(gathering=gathering, members=members, pounds=worth, on=on, by=by, **given)


def tell_renewal(panel: Panel, one: dict, people: dict[str, PanelMember], by: Person, today: date) -> None:
    """Those who came in one wave are asked whether they still want to take part, and some have answered."""
    day = {name: today + timedelta(days=one[name]) for name in ("since", "begun", "answer_by")}
    begun = renewing.begin_renewal(
        panel=panel,
        wave=panel.waves.get(name=one["wave"]),
        since=day["since"],
        answer_by=day["answer_by"],
        silence=one["silence"],
        on=day["begun"],
        by=by,
    )
    for said in one["says"]:
        renewal = asked.renewals().get(round=begun, member=people[said["who"]])
        on = today + timedelta(days=said["days"])
        staying.answer_renewal(renewal=renewal, answer=said["answer"], way=said["way"], on=on, by=by)
