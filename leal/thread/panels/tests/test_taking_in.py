"""Members come in from a file: every fault at once, nothing half-saved, and nobody twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leal.calculations.files import Unreadable
from leal.foundations.audit.record import entries
from leal.thread.panels import operations, queries
from leal.thread.panels.intake import RowFault, as_csv, read_members
from leal.thread.panels.models import PanelMember, Postcode
from tests.factories import PanelMemberFactory

from .making import a_panel

pytestmark = pytest.mark.django_db

HEADING = "name,email,postcode,joined_on,benefits,age,agree-take-part,agree-equality\n"
ISHBEL = "Ishbel MacAulay,Ishbel@example.org,iv11aa,1/8/2017,Grant;disability,25 to 64,yes,yes\n"
TAM = "Tam Baird,tam@example.org,,2017-08-02,,65,yes,no\n"
WRONG = (
    ",nobody@example.org,,1/8/2017,,,yes,no\n"
    "Ann Hay,ann,Inverness,31/6/2018,lottery,young,perhaps,no\n"
    "Rab Hay,rab@example.org,,1/8/2017,grant;prefer-not-to-say,16-24;65,no,no\n"
)


@pytest.fixture
def panel():
    Postcode.objects.create(code="IV1 1AA", council_area="Highland", urban_rural="Other urban areas")
    return a_panel()


def test_a_file_becomes_members_with_answers_areas_and_what_they_agreed_to(panel, nadia):
    read = read_members((HEADING + ISHBEL + TAM).encode(), panel=panel)

    done = operations.take_in_members(panel=panel, members=read.members, by=nadia)

    assert (done.taken, read.faults) == (2, [])
    ishbel, tam = queries.members(panel=panel)
    assert (ishbel.email, ishbel.council_area) == ("ishbel@example.org", "Highland")
    assert ishbel.experience.answers == {"benefits": ["grant", "disability"]}
    assert ishbel.equalityanswers.answers == {"age": "25-64"}
    assert not hasattr(tam, "equalityanswers")
    assert {one.wording.purpose for one in queries.agreed_by(member=tam)} == {"take-part"}
    assert entries(of=panel) == ["members.taken-in"]


def test_every_fault_of_a_file_is_told_at_once_by_row_and_column(panel):
    faults = read_members((HEADING + WRONG).encode(), panel=panel).faults

    assert [(one.row, one.column) for one in faults] == [
        (2, "name"),
        (3, "email"),
        (3, "postcode"),
        (3, "joined_on"),
        (3, "benefits"),
        (3, "age"),
        (3, "agree-take-part"),
        (4, "benefits"),
        (4, "age"),
        (4, "agree-take-part"),
    ]
    assert RowFault(3, "age", "“young” is no answer to “How old are you?”", faults[5].mend) == faults[5]
    assert faults[5].mend == "Write one of 16-24, 25-64, 65, prefer-not-to-say"


def test_the_others_are_taken_in_and_the_mended_file_takes_in_the_rest_once(panel, nadia):
    first = read_members((HEADING + ISHBEL + WRONG).encode(), panel=panel)
    operations.take_in_members(panel=panel, members=first.members, by=nadia)

    mended = read_members((HEADING + ISHBEL + TAM).encode(), panel=panel)
    done = operations.take_in_members(panel=panel, members=mended.members, by=nadia)

    assert (done.taken, done.here_already) == (1, (2,))
    assert PanelMember.objects.count() == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_whichever_way_the_file_was_saved(panel, encoding):
    text = HEADING + ISHBEL.replace("Ishbel MacAulay", "Màiri Ní Bhriain")

    [member] = read_members(text.encode(encoding), panel=panel).members

    assert member.words["name"] == "Màiri Ní Bhriain"


def test_a_file_that_names_nobody_is_refused_whole(panel):
    with pytest.raises(Unreadable, match="there is no column name and no column joined_on"):
        read_members(b"colour,size\nred,2\n", panel=panel)


def test_the_page_tells_what_came_of_the_file(visit, panel, nadia):
    at = f"/panels/{panel.service}/{panel.code}/members/file/"
    file = SimpleUploadedFile("members.csv", (HEADING + ISHBEL + WRONG).encode())

    page = visit.as_(nadia).post(at, {"file": file})

    assert "Mend these rows in your file and give it again" in page.text
    assert "“Inverness” is not a whole postcode" in page.text
    assert queries.members(panel=panel).get().name == "Ishbel MacAulay"


def test_a_picture_instead_of_a_file_gets_a_sentence(visit, panel, nadia):
    at = f"/panels/{panel.service}/{panel.code}/members/file/"

    page = visit.as_(nadia).post(at, {"file": SimpleUploadedFile("photo.png", b"\x89PNG....")})

    assert "This is a picture" in page.text


def test_likely_doubles_stand_side_by_side_and_stay_two(visit, panel, nadia):
    for email in ("a@example.org", "b@example.org"):
        PanelMemberFactory(panel=panel, name="Ann Hay", postcode="KY1 1AA", email=email)
    PanelMemberFactory(panel=panel, name="Ann Hay", postcode="", email="c@example.org")

    page = visit.as_(nadia)(f"/panels/{panel.service}/{panel.code}/members/doubles/")

    assert "a@example.org" in page.text
    assert "b@example.org" in page.text
    assert "c@example.org" not in page.text
    assert PanelMember.objects.count() == 3


def test_what_goes_out_as_a_file_can_come_in_again(panel, nadia):
    read = read_members((HEADING + ISHBEL).encode(), panel=panel)
    operations.take_in_members(panel=panel, members=read.members, by=nadia)

    again = read_members(as_csv(panel=panel).encode(), panel=panel)

    assert again.faults == []
    assert operations.take_in_members(panel=panel, members=again.members, by=nadia).here_already == (2,)


def test_the_file_of_members_is_handed_out_for_a_reason_that_stays_recorded(visit, panel, nadia):
    PanelMemberFactory(panel=panel, name="=cmd", equality={"age": "16-24"})
    at = f"/panels/{panel.service}/{panel.code}/members/handing-out/"
    assert "Write why you need" in visit.as_(nadia).post(at, {"because": ""}).soup.get_text()

    file = visit.as_(nadia).post(at, {"because": "To print the letters"}).response

    assert "'=cmd" in file.content.decode()
    assert "16-24" not in file.content.decode()
    assert entries(of=panel) == ["members.handed-out"]
