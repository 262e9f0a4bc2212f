"""Whoever takes part is thanked and paid back within the days we promise, and sees it on their own page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leal.foundations.accounts.bundle import everything_of
from leal.thread.panels import operations as panels
from leal.thread.panels.models import Expense, Thanks
from leal.thread.panels.operations import gatherings, paying
from leal.thread.panels.queries import keeping
from tests.factories import PanelMemberFactory, PersonFactory

from .making import a_panel

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def panel(db):
    return a_panel()


@pytest.fixture
def nadia(panel):
    return PersonFactory(name="Nadia", role="researcher", within=panel.scope)


@pytest.fixture
def gathering(panel, nadia):
    starts = timezone.now() - timedelta(days=30)
    return gatherings.call(
        panel=panel,
        kind="workshop",
        name="What is a kind letter?",
        purpose="We read letters together",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="The Town House",
        tell_by=days(10),
        by=nadia,
    )


@pytest.fixture
def ishbel(panel, gathering, nadia):
    """A member with an account who is on the list."""
    member = PanelMemberFactory(panel=panel, name="Ishbel MacAulay", person=PersonFactory())
    gatherings.put_on_list(gathering=gathering, members=[member], by=nadia)
    return member


def claimed(gathering, member, by, *, on=0, pounds="8.40", **more):
    given = {"kind": "travel", "for_what": "Bus from Dingwall"} | more
    return paying.claim_expense(gathering=gathering, member=member, pounds=Decimal(pounds), on=days(on), by=by, **given)


def at(gathering):
    return reverse("gatherings:paying", args=[gathering.pk])


CLAIM = {
    "what": "claim",
    "claim-kind": "travel",
    "claim-for_what": "Bus, both ways",
    "claim-pounds": "£8.40",
    "claim-on": "1/3/2026",
}


def test_what_it_cost_someone_is_written_down_and_stands_on_their_own_page(visit, gathering, ishbel, nadia):
    page = visit.as_(nadia).post(at(gathering), CLAIM | {"claim-member": ishbel.pk})

    assert "It is written down" in page.text
    assert "Ishbel MacAulay, £8.40" in page.text
    one = Expense.objects.get()
    assert (one.pounds, one.entered_by, one.gathering) == (Decimal("8.40"), nadia, gathering)
    own = visit.as_(ishbel.person)("/panels/me/")
    assert "What we owe you, and have paid you" in own.text
    assert "£8.40. Travel: Bus, both ways" in own.text
    assert "for “What is a kind letter?”" in own.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"claim-pounds": ""}, "Say how much it was"),
        ({"claim-pounds": "eight"}, "Write pounds and pence, such as 8.40"),
        ({"claim-pounds": "8.405"}, "at most two figures for the pence"),
        ({"claim-pounds": "0"}, "between 1p and £5,000"),
        ({"claim-pounds": "1e3"}, "Write pounds and pence, such as 8.40"),
        ({"claim-on": "1/3/2999"}, "That day is still to come"),
        ({"claim-member": ""}, "Choose who it is"),
        ({"claim-for_what": ""}, "Say what it was for"),
    ],
)
def test_a_slip_gets_a_sentence_and_loses_nothing(visit, gathering, ishbel, nadia, wrong, sentence):
    page = visit.as_(nadia).post(at(gathering), CLAIM | {"claim-member": ishbel.pk} | wrong)

    assert sentence in page.text
    assert "claim-for_what" in wrong or page.main.find("input", attrs={"name": "claim-for_what"})["value"]
    assert not Expense.objects.exists()


def test_whoever_holds_a_gathering_sees_totals_and_what_is_owed_for_longer_than_promised(
    visit, panel, gathering, ishbel, nadia
):
    panels.promise_payment(panel=panel, days=10, by=nadia)
    paid = claimed(gathering, ishbel, nadia, on=-20, pounds="20")
    paying.pay_expense(expense=paid, on=days(-18), by=nadia)
    claimed(gathering, ishbel, nadia, on=-11, pounds="4.50")
    claimed(gathering, ishbel, nadia, on=-10, pounds="3")

    page = visit.as_(nadia)(at(gathering))

    for words in ("Paid back £20", "Still owed £7.50", "Owed for longer than 10 days £4.50, one expense Late"):
        assert words in page.text
    assert keeping.late(service=panel.service, on=timezone.localdate()).count() == 1
    late = visit.as_(ishbel.person)("/panels/me/").text
    assert f"We said we would pay by {days(-1):%-d %B %Y}, and have not." in late
    assert f"We pay by {timezone.localdate():%-d %B %Y}." in late


def test_nobody_is_paid_twice(visit, gathering, ishbel, nadia):
    one = claimed(gathering, ishbel, nadia)
    here = reverse("gatherings:paid", args=[gathering.pk, one.pk])
    as_nadia = visit.as_(nadia)

    assert "Paid: £8.40 to Ishbel MacAulay." in as_nadia.post(here).text
    assert "This was paid already" in as_nadia.post(here).text

    one.refresh_from_db()
    assert (one.paid_on, one.paid_by) == (timezone.localdate(), nadia)
    assert "Paid on" in visit.as_(ishbel.person)("/panels/me/").text


def test_everyone_who_came_is_thanked_at_once(visit, panel, gathering, ishbel, nadia):
    ewan = PanelMemberFactory(panel=panel, name="Ewan")
    gatherings.put_on_list(gathering=gathering, members=[ewan], by=nadia)
    given = {
        "what": "thank",
        "thank-members": [ishbel.pk, ewan.pk],
        "thank-kind": "voucher",
        "thank-for_what": "Your time and your patience",
        "thank-pounds": "25",
        "thank-on": "1/3/2026",
    }
    assert "Choose who was thanked" in visit.as_(nadia).post(at(gathering), given | {"thank-members": []}).text

    page = visit.as_(nadia).post(at(gathering), given)

    assert "Given in thanks £50" in page.text
    assert Thanks.objects.count() == 2
    assert "A voucher, £25: Your time and your patience" in visit.as_(ishbel.person)("/panels/me/").text


def test_nobody_is_paid_for_what_they_were_not_at(panel, gathering, nadia):
    other = PanelMemberFactory(panel=panel)
    with pytest.raises(paying.NotThere):
        claimed(gathering, other, nadia)
    with pytest.raises(paying.NotThere):
        paying.thank(gathering=gathering, members=[other], kind="letter", for_what="All", on=days(0), by=nadia)


def test_it_is_in_everything_held_about_them_and_leaving_keeps_amounts_and_days_alone(visit, gathering, ishbel, nadia):
    claimed(gathering, ishbel, nadia)
    paying.thank(gathering=gathering, members=[ishbel], kind="letter", for_what="Your story", on=days(0), by=nadia)
    held = everything_of(str(ishbel.pk))
    assert held["panels.Expense"][0]["for_what"] == "Bus from Dingwall"
    assert held["panels.Thanks"][0]["for_what"] == "Your story"
    assert "accounts must be kept" in visit.as_(ishbel.person)("/panels/me/leave/").text

    panels.leave_panel(member=ishbel, on=timezone.localdate(), by=nadia)

    one = Expense.objects.get()
    assert (one.for_what, one.pounds) == ("", Decimal("8.40"))
    assert Thanks.objects.get().for_what == ""
    page = visit.as_(nadia)(at(gathering)).text
    assert "Not paid: they left before it was." in page
    assert "Still owed £0" in page
    assert not keeping.late(service=gathering.panel.service, on=days(99)).exists(), "nobody can pay them any more"


def test_what_is_owed_longest_comes_first_among_gatherings(visit, panel, gathering, ishbel, nadia):
    claimed(gathering, ishbel, nadia, on=-40)

    page = visit.as_(nadia)(reverse("panels:keeping", args=[panel.service, panel.code]))

    assert "£0 paid back, £8.40 still owed." in page.text
    assert "1 late" in page.text


def test_the_page_asks_as_often_for_three_expenses_as_for_one(visit, gathering, ishbel, nadia):
    visit.as_(nadia).asks_the_same(at(gathering), lambda: claimed(gathering, ishbel, nadia))


def test_nobody_else_sees_what_anyone_is_paid(visit, gathering, ishbel, nadia, fergus):
    claimed(gathering, ishbel, nadia)
    elsewhere = PersonFactory(role="researcher", within="charter another")
    for person in (fergus, elsewhere, ishbel.person):
        visit.as_(person)(at(gathering), status=403)
