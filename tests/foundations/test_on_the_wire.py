"""What a post office is given is to the byte what Django would give it, however odd the letter."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core.mail import BadHeaderError
from hypothesis import example, given
from hypothesis import settings as properties
from hypothesis import strategies as st

from leal.foundations.notices import on_the_wire
from leal.foundations.notices.on_the_wire import Letter

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LINES = st.lists(st.sampled_from(["Hello", "From here", ".", "", "Žofie ☺", "x" * 999, "y" * 998, "\r", "\n", "\v"]))
ADDRESSES = st.sampled_from(
    ["isla@example.org", "i.s+l_a@post.example.org", "Isla@Example.org", "é@example.org", f"{'i' * 60}@example.org"]
    + ["isla@exämple.org", '"is la"@example.org', "isla@localhost", "Isla <isla@example.org>", "a..b@example.org"]
)


@pytest.fixture(autouse=True, scope="module")
def one_moment():
    """Both letters are written in one second, and no test waits for it."""
    with pytest.MonkeyPatch.context() as patch:
        for where in ("leal.foundations.notices.on_the_wire", "django.core.mail.message"):
            patch.setattr(f"{where}.formatdate", lambda **_: "Mon, 01 Mar 2027 09:00:00 -0000")
        yield


def both(letter: Letter) -> tuple[object, object]:
    """Its bytes by us and by Django, or what either says against it."""
    return came_of(letter.as_sent), came_of(lambda: letter.message().as_bytes(linesep="\r\n"))


def came_of(does) -> object:
    try:
        return does()
    except (ValueError, BadHeaderError) as reason:
        return type(reason), str(reason)


@properties(max_examples=60)
@given(subject=TEXT, words=TEXT | LINES.map("\n".join), to=ADDRESSES)
@example(subject="Will you come?", words="Hello Isla,\n\nyour code is 0000.\n", to="isla@example.org")
@example(subject="é" * 90, words="Tha sinn a’ sgrìobhadh", to="isla@example.org")
@example(subject="x\r\nBcc: other@example.org", words="", to="isla@example.org")
def test_a_letter_is_the_one_that_django_makes(subject, words, to):
    ours, theirs = both(Letter(subject, words, to=to, reference="<leal-7-20270301@example.org>"))

    assert ours == theirs


def test_an_ordinary_letter_is_not_left_to_django(monkeypatch):
    letter = Letter("Hello", "Žofie,\n\nwill you come?", to="isla@example.org", reference="<leal-7@example.org>")
    monkeypatch.setattr(Letter, "message", lambda self: pytest.fail("Django made it"))

    read = message_from_bytes(letter.as_sent(), policy=default)

    assert (read["To"], read["Subject"], read["Message-ID"]) == ("isla@example.org", "Hello", "<leal-7@example.org>")
    assert read.get_content() == "Žofie,\r\n\r\nwill you come?"
    assert letter.envelope()[1] == ["isla@example.org"]


def test_a_letter_with_something_attached_is_whole():
    letter = Letter("Hello", "Words", to="isla@example.org", reference="<leal-7@example.org>")
    letter.attach("large.pdf", b"%PDF", "application/pdf")

    assert b"%PDF" in message_from_bytes(letter.as_sent()).get_payload()[1].get_payload(decode=True)


def test_addresses_are_told_to_the_post_office_as_django_tells_them():
    for written, told in (
        ("isla@exämple.org", "isla@xn--exmple-cua.org"),
        ("Isla <i@example.org>", "Isla <i@example.org>"),
    ):
        assert Letter("Hello", "Words", to=written, reference="<7@example.org>").envelope()[1] == [told]
    assert on_the_wire.usual("isla@example.org")
