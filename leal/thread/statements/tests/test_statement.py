"""A statement: whose words it rests on, and an anonymous word on whether it is right."""

import pytest
from django.urls import reverse

from leal.foundations.audit.models import Arrival, Entry
from leal.thread.statements.models import Reply
from tests.factories import QuoteFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    return StatementFactory(code="be-kind", wording="Be kind", people=30)


@pytest.fixture
def address(statement):
    return reverse("statements:statement", args=["agency", "be-kind"])


def test_it_says_who_said_it_where_and_in_which_words(visit, address, statement):
    QuoteFactory(words="They listened").statements.add(statement)

    page = visit(address)

    assert "30 people who had used social security (30 people)" in page.text
    assert "“They listened”" in page.text


def test_erased_words_are_not_shown(visit, address, statement):
    QuoteFactory(words="").statements.add(statement)

    assert visit(address).main.find(class_="le_quote") is None


def test_anyone_can_say_that_it_is_not_right_and_nobody_knows_who(visit, address, statement):
    before = Entry.objects.count()

    page = visit.post(address, {"right": "no", "words": "It is not only kindness"}, follow=True)

    [reply] = Reply.objects.all()
    assert (reply.right, reply.words, reply.statement) == ("no", "It is not only kindness", statement)
    assert "We have your answer, and do not know whose it is." in page.text
    assert (Entry.objects.count(), Arrival.objects.count()) == (before, 1)


def test_someone_signed_in_who_answers_is_not_written_down_either(visit, address, morag):
    before = Entry.objects.count()

    visit.as_(morag).post(address, {"right": "yes"}, follow=True)

    assert (Reply.objects.count(), Entry.objects.count()) == (1, before)


def test_an_answer_without_a_choice_is_sent_back_with_its_words(visit, address):
    page = visit.post(address, {"words": "I am not sure"})

    assert "Choose one of the three" in page.text
    assert "I am not sure" in page.text
    assert not Reply.objects.exists()


def test_a_statement_nobody_made_is_not_found(visit):
    assert visit(reverse("statements:statement", args=["agency", "no"]), status=404).status == 404


def test_two_services_may_both_have_a_statement_of_one_code_each_at_its_own_address(visit, statement):
    StatementFactory(theme__service="council", code="be-kind", wording="Answer our letters")

    assert "Answer our letters" in visit(reverse("statements:statement", args=["council", "be-kind"])).text
    assert "Be kind" in visit(reverse("statements:statement", args=["agency", "be-kind"])).text


def test_an_address_from_before_leads_on(visit, statement):
    assert "Be kind" in visit(reverse("statements:moved", args=["be-kind"]), follow=True).text
    assert visit(reverse("statements:moved", args=["no"]), status=404).status == 404
