"""What the pages of keeping a panel alive show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.pages.charts import bars
from leal.foundations.pages.charts.shapes import Bar
from leal.foundations.pages.parts import Basis, ChartFigure, Column, DataTable, Link, Row
from leal.foundations.pages.sentences import counted, on_day, sentence

from ..models import Expense, Gathering, Missing, Panel, PanelMember, RecruitmentWave, Renewal, RenewalRound, Thanks
from ..queries import keeping as queries
from ..queries.keeping import Money, due_on
from ..queries.renewing import Answered
from . import letters

WAYS = {"online": "online", "paper": "on paper", "phone": "by phone", "in_person": "in person"}


def pounds(amount: Decimal) -> str:
    """Money as it is read: "£8.40", and "£25" where there are no pence."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def at(name: str, panel: Panel, *more) -> str:
    return reverse(f"panels:{name}", args=[panel.service, panel.code, *more])


# Waves


@dataclass(frozen=True)
class Wave:
    """One wave: when it runs, whom it hopes for, and how it fares."""

    key: int
    name: str
    when: str
    state: str
    so_far: str
    facts: tuple[Row, ...]
    members: str

    @property
    def open(self) -> bool:
        return self.state == "Open"


def waves(found: Iterable[RecruitmentWave], on: date) -> tuple[Wave, ...]:
    return tuple(wave(one, on) for one in found)


def wave(one: RecruitmentWave, on: date) -> Wave:
    state = "Open" if one.runs(on) else "To come" if one.opened_on > on else "Closed"
    begins = f"{'Opens' if state == 'To come' else 'Opened'} on {on_day(one.opened_on)}"
    ends = f", {'closed' if state == 'Closed' else 'closes'} on {on_day(one.closed_on)}" if one.closed_on else ""
    so_far = fares(one)
    said = (("Hopes to reach", one.hoped_for), ("How people hear of it", one.how), ("So far", so_far))
    facts = tuple(Row(key, value) for key, value in said if value)
    shown = f"{at('members', one.panel)}?{urlencode({'wave': one.pk})}"
    return Wave(one.pk, one.name, sentence(begins + ends), state, so_far, facts, shown)


def fares(one: RecruitmentWave) -> str:
    """How many asked, joined and are still here, beside how many were hoped for."""
    waits = f", of whom {one.waiting:,} {'has' if one.waiting == 1 else 'have'} still to confirm" if one.waiting else ""
    gone = one.joined - one.here
    left = f" {sentence(counted(gone, 'person', 'people') + ' left again')}" if gone else ""
    hoped = f" of {one.wanted:,} hoped for" if one.wanted else ""
    joined = f"{one.joined:,}{hoped} joined"
    return f"{one.asked:,} asked{waits}. {joined}.{left}"


def look_for(panel: Panel, missing: Iterable[Missing]) -> tuple[Link, ...]:
    """A link for everyone who is missing, that begins a wave for them."""
    here = at("new-wave", panel)
    return tuple(Link(one.words, f"{here}?{urlencode({'hoped_for': one.words})}") for one in missing)


# “Do you still want to take part?”


def rounds(found: Iterable[RenewalRound], on: date) -> tuple[Item, ...]:
    return tuple(round_item(one, on) for one in found)


def round_item(one: RenewalRound, on: date) -> Item:
    whom = f"Those who joined in “{one.wave}”" if one.wave else "Everyone"
    note = f"Asked since {on_day(one.begun_on)}, answers by {on_day(one.answer_by)}. "
    note += f"{one.answered:,} of {one.asked:,} answered."
    if one.mailing and one.mailing.ended_at is None:
        note += f" Letters are being written. {one.mailing.said}"
    return Item(Link(whom, reverse("panels:round", args=[one.pk])), note, mark=stands(one, on), aside=f"no. {one.pk}")


def stands(one: RenewalRound, on: date) -> str:
    if one.settled_on:
        return "Over"
    return "Under way" if on <= one.asking.closes_on else "To settle"


def chart(one: RenewalRound, found: Answered) -> ChartFigure:
    """What people answered, as lengths, with who was silent beside."""
    labels = {"yes": "Yes", "later": "Not now", "no": "No", "silent": "No answer yet"}
    said = {name: getattr(found, name) for name in labels}
    rows = [Bar(labels[name], many, f"{many:,}") for name, many in said.items()]
    drawn = bars(rows, id="answers-drawn", about="How many gave each answer", top=float(max(1, found.asked)))
    table = tuple((labels[name], f"{many:,}") for name, many in said.items())
    columns = (Column("Answer"), Column("Members", number=True))
    answered = found.yes + found.later + found.no
    heading = f"{answered:,} of {found.asked:,} have answered"
    basis = Basis(f"{found.asked:,} members were asked", f"Since {on_day(one.begun_on)}", "Answers as they came in")
    return ChartFigure(
        "answers", heading, (drawn,), basis, DataTable("answers-table", "Answers so far", columns, table), level=2
    )


def round_facts(one: RenewalRound, ways: dict[str, int], unreached: int) -> tuple[Row, ...]:
    """A round as it stands, one fact a line."""
    came = ", ".join(f"{many:,} {WAYS[way]}" for way, many in ways.items() if many)
    waits = counted(unreached, "letter waits", "letters wait")
    reached = sentence(f"{waits} to leave, or for a colleague who tells them")
    told = (
        ("Whom we ask", f"Those who joined in “{one.wave}”" if one.wave else "Everyone on the panel"),
        ("Passed over", f"Whoever was asked or joined on {on_day(one.since)} or after it, and whoever rests"),
        ("Answers hoped for by", f"{on_day(one.answer_by)}. Late ones count until {on_day(one.asking.closes_on)}"),
        ("What they are told of silence", letters.silence(one)),
        ("Answers came", came),
        ("Not told yet", reached if unreached else ""),
        ("Reminded", f"{counted(one.asking.reminded, 'time')}" if one.asking.reminded else ""),
        ("Settled on", on_day(one.settled_on)),
    )
    return tuple(Row(key, value) for key, value in told if value)


@dataclass(frozen=True)
class Asked:
    """A member who was asked, and how they stand."""

    key: int
    name: str
    stands: str
    about: str


def asked(people: Iterable[Renewal]) -> tuple[Asked, ...]:
    return tuple(Asked(one.pk, one.member.name, how_stands(one), about(one)) for one in people)


def how_stands(one: Renewal) -> str:
    return one.get_answer_display() or "No answer yet"


def about(one: Renewal) -> str:
    when = f"answered on {on_day(one.answered_on)}" if one.answered_on else f"asked on {on_day(one.asked_on)}"
    again = f", reminded on {on_day(one.reminded_on)}" if one.reminded_on and not one.answered_on else ""
    return f"Told by {one.member.get_told_by_display().lower()} · {when}{again}"


def settling(one: RenewalRound, found: Answered, unreached: int) -> tuple[Row, ...]:
    """What happens when a round is settled: with whom, and how many."""
    goes = one.silence == RenewalRound.Silence.LEAVE
    ends = "their membership ends, and what they told us is erased" if goes else "nothing changes, they stay members"
    said = (
        ("Did not answer", found.silent - unreached if goes else found.silent, ends),
        ("Said no", found.said_no_and_here, "they want to leave and did not press the last button, so they leave"),
        ("Could not be told", unreached if goes else 0, "we never reached them in their form, so they stay members"),
    )
    rows = [Row(key, sentence(f"{counted(many, 'member')}: {what}")) for key, many, what in said if many]
    return tuple(rows) or (Row("Nobody", "Everyone answered, so nothing is left to do but to say that it is over."),)


# Thanks and expenses


@dataclass(frozen=True)
class Cost:
    """One expense: whose, for what, how it stands; `key` only while it can be paid. `late`: longer than we promise."""

    who: str
    what: str
    amount: str
    stands: str
    late: bool
    key: int | None


def costs(found: Iterable[Expense], panel: Panel, on: date) -> tuple[Cost, ...]:
    return tuple(cost(one, panel, on) for one in found)


def cost(one: Expense, panel: Panel, on: date) -> Cost:
    due, here = due_on(one, panel), one.member.left_on is None
    late = one.paid_on is None and here and due < on
    entered = f" Written down by {one.entered_by.name}." if one.entered_by else ""
    if one.paid_on:
        stands = f"Paid on {on_day(one.paid_on)}{f', as {one.paid_by.name} noted' if one.paid_by else ''}."
    elif not here:
        stands = "Not paid: they left before it was."
    else:
        stands = f"We promised to pay by {on_day(due)}."
    said = f"Told us on {on_day(one.claimed_on)}. {stands}{entered}"
    payable = one.pk if one.paid_on is None and here else None
    return Cost(str(one.member), kind_and_what(one), pounds(one.pounds), said, late, payable)


def kind_and_what(one: Expense) -> str:
    """“Travel: bus, both ways”; what it was for is erased with whose it was."""
    return one.get_kind_display() + (f": {one.for_what}" if one.for_what else "")


def money(found: Iterable[Expense], panel: Panel, on: date) -> Money:
    """What was paid, is owed and is late, of some expenses."""
    rows = list(found)
    owed = [one for one in rows if one.paid_on is None and one.member.left_on is None]
    late = [one for one in owed if due_on(one, panel) < on]
    paid, owes, waits = (
        sum((one.pounds for one in some), Decimal(0)) for some in ([one for one in rows if one.paid_on], owed, late)
    )
    return Money(paid, owes, waits, len(late))


def money_rows(found: Money, panel: Panel, thanks: Decimal) -> tuple[Row, ...]:
    late = f"{pounds(found.late)}, {counted(found.late_many, 'expense')}" if found.late_many else "Nothing"
    return (
        Row("Paid back", pounds(found.paid)),
        Row("Still owed", pounds(found.owed)),
        Row(f"Owed for longer than {panel.pays_within} days", late, mark="Late" if found.late_many else ""),
        Row("Given in thanks", pounds(thanks)),
    )


@dataclass(frozen=True)
class Thanked:
    """How someone was thanked."""

    who: str
    what: str
    when: str


def thanked(found: Iterable[Thanks]) -> tuple[Thanked, ...]:
    return tuple(Thanked(str(one.member), thanks_words(one), on_day(one.given_on)) for one in found)


def thanks_words(one: Thanks) -> str:
    worth = f", {pounds(one.pounds)}" if one.pounds else ""
    return f"{one.get_kind_display()}{worth}{f': {one.for_what}' if one.for_what else ''}"


def paid_for(found: Iterable[Gathering]) -> tuple[Item, ...]:
    """The gatherings that cost anyone anything, what is owed longest first."""
    return tuple(
        Item(
            Link(one.name, reverse("gatherings:paying", args=[one.pk])),
            note=f"{pounds(one.paid)} paid back, {pounds(one.owed)} still owed.",
            mark=f"{one.late} late" if one.late else "",
            aside=f"no. {one.pk}",
        )
        for one in found
    )


def own_money(member: PanelMember, on: date) -> Shelf | None:
    """What we owe a member and have paid them, as they read it; None when there is nothing. Two queries."""
    expenses, thanks = queries.money_of_member(member=member)
    items = tuple(own_expense(one, member.panel, on) for one in expenses)
    items += tuple(Item(Link(thanks_words(one), ""), note=own_thanks(one)) for one in thanks)
    lead = f"We promise to pay within {member.panel.pays_within} days of your telling us."
    return Shelf("money", "What we owe you, and have paid you", items, empty="", lead=lead) if items else None


def own_expense(one: Expense, panel: Panel, on: date) -> Item:
    due = due_on(one, panel)
    what = f"{pounds(one.pounds)}. {kind_and_what(one)}"
    told = f"You told us on {on_day(one.claimed_on)}{f', for “{one.gathering}”' if one.gathering else ''}."
    if one.paid_on:
        return Item(Link(what, ""), note=f"{told} Paid on {on_day(one.paid_on)}.", mark="Paid")
    if due < on:
        sorry = f"We said we would pay by {on_day(due)}, and have not. We are sorry: tell us, and we see to it."
        return Item(Link(what, ""), note=f"{told} {sorry}", mark="Late")
    return Item(Link(what, ""), note=f"{told} We pay by {on_day(due)}.", mark="To be paid")


def own_thanks(one: Thanks) -> str:
    return f"Thank you. Given on {on_day(one.given_on)}{f', for “{one.gathering}”' if one.gathering else ''}."


def said_before(one: Renewal) -> str:
    """What a member answered before, and until when they can change it, as they read it; "" for nothing yet."""
    if not one.answer:
        return ""
    rests = f", and rest until {on_day(one.rests_until)}" if one.rests_until else ""
    said = {"yes": "yes", "later": "“not now”", "no": "that you want to leave. You have not left yet"}[one.answer]
    until = on_day(one.round.asking.closes_on)
    return f"On {on_day(one.answered_on)} you said {said}{rests}. You can change your answer until {until}."


def owes(member: PanelMember) -> str:
    """What we still owe a member, as it is read; "" for nothing."""
    owed = queries.owed_to(member=member)
    return pounds(owed) if owed else ""
