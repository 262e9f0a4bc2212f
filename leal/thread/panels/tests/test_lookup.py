"""The lookup of postcodes is loaded whole or not at all, says what it changes, and members follow it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from leal.calculations.files import Unreadable
from leal.foundations.audit.record import entries
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped
from leal.thread.panels import operations, queries
from leal.thread.panels.areas.reading import read_lookup
from leal.thread.panels.models import Panel, PanelMember, Postcode, PostcodeFile, WaitingLookup
from leal.thread.panels.operations.areas import load_the_lookup
from tests.factories import PanelMemberFactory

from .making import a_panel

COLUMNS = {"postcode": "pcd", "council_area": "council", "urban_rural": "class"}
HEADING = "pcd,council,class\n"
FILE = (
    HEADING
    + "iv11aa,Highland,Other urban areas\nKW1 4YT,Highland,Remote rural\nPA34 5DA,Argyll and Bute,Remote rural\n"
)
SAID = {"source": "National Records, postcode directory", "of_date": "1/5/2026"}


@pytest.fixture
def panel(db):
    return a_panel()


def at(panel: Panel) -> str:
    return f"/panels/{panel.service}/{panel.code}/postcodes/"


def tell_nobody(done, of, saying=""):
    """Nobody watches."""


def read(text: str, names=None):
    return read_lookup(text.encode(), columns=COLUMNS, names=names or {}, name="spd.csv")


def handed_in(panel, by, text: str = FILE, **other) -> WaitingLookup:
    given = {"source": "SPD", "of_date": date(2026, 5, 1), "columns": COLUMNS, "name": "spd.csv"} | other
    operations.hand_in_postcodes(panel=panel, content=text.encode(), by=by, **given)
    return WaitingLookup.objects.get(content__isnull=False)


def load(panel, by, text: str = FILE, **other) -> PostcodeFile | None:
    file = handed_in(panel, by, text, **other)
    return operations.load_the_postcodes(file=file, tell=tell_nobody, on=localdate(), by=by)


def test_every_fault_is_said_at_once_by_row_and_column():
    wrong = read(
        HEADING
        + "Inverness,Highland,Remote\n"
        + ",Highland,Remote\n"
        + "IV1 1AA,,Remote\n"
        + f"IV1 1AB,{'x' * 61},Remote\n"
        + "KW1 4YT,Highland,Remote\n"
        + "KW14YT,Orkney Islands,Remote\n"
        + "KW1 4YT,Highland,Remote\n"
    )

    assert [(fault.row, fault.column) for fault in wrong.faults] == [
        (2, "pcd"), (3, "pcd"), (4, "council"), (5, "council"), (7, "pcd"),
    ]  # fmt: skip
    assert wrong.faults[-1].what == "KW1 4YT lies elsewhere in row 6: Highland, Remote"
    assert wrong.places == {"KW1 4YT": ("Highland", "Remote")}
    assert all(fault.mend for fault in wrong.faults)


def test_codes_are_read_by_their_names_and_one_without_a_name_is_a_fault():
    coded = HEADING + "IV1 1AA,S12000017,Remote\nKW1 4YT,S12000023,Remote\nKW1 4YU,S12000023,Remote\n"

    known = read(coded, {"s12000017": "Highland", "S12000023": "Orkney Islands"})
    assert known.places["KW1 4YT"] == ("Orkney Islands", "Remote")
    assert known.faults == []
    [fault] = read(coded, {"S12000017": "Highland"}).faults
    assert (fault.row, fault.column, "“S12000023”" in fault.what) == (3, "council", True)


def test_a_heading_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(Unreadable, match=r"no column council and no column class.*these: pcd, area"):
        read("pcd,area\nIV1 1AA,Highland\n")


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"[A-Z]{1,2}[1-9] [0-9][A-Z]{2}", fullmatch=True), st.sampled_from("AB"), max_size=8)
)
def test_whatever_is_written_is_read_back_in_any_spelling(places):
    rows = [f"{code.lower().replace(' ', '')},{area},\n" for code, area in places.items()]

    found = read(HEADING + "".join(rows + rows))

    assert found.faults == []
    assert {code: area for code, (area, _) in found.places.items()} == places


def test_it_says_what_changed_and_members_follow_their_postcode(panel, nadia):
    first = load(panel, nadia)
    here = PanelMemberFactory(panel=panel, postcode="IV1 1AA", area_from=first, urban_rural="Other urban areas")
    found = PanelMemberFactory(panel=panel, postcode="ZE1 0AA", council_area="", urban_rural="")
    gone = PanelMemberFactory(panel=panel, postcode="PA34 5DA", council_area="Argyll and Bute", area_from=first)
    anew = HEADING + "IV1 1AA,Moray,Other urban areas\nKW1 4YT,Highland,Remote rural\nZE1 0AA,Shetland Islands,\n"

    second = load(panel, nadia, anew, of_date=date(2026, 11, 1))

    assert first.changed == {"new": 3, "gone": 0, "moved": 0, "members": 0}
    assert second.changed == {"new": 1, "gone": 1, "moved": 1, "members": 2}
    for one in (here, found, gone):
        one.refresh_from_db()
    assert (here.council_area, here.area_from) == ("Moray", second)
    assert (found.council_area, found.area_from) == ("Shetland Islands", second)
    assert (gone.council_area, gone.area_from) == ("Argyll and Bute", first), "streets go, people stay"
    assert set(Postcode.objects.values_list("code", flat=True)) == {"IV1 1AA", "KW1 4YT", "ZE1 0AA"}
    assert entries(of=second) == ["postcodes.loaded"]


def test_who_has_left_is_not_found_again(panel, nadia):
    left = PanelMemberFactory(panel=panel, postcode="KW1 4YT", council_area="", left_on=date(2020, 1, 1))

    load(panel, nadia)

    left.refresh_from_db()
    assert left.council_area == ""


def test_a_faulty_file_changes_nothing_and_every_fault_can_be_taken_away(visit, panel, nadia):
    before = load(panel, nadia)

    assert load(panel, nadia, FILE + "Inverness,Highland,Remote\n") is None

    assert queries.lookup() == before
    assert Postcode.objects.count() == 3
    page = visit.as_(nadia)(at(panel))
    assert "spd.csv is not loaded: the last file goes on to count. Mend one row" in page.text
    assert "“Inverness” is not a whole postcode" in page.text
    assert "5,pcd," in visit.as_(nadia)(at(panel) + "?faults=csv").response.content.decode()
    assert WaitingLookup.objects.get().content is None


def test_rows_with_faults_are_left_out_where_that_was_asked(visit, panel, nadia):
    loaded = load(panel, nadia, FILE + "Inverness,Highland,Remote\n", leave_out=True)

    assert loaded.postcodes == 3
    assert "spd.csv is loaded. Left out, as you asked: one row with faults." in visit.as_(nadia)(at(panel)).text


def test_stopped_half_way_the_last_file_goes_on_to_count(panel, nadia):
    before = load(panel, nadia)
    file = handed_in(panel, nadia, HEADING + "IV1 1AA,Moray,Remote\n")

    def stop(done, of, saying=""):
        raise Stopped

    with pytest.raises(Stopped):
        operations.load_the_postcodes(file=file, tell=stop, on=localdate(), by=nadia)

    assert (queries.lookup(), Postcode.objects.get(code="IV1 1AA").council_area) == (before, "Highland")


def test_a_worker_that_begins_again_after_it_was_done_loads_nothing_twice(panel, nadia):
    file = handed_in(panel, nadia)
    operations.load_the_postcodes(file=file, tell=tell_nobody, on=localdate(), by=nadia)

    load_the_lookup.func(work=str(Work.objects.get().pk), file=file.pk)

    assert PostcodeFile.objects.count() == 1


def test_the_page_hands_a_file_in_and_remembers_how_it_was_read(visit, panel, nadia):
    sent = {"file": SimpleUploadedFile("spd.csv", FILE.encode()), "postcode": "pcd", "council_area": "council"}
    page = visit.as_(nadia).post(at(panel), SAID | sent | {"urban_rural": "class", "names": "1 = Large urban"})
    assert "Loading spd.csv" in page.text
    assert "A file is being loaded" in visit.as_(nadia)(at(panel)).text

    file = WaitingLookup.objects.get()
    operations.load_the_postcodes(file=file, tell=tell_nobody, on=localdate(), by=nadia)

    page = visit.as_(nadia)(at(panel))
    assert "Three new postcodes, 0 gone" in page.text
    assert "1 May 2026" in page.text
    assert page.soup.find("input", {"name": "council_area"})["value"] == "council"
    assert "1 = Large urban" in page.soup.find("textarea", {"name": "names"}).get_text()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": ""}, "Say where the file is from"),
        ({"of_date": "soon"}, "Write the day as day, month and year"),
        ({"council_area": "pcd"}, "One column cannot be two things"),
        ({"names": "Highland"}, "“Highland” says no code and its meaning"),
        ({"file": ""}, "Choose a file"),
    ],
)
def test_what_is_wrong_on_the_form_is_said_and_nothing_is_handed_in(visit, panel, nadia, wrong, said):
    sent = {"file": SimpleUploadedFile("spd.csv", FILE.encode()), "postcode": "pcd", "council_area": "council"}

    page = visit.as_(nadia).post(at(panel), SAID | sent | wrong)

    assert said in page.text
    assert WaitingLookup.objects.count() == 0


def test_whose_area_is_not_known_stands_in_a_list_and_what_the_others_rest_on_is_said(visit, panel, nadia):
    loaded = load(panel, nadia)
    PanelMemberFactory(panel=panel, name="Known", area_from=loaded)
    PanelMemberFactory(panel=panel, name="Wrong", postcode="IV9 9ZZ", council_area="")
    PanelMemberFactory(panel=panel, name="Silent", postcode="", council_area="")

    page = visit.as_(nadia)(at(panel))
    assert "One member: spd.csv, of 1 May 2026." in page.text
    assert "One member gave a postcode that is not in the lookup." in page.text
    assert "One member gave no postcode." in page.text

    way = page.main.find("a", string="Members whose area is not known")["href"]
    listed = visit.as_(nadia)(way).text
    assert ("Wrong" in listed, "Silent" in listed, "Known" in listed.split("Show everyone")[1]) == (True, True, False)


def test_who_joins_rests_on_the_lookup_that_counts(panel, nadia):
    loaded = load(panel, nadia)
    words = {"name": "Ishbel", "email": "i@example.org", "postcode": "KW1 4YT"}
    agreed = list(queries.asked_to_agree(panel=panel))

    member = operations.enter_member(
        panel=panel, words=words, experience={}, equality={}, agreed=agreed, how="phone", on=localdate(), by=nadia
    )

    assert (member.council_area, PanelMember.objects.get().area_from) == ("Highland", loaded)
