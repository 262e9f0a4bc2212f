"""The pages on which owners decide, reviewers find, and cases are given."""

from datetime import date

import pytest
from django.urls import reverse

from leal.foundations.audit.record import entries
from leal.foundations.revision import revision
from leal.thread.evidence import operations
from leal.thread.evidence.models import Example, Finding, OwnerDecision, Result
from leal.thread.practice import operations as practice
from tests.factories import (
    BodyFactory,
    CharterFactory,
    CommitmentFactory,
    EditionFactory,
    KeepingFactory,
    MeasureFactory,
    PersonFactory,
    ResultFactory,
    SectionFactory,
)
from tests.forms import written

pytestmark = pytest.mark.django_db
MINE = "Calls doubled in spring, and we answered most of them."


def a_promise():
    """A promise that falls short in 2022-23: callers waited almost four times as long."""
    charter = CharterFactory(slug="ours")
    promise = CommitmentFactory(section=SectionFactory(edition=EditionFactory(charter=charter)), code="PW2")
    KeepingFactory(commitment=promise)
    measure = MeasureFactory(charter=charter, code="wait", name="The wait", serves=[promise])
    for of, value in ((2022, 351), (2023, 1337)):
        ResultFactory(measure=measure, of=of, value=value)
    return promise


@pytest.fixture
def promise():
    return a_promise()


def an_owner(promise, role="Head of Calls", **fields):
    person, body = PersonFactory(role="owner", **fields), BodyFactory(charter=promise.edition.charter)
    practice.give_owner(commitment=promise, role=role, body=body, by=person)
    practice.name_holder(body=body, role=role, person=person, since=date(2020, 1, 1), by=person)
    return person


@pytest.fixture
def owner(promise):
    return an_owner(promise)


def address(page="standing"):
    return reverse(f"evidence:{page}", args=["ours", "PW2"])


def public(visit):
    return visit("/charters/ours/promises/PW2/").text


def hidden(page) -> dict[str, str]:
    """What the form of a page carries along, whole."""
    return {field["name"]: field.get("value", "") for field in page.main("input", type="hidden")}


def published(visit, *, at=None, standing="partly_kept", reason=MINE, **more):
    """Write a word, see how readers will see it, publish it."""
    at = at or address()
    looked = visit.post(at, hidden(visit(at)) | {"standing": standing, "reason": reason, "do": "look"} | more)
    return visit.post(at, hidden(looked) | {"do": "publish"})


def test_the_owner_sees_the_proposal_why_the_figures_and_what_people_said(visit, owner, promise):
    page = visit.as_(owner)(address())
    assert "Falling short" in page.main.find(class_="le_standing").text
    assert "almost four times as long" in page.main.find(id="why").parent.text
    assert [cell.text.strip() for cell in page.main.find("tbody").find_all(["th", "td"])][:3] == [
        "The wait",
        "22 minutes 17 seconds",
        "2022–23",
    ]
    assert promise.answers.get().wording in page.text


def test_before_it_is_published_the_owner_sees_both_words_as_readers_will_and_nothing_is_written(visit, owner, promise):
    mine = visit.as_(owner)
    page = mine.post(address(), hidden(mine(address())) | {"standing": "partly_kept", "reason": MINE, "do": "look"})
    assert page.title.startswith("How readers will see it")
    opinions = [one.text for one in page.main(class_="le_opinion__standing")]
    assert (opinions, MINE in page.text) == (["Falling short", "Partly kept"], True)
    assert (OwnerDecision.objects.count(), MINE in public(visit)) == (0, False)


def test_an_owner_who_overrules_is_published_beside_the_rule_and_both_stay(visit, owner, promise):
    page = published(visit.as_(owner))
    assert "Published." in page.text
    decision = OwnerDecision.objects.get()
    assert (decision.agrees, decision.standing, decision.proposed) == (False, "partly_kept", "falling_short")
    assert (decision.reason, decision.role, entries(of=decision)) == (MINE, "Head of Calls", ["standing.decided"])
    opened = visit("/charters/ours/promises/PW2/")
    assert [one.text for one in opened.main(class_="le_opinion__standing")] == ["Falling short", "Partly kept"]
    assert "Proposed by rule; the owner does not agree" in opened.text
    assert MINE in opened.text
    assert owner.name not in opened.text


def test_an_owner_who_agrees_confirms_what_is_proposed(visit, owner):
    published(visit.as_(owner), standing="falling_short", reason="We did not have the people.")
    assert OwnerDecision.objects.get().agrees
    assert "confirmed by the owner on" in public(visit)


def test_a_word_without_a_reason_is_not_published_and_the_page_says_what_is_missing(visit, owner):
    page = published(visit.as_(owner), reason=" ")
    assert "Say why" in page.text
    assert page.title.startswith("Error: ")
    assert OwnerDecision.objects.count() == 0


def test_from_the_look_one_can_go_back_and_find_every_word(visit, owner):
    mine = visit.as_(owner)
    looked = mine.post(address(), hidden(mine(address())) | {"standing": "kept", "reason": MINE, "do": "look"})
    page = mine.post(address(), hidden(looked) | {"do": "write"})
    assert page.main.find("textarea").text.strip() == MINE
    assert page.main.find("input", value="kept").has_attr("checked")


def test_who_decides_second_is_shown_the_first_word_and_loses_none_of_their_own(visit, owner, promise):
    second = visit.as_(an_owner(promise, role="Head of Lines"))
    opened = hidden(second(address()))
    published(visit.as_(owner))

    late = second.post(address(), opened | {"standing": "kept", "reason": "All was well.", "do": "publish"}, status=409)

    assert f"{owner.name} changed this after you opened it" in late.text
    assert MINE in late.main.find(id="said").parent.text
    assert late.main.find("textarea").text.strip() == "All was well."
    assert OwnerDecision.objects.count() == 1

    second.post(address(), hidden(late) | {"standing": "kept", "reason": "All was well.", "do": "publish"})

    page = visit("/charters/ours/promises/PW2/")
    assert [one.text for one in page.main(class_="le_opinion__standing")] == ["Falling short", "Kept", "Partly kept"]
    assert MINE in page.text
    assert "All was well." in page.text


def test_when_new_figures_change_the_proposal_nothing_is_confirmed_unseen(visit, owner, promise):
    mine = visit.as_(owner)
    opened = hidden(mine(address()))
    Result.objects.filter(value=1337).update(value=350)

    page = mine.post(address(), opened | {"standing": "falling_short", "reason": MINE, "do": "publish"}, status=409)

    assert "New figures came in after you opened this page. The rule now proposes “Partly kept”." in page.text
    assert page.main.find("textarea").text.strip() == MINE
    assert OwnerDecision.objects.count() == 0


@pytest.mark.parametrize("role", ["charter-lead", "owner", "researcher", "manager", "reviewer", ""])
def test_only_who_answers_for_a_promise_decides_on_it_and_a_refusal_reveals_nothing(visit, owner, role):
    other = visit.as_(PersonFactory(role=role))
    refused = other(address(), status=403)
    assert "PW2" not in refused.text
    assert refused.text == other("/people/", status=403).text
    assert other.post(address(), {"standing": "kept", "reason": "x", "do": "publish"}, status=403)
    assert OwnerDecision.objects.count() == 0


def test_nobody_who_is_not_signed_in_decides(visit, owner):
    assert visit(address(), status=302).response["Location"].startswith("/sign-in/")


def test_an_owner_of_another_charter_or_a_promise_that_is_not_there_is_refused_or_not_found(visit, owner):
    elsewhere = visit.as_(PersonFactory(role="owner", within="charter another"))
    assert elsewhere(address(), status=403)
    assert visit.as_(owner)(reverse("evidence:standing", args=["ours", "PW99"]), status=404)
    assert visit.as_(owner)(f"{address()}?year=2031-32", status=404)


def test_script_in_a_reason_is_shown_and_never_run(visit, owner):
    published(visit.as_(owner), reason="<script>alert(1)</script>")
    page = visit("/charters/ours/promises/PW2/")
    assert "<script>alert(1)</script>" in page.text
    assert page.main.find("script") is None


def test_a_reviewer_files_a_finding_and_the_public_page_shows_it_beside_the_owners_word(visit, owner):
    reviewer = visit.as_(PersonFactory(role="reviewer"))
    published(visit.as_(owner))
    published(reviewer, at=address("finding"), standing="falling_short", reason="Those who hung up are not counted.")
    finding = Finding.objects.get()
    assert (finding.role, finding.proposed) == ("Independent reviewer", "falling_short")
    page = visit("/charters/ours/promises/PW2/")
    assert [one.text for one in page.main(class_="le_opinion__standing")] == [
        "Falling short",
        "Partly kept",
        "Falling short",
    ]
    assert "Those who hung up are not counted." in page.text


def test_who_answers_for_a_promise_cannot_review_it(visit, owner):
    owner.role_holdings.create(role="reviewer", since=date(2020, 1, 1))
    assert visit.as_(owner)(address("finding"), status=403)
    assert Finding.objects.count() == 0


@pytest.fixture
def case():
    return {
        "kind": "bad",
        "words": "The line was engaged for a week",
        "what_was_done": "More people were trained for the phones",
        "source": "A letter of 3 May 2023",
        "year": "2022-23",
        "commitments": ["PW2"],
    }


def test_a_case_is_given_with_what_was_done_and_readers_see_it_with_its_promise(visit, promise, nadia, case):
    page = visit.as_(nadia).post("/charters/ours/examples/new/", case)
    assert "Published." in page.text
    assert "The line was engaged for a week" in page.text
    assert "More people were trained for the phones" in public(visit)
    assert list(Example.objects.get().commitments.all()) == [promise]


def test_the_same_case_twice_is_one(visit, promise, nadia, case):
    visit.as_(nadia).post("/charters/ours/examples/new/", case)
    page = visit.as_(nadia).post("/charters/ours/examples/new/", case)
    assert "This very case is here already, for the same year." in page.text
    assert Example.objects.count() == 1


def test_a_case_without_what_was_done_or_of_no_promise_is_not_taken(visit, promise, nadia, case):
    page = visit.as_(nadia).post("/charters/ours/examples/new/", case | {"what_was_done": "", "commitments": []})
    assert [error.text for error in page.main(class_="ds_question__error-message")] == [
        "Say what was then done",
        "Tick at least one promise",
    ]


def test_who_comes_from_a_promise_finds_it_ticked(visit, promise, nadia):
    page = visit.as_(nadia)("/charters/ours/examples/new/?promise=PW2")
    assert [box["value"] for box in page.main("input", checked=True)] == ["PW2"]


def test_a_case_is_put_right_and_keeps_every_wording(visit, promise, nadia, case):
    visit = visit.as_(nadia)
    visit.post("/charters/ours/examples/new/", case)
    there = f"/charters/ours/examples/{(given := Example.objects.get()).pk}/"

    page = visit.post(there, written(visit(there)) | {"words": "The line was engaged for a day", "do": "look"})
    assert "The line was engaged for a [removed: week][added: day]" in page.main.find(class_="le_facts").get_text()
    visit.post(there, written(page) | {"because": "It was one day", "do": "save"})

    assert "The line was engaged for a day" in public(visit)
    assert list(given.commitments.all()) == [promise]
    page = visit(f"/history/example/{given.pk}/")
    assert "The line was engaged for a week" in page.text
    assert "Because: It was one day" in page.text
    visit.as_(PersonFactory(role="adviser"))(there, status=403)


def test_a_case_put_right_meanwhile_by_another_is_shown_beside_what_was_written(visit, promise, nadia, case):
    visit.as_(nadia).post("/charters/ours/examples/new/", case)
    there, other = f"/charters/ours/examples/{(given := Example.objects.get()).pk}/", PersonFactory(role="owner")
    sent = written(visit.as_(nadia)(there)) | {"words": "Words that took an hour", "do": "save"}
    operations.rewrite_example(example=given, seen=revision(given), words="The line was dead", by=other)

    page = visit.as_(nadia).post(there, sent, status=409)

    assert written(page)["words"] == "Words that took an hour"
    assert Example.objects.get().words == "The line was dead"


def test_a_case_is_not_put_right_into_another_that_is_there(visit, promise, nadia, case):
    visit = visit.as_(nadia)
    for words in ("One", case["words"]):
        visit.post("/charters/ours/examples/new/", case | {"words": words})
    there = f"/charters/ours/examples/{Example.objects.get(words='One').pk}/"

    page = visit.post(there, written(visit(there)) | {"words": case["words"], "do": "save"})

    assert "This very case is here already, for the same year" in page.text
    assert Example.objects.filter(words="One").exists()


def test_the_pages_ask_the_database_twelve_times_at_most(visit, promise, owner, nadia):
    def one_more():
        commitment = CommitmentFactory(section=promise.section)
        Example.objects.create(
            charter=promise.edition.charter, kind="bad", words=commitment.code, what_was_done="x", year="2022-23"
        ).commitments.add(commitment, promise)

    visit.as_(owner).asks_the_same(address(), one_more)
    visit.as_(PersonFactory(role="reviewer")).asks_the_same(address("finding"), one_more)
    visit.as_(nadia).asks_the_same("/charters/ours/examples/", one_more)
    visit.as_(nadia).asks_the_same("/charters/ours/examples/new/", one_more)
