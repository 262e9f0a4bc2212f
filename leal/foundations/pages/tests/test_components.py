"""Each component through a real template: what it shows, and what it never forgets."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string

from leal.calculations.comparing import Run, marked
from leal.foundations.pages import TAGS, specimens
from leal.foundations.pages.lineage import FATES, SideBySide, Wording
from leal.foundations.pages.parts import (
    Basis,
    BrokenPromise,
    BrokenThread,
    ChangeBox,
    Column,
    DataTable,
    Download,
    Figure,
    Heard,
    Link,
    Opinion,
    Phase,
    Progress,
    Promise,
    PromiseSection,
    Quote,
    Row,
    SaidDone,
    Shortfall,
    Site,
    StandingHeading,
    TwoWordings,
    Visitor,
)
from leal.foundations.pages.standings import KNOTS, STANDINGS


def drawn(source: str, **context) -> BeautifulSoup:
    return BeautifulSoup(Template(source).render(Context(context)), "html.parser")


def said(soup: BeautifulSoup) -> str:
    return re.sub(r"\s+", " ", soup.get_text(" ").replace("\N{WORD JOINER}", "")).strip()


@pytest.mark.parametrize("standing", [*KNOTS, "stage"])
def test_every_knot_is_hidden_from_screen_readers_and_points_at_a_drawing_that_exists(standing):
    svg = drawn(f'{{% knot "{standing}" %}}').svg
    sprite = BeautifulSoup(render_to_string("components/knots.html"), "html.parser")

    assert svg["aria-hidden"] == "true"
    assert sprite.find(id=svg.use["href"].removeprefix("#")).name == "symbol"


def test_a_knot_for_a_standing_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        drawn('{% knot "green" %}')


def test_standings_are_worst_first():
    assert list(STANDINGS) == [
        "falling_short",
        "not_in_place",
        "disagree",
        "out_of_date",
        "not_known",
        "partly_kept",
        "kept",
    ]


def test_a_stage_takes_the_knot_of_its_standing_and_leaves_the_thread_dotted_when_open():
    page = drawn(
        "{% thread %}{% stage 'Is it kept?' id='kept' standing='not_known' %}"
        "<p>{{ x }}</p>{% endstage %}{% endthread %}",
        x="<i>",
    )

    assert page.ol["class"] == ["le_thread"]
    assert page.li["class"] == ["le_stage", "le_loose"]
    assert page.use["href"] == "#k-not_known"
    assert page.p.text == "<i>"


def test_a_broken_thread_says_what_is_missing_and_who_can_mend_it():
    part = BrokenThread(missing="Nobody owns this part.", mender="Director of Operations")

    assert said(drawn("{% broken part %}", part=part)) == (
        "The thread is broken here Nobody owns this part. Who can mend it: Director of Operations."
    )


def test_a_list_of_broken_threads_says_of_each_promise_all_that_is_missing():
    breaks = (
        BrokenThread("Nobody owns it.", mender="The director"),
        BrokenThread("No measure.", mender="The researcher"),
    )
    page = drawn("{% broken_promises parts %}", parts=[BrokenPromise(Link("Kindness", "/PS1/"), breaks)])

    assert page.h3.a["href"] == "/PS1/"
    assert [said(line) for line in page("p")] == [
        "Nobody owns it. Who can mend it: The director.",
        "No measure. Who can mend it: The researcher.",
    ]


def test_the_standing_heading_says_the_word_the_sentence_and_the_year_in_print():
    part = StandingHeading("kept", "Nine in ten calls were answered.", "2022-23", "Confirmed by the owner.")

    assert said(drawn("{% standing_heading part %}", part=part)) == (
        "Kept Nine in ten calls were answered. For 2022–23. Confirmed by the owner."
    )


def test_rule_owner_and_reviewer_are_all_shown_though_one_has_said_nothing():
    parts = (Opinion("The owner says", "kept", "We agree."), Opinion("The reviewer finds", nothing_yet="Nothing yet."))

    assert said(drawn("{% opinions parts %}", parts=parts)) == (
        "The owner says Kept We agree. The reviewer finds Nothing yet."
    )


@pytest.mark.parametrize(
    ("change", "tag"),
    [
        (ChangeBox("overdue", "Check", "We will."), "Overdue"),
        (ChangeBox("due", "Check", "We will.", on="1 May 2026"), "Due 1 May 2026"),
        (ChangeBox("now", "Check", "We will."), "To be done now"),
        (ChangeBox("done", "Check", "We did."), "Done"),
    ],
)
def test_a_change_says_in_words_whether_it_is_late(change, tag):
    box = drawn("{% change_box change %}", change=change)

    assert box.find(class_="le_tag").text == tag
    assert ("le_due--overdue" in box.div["class"]) == (change.state == "overdue")


def test_promises_stand_in_charter_order_each_with_knot_link_and_word_and_are_counted_worst_first():
    section = PromiseSection(
        id="ps",
        name="A people's service",
        promises=(
            Promise("PS1", "Kindness", "/ps1/", "kept"),
            Promise("PS2", "Trust", "/ps2/", "not_known"),
            Promise("PS3", "Fairness", "/ps3/", "kept"),
        ),
    )

    page = drawn("{% promises section %}", section=section)

    assert [said(item) for item in page.ul("li")] == ["Kindness Kept", "Trust Not known", "Fairness Kept"]
    assert [item.a["href"] for item in page.ul("li")] == ["/ps1/", "/ps2/", "/ps3/"]
    assert [item.use["href"] for item in page.ul("li")] == ["#k-kept", "#k-not_known", "#k-kept"]
    assert page.find(class_="le_quiet").text == "3 promises: 1 not known, 2 kept."
    assert page.h3.text == "A people’s service"


def test_the_key_shows_all_seven_standings_with_their_counts_nought_among_them():
    key = drawn("{% knot_key counts %}", counts={"kept": 3})

    assert [said(item) for item in key("li")] == [
        "0 Falling short",
        "0 Not in place yet",
        "0 People and figures disagree",
        "0 Evidence out of date",
        "0 Not known",
        "0 Partly kept",
        "3 Kept",
    ]


def test_every_knot_is_explained():
    page = drawn("{% knot_meanings %}")

    assert [heading.text for heading in page("h3")] == [standing.word for standing in KNOTS.values()]


def test_the_five_stages_are_those_of_the_thread():
    assert [stage.text for stage in drawn("{% five_stages %}")("b")] == [
        "You said",
        "We promised",
        "How we keep it",
        "Is it kept?",
        "What changed",
    ]


BASIS = Basis(base="293 people who answered", period="2021-22", source="Panel survey", question="How safe?")


def test_a_figure_never_walks_without_base_question_period_and_source():
    assert said(drawn("{% figure part %}", part=Figure("of staff agreed.", BASIS, big="31%"))) == (
        "31% of staff agreed. "
        "Base: 293 people who answered. Question: “How safe?” Period: 2021–22. Source: Panel survey."
    )


def test_a_shortfall_is_a_promise_with_the_one_figure_that_shows_it():
    part = Shortfall(Promise("PW2", "No needless waiting", "/pw2/", "falling_short"), Figure("Half waited.", BASIS))

    page = drawn("{% shortfalls parts %}", parts=[part])

    assert page.h3.a["href"] == "/pw2/"
    assert page.use["href"] == "#k-falling_short"
    assert "Base: 293 people who answered." in said(page)


def test_what_people_said_stands_beside_what_answers_it_or_is_seen_to_lead_nowhere():
    kind = Promise("PS1", "Patience", "/PS1/", "kept")
    parts = [Heard("Be kind", "/kind/", "30 people.", (kind,)), Heard("<i>Be quick</i>", "/quick/")]

    page = drawn("{% heard parts %}", parts=parts)

    first, second = page.select(".le_heard > li")
    assert said(first) == "Be kind 30 people. Patience Kept"
    assert said(second) == "<i>Be quick</i> Nothing answers this."
    assert second.use["href"] == "#k-broken"


def test_a_page_that_may_not_name_later_stages_is_told_the_way_by_the_site():
    page = drawn("{% trail links %}", links=(Link("What people said", "/said/"), Link("Have we got it right?", "")))

    assert [(a.text, a["href"]) for a in page("a")] == [("What people said", "/said/")]
    assert page.find(attrs={"aria-current": "page"}).text == "Have we got it right?"


def test_a_figure_that_speaks_of_several_promises_is_told_once_and_names_them():
    first, second = (Promise(code, f"Promise {code}", f"/{code}/", "disagree") for code in ("PS1", "PW4"))
    told = Figure("93% said kind. The wait grew.", Basis("callers", "2022-23", "A report"))

    page = drawn("{% shortfalls parts %}", parts=[Shortfall(first, told, also=(second,))])

    assert [(a.text, a["href"]) for a in page("a")] == [("Promise PS1", "/PS1/"), ("Promise PW4", "/PW4/")]
    assert said(page).count("93% said kind.") == 1


def test_years_are_never_broken_across_lines():
    page = drawn("<p>{{ text|printed }}</p>", text="How things stood in 2022-23")

    assert page.p.text == "How things stood in 2022–\N{WORD JOINER}23"


def test_a_quote_has_marks_and_a_credit_and_its_markup_is_only_words():
    page = drawn("{% quote part %}", part=Quote("<b>Listen</b>", "Panel member", "Core Group", "2018"))

    assert page.blockquote.p.text == "“<b>Listen</b>”"
    assert page.figcaption.text == "Panel member, Core Group, 2018"


def test_a_callout_has_a_heading():
    page = drawn('{% callout heading="Mind this" level=3 %}<p>{{ x }}</p>{% endcallout %}', x="<i>")

    assert page.h3.text == "Mind this"
    assert page.p.text == "<i>"


def test_what_we_have_not_done_stands_among_what_we_did():
    parts = (SaidDone("Too slow.", done="Faster.", when="2021"), SaidDone("No news.", why_not="We are late."))

    assert said(drawn("{% said_and_done parts %}", parts=parts)) == (
        "You said Too slow. We did Faster. 2021 You said No news. We have not done this yet We are late."
    )


def test_a_tag_is_a_word_in_a_frame():
    assert drawn('{% word_tag "Overdue" full=True %}').span["class"] == ["le_tag", "le_tag--full"]


def test_changed_words_are_told_by_line_and_by_word_and_their_markup_is_only_words():
    drawn_words = drawn("{% changed_words runs %}", runs=marked("Ask us.", "Ask <b>anyone</b>."))

    assert drawn_words.find("del").get_text() == "[removed: us]"
    assert drawn_words.find("ins").get_text() == "[added: <b>anyone</b>]"
    assert [hidden.get_text() for hidden in drawn_words.select("ins .visually-hidden")] == ["[added: ", "]"]


@pytest.mark.parametrize("fate", FATES)
def test_every_sign_of_a_lineage_is_hidden_and_points_at_a_drawing_that_exists(fate):
    svg = drawn(f'{{% lineage_sign "{fate}" %}}').svg
    sprite = BeautifulSoup(render_to_string("components/knots.html"), "html.parser")

    assert svg["aria-hidden"] == "true"
    assert sprite.find(id=svg.use["href"].removeprefix("#")).name == "symbol"


def test_the_key_of_lineage_says_all_seven_in_words():
    assert [item.b.text for item in drawn("{% lineage_key %}").select("li")] == [fate.word for fate in FATES.values()]


def test_two_wordings_stand_side_by_side_with_what_became_of_the_promise_between():
    reworded, new = drawn("{% side_by_side pairs %}", pairs=specimens.ALL["pairs"]).select("article")

    assert said(reworded.h3) == "Reworded : Staff trained, supported and equipped"
    earlier, later = reworded.find_all("div")
    assert [one.get_text() for one in earlier.find_all(["del", "ins"])] == ["[removed: training]"]
    assert [one.name for one in later.find_all(["del", "ins"])] == ["ins", "ins"]
    assert "Why: training became learning" in said(later)
    assert said(new.div) == "2019 Not in this edition."


def test_markup_in_a_promise_is_only_words_beside_another():
    word = Wording("<i>", (Run("new", "<b>"),), href="/?a=<b>")
    pair = SideBySide("id", "new", "<script>", (), (word,), ("<u>", "2024"), ("<em>",))

    assert {tag.name for tag in drawn("{% side_by_side pairs %}", pairs=[pair]).article.find_all(True)} == {
        *("h3", "svg", "use", "span", "div", "p", "a", "ins")
    }


def test_a_summary_list_says_what_each_thing_is():
    page = drawn("{% summary_list rows %}", rows=[Row("Owner", "Head of Learning", Link("Ask", "/ask/"), "In place")])

    assert said(page) == "Owner Head of Learning In place Ask"


TABLE = DataTable(
    id="waits",
    caption="Average wait",
    columns=(Column("Year"), Column("Seconds", number=True)),
    rows=(("2022-23", "1,337"), (Link("2021-22", "/2021-22/"), "351")),
)


def test_a_table_has_a_caption_scoped_headers_and_a_frame_the_keyboard_reaches():
    page = drawn("{% data_table part %}", part=TABLE)

    assert page.div["tabindex"] == "0"
    assert page.find(id=page.div["aria-labelledby"]).text == "Average wait"
    assert [header["scope"] for header in page("th")] == ["col", "col", "row", "row"]
    assert [cell["data-label"] for cell in page("td")] == ["Seconds", "Seconds"]
    assert page.tbody.a["href"] == "/2021-22/"


def test_a_row_with_a_cell_too_few_is_refused():
    short = DataTable(id="t", caption="c", columns=TABLE.columns, rows=(("2022-23",),))

    with pytest.raises(ValueError, match="shorter"):
        drawn("{% data_table part %}", part=short)


def test_a_fold_opens_when_asked_and_can_be_a_heading():
    plain = drawn('{% fold summary="Why?" %}<p>Because.</p>{% endfold %}')
    headed = drawn('{% fold summary="Why?" level=2 on_phones=True %}<p>Because.</p>{% endfold %}')

    assert (plain.summary.text, plain.details.get("open")) == ("Why?", None)
    assert (headed.summary.h2.text, headed.details.get("open")) == ("Why?", "")


def test_a_file_says_its_format_and_size():
    file = Download("Our charter", "/charter.pdf", "PDF", 378_214)

    assert drawn("{% download_link file %}", file=file).a.text == "Our charter (PDF, 378 kB)"


def test_breadcrumbs_end_at_the_page_itself_which_is_no_link():
    page = drawn('{% breadcrumbs "Our promises" "/" "PS4" %}')

    assert [(item.text, bool(item.a)) for item in page("li")] == [("Our promises", True), ("PS4", False)]


def test_the_top_names_charter_body_visitor_and_the_page_we_are_on():
    site = Site(
        name="Our Charter",
        body="Social Security Scotland",
        nav=(Link("Our promises", "/"), Link("How we know", "/how-we-know/")),
        formats=(Link("Gàidhlig", "/gd/", lang="gd"),),
        phase=Phase("Story", "Everyone here is made up.", Link("Sign in as someone", "/sign-in-as/")),
        visitor=Visitor("Morag", "charter lead", "/sign-out/"),
    )

    page = drawn("{% site_header %}", site=site, path="/how-we-know/")

    assert page.find(attrs={"aria-current": "page"}).text == "How we know"
    assert page.find("a", lang="gd").text == "Gàidhlig"
    assert page.form["action"] == "/sign-out/"
    assert "You are Morag, charter lead." in said(page)
    assert "Story Everyone here is made up." in said(page)


def test_the_foot_holds_links_about_the_site():
    page = drawn("{% site_footer %}", site=Site("Our Charter", about=(Link("Privacy", "/privacy/"),), note="Ours."))

    assert said(page) == "Privacy Ours."


def test_a_message_is_read_out():
    page = drawn("{% page_messages %}", messages=[Message(messages.SUCCESS, "Kept")])

    assert (page.div["role"], page.text.strip()) == ("status", "Kept")


def test_a_button_with_an_address_is_a_link_that_looks_like_one():
    assert drawn('{% button "Send" %}').button["type"] == "submit"
    assert drawn('{% button "Back" href="/" secondary=True %}').a["class"] == ["ds_button", "ds_button--secondary"]


def test_long_work_says_in_words_how_far_it_is_and_where_to_look_again():
    page = drawn("{% progress part %}", part=Progress("3 of 10 files are in.", 3, 10, "/work/4/"))

    assert page.progress["value"] == "3"
    assert page.a["href"] == page.div["data-again"] == "/work/4/"


def test_finished_work_asks_nobody_to_look_again():
    page = drawn("{% progress part %}", part=Progress("All in.", 10, 10, "/work/4/", finished=True))

    assert (page.a, page.div.get("data-again")) == (None, None)


PATTERNS = "".join(
    (Path(__file__).parents[1] / "templates" / "patterns" / f"{name}.html").read_text()
    for name in ("patterns", "thread", "figures", "words", "forms")
)


def test_every_tag_is_named_on_the_pattern_page():
    tags = {name for module in TAGS for name in import_module(module).register.tags}

    assert {name for name in tags if f"<code>{name}</code>" not in PATTERNS} == set()


def test_every_specimen_is_shown():
    assert {name for name in specimens.ALL if f"shown.{name}" not in PATTERNS} == set()


def test_a_chart_stands_with_its_heading_notes_base_and_the_same_figures_as_a_table():
    page = drawn("{% chart_figure part %}", part=specimens.ALL["waits"])

    assert page.figure["aria-labelledby"] == page.h3["id"]
    assert page.svg["role"] == "img"
    assert "Source: freedom of information reply, Social Security Scotland." in said(page)
    assert "The line is broken before Jul 2020 to Mar 2021." in said(page)
    assert page.details.table.caption.text == "Average wait before a call was answered"


def test_a_drawing_can_stand_by_itself():
    page = drawn("{% chart part %}", part=specimens.ALL["truths"].people.chart)

    assert page.svg["aria-labelledby"].split() == [page.title["id"], page.desc["id"]]


def test_who_is_missing_is_drawn_said_in_words_and_stands_in_a_table():
    page = drawn("{% missing_people part %}", part=specimens.ALL["chairs"])

    first, _, few, *_, hidden = page("li", class_="le_chairrow")
    assert said(first.strong) == "Nobody"
    assert len(first("circle", class_="c_empty")) == 4
    assert (len(few("circle", class_="c_few")), len(few("circle", class_="c_empty"))) == (4, 1)
    assert (hidden("circle"), said(hidden.strong)) == ([], "Not shown")
    assert first.svg.title.text == "Under 25: nobody in the core group; 4 would match Scotland"
    assert [said(cell) for cell in page.table("tr")[1]("td")] == ["Nobody", "about 4"]
    assert "Numbers from 1 to 4 are not shown" in said(page)


def test_two_truths_stand_beside_each_other_each_with_its_own_base():
    page = drawn("{% two_truths part %}", part=specimens.ALL["truths"])

    assert [heading.text.strip() for heading in page("h3")] == ["What people said", "What the phones show"]
    assert [base.text.split(":")[0] for base in page(class_="le_base") if "Base" in base.text] == ["Base", "Base"]
    assert len(page("table")) == 1


def test_two_wordings_stand_side_by_side_each_with_a_button_that_says_whose_words_it_takes():
    page = drawn("{% two_wordings part %}", part=specimens.ALL["wordings"])

    assert [heading.get_text() for heading in page.find_all("h2")] == [
        "What Nadia Hussain saved: The statement, in our words",
        "What you wrote: The statement, in our words",
    ]
    assert [(button["name"], button["value"]) for button in page.find_all("button")] == [
        ("do", "theirs:wording"),
        ("do", "mine:wording"),
    ]


def test_an_empty_wording_says_so():
    part = TwoWordings("summary", "Summary", "Nadia", theirs=(), mine=(Run("new", "Words"),))

    assert drawn("{% two_wordings part %}", part=part).find(class_="le_opinion").p.get_text() == "Nothing."
