"""A document read aloud by a machine."""

import shutil
import wave
from dataclasses import replace
from io import BytesIO

import pytest

from leal.foundations.formats import (
    CannotBeWritten,
    Document,
    Heading,
    List,
    NotInstalled,
    Paragraph,
    aloud,
    chapters,
)
from leal.foundations.formats.aloud import Chapter

from .test_formats import REPORT

with_voice = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs espeak-ng, which is not on this machine")
SHORT = Chapter("Welcome", "We will write to you.")


def test_a_document_is_read_chapter_by_chapter_with_its_headings():
    assert [chapter.name for chapter in chapters(REPORT)] == ["Is it kept?", "What the phones show", "What people said"]
    assert chapters(REPORT)[0].text == "Is it kept?\n\nOur Charter.\n\nWe promised to answer quickly. See the promise."
    assert chapters(REPORT)[2].text == (
        "What people said.\n\n“I hung up.”\n\nPanel member, 2023.\n\n"
        "1. ring back.\n\n2. say how long.\n\nOwner: Head of Client Services."
    )


def test_a_list_is_read_without_its_marks():
    [one] = chapters(Document("t", "p", (List((Paragraph.of("ring back"),)),)))

    assert one.text == "t.\n\np.\n\nring back."


def test_a_figure_that_begins_a_part_is_a_chapter_too():
    drawn = replace(REPORT.blocks[2], level=2)
    assert [one.name for one in chapters(Document("t", "p", (drawn, Heading("Then"))))] == ["t", drawn.heading, "Then"]


@with_voice
@pytest.mark.skipif(not shutil.which("opusenc"), reason="needs opus-tools, which are not on this machine")
def test_a_chapter_is_pressed_small():
    made = aloud(SHORT, language="en-GB")

    assert (made.ending, made.media_type) == ("opus", "audio/ogg")
    assert made.content.startswith(b"OggS")
    assert b"OpusHead" in made.content[:64]
    assert b"Welcome" in made.content


@with_voice
@pytest.mark.parametrize("language", ["en-GB", "gd"])
def test_where_it_cannot_be_pressed_it_is_a_wave(language, monkeypatch, tmp_path):
    (tmp_path / "espeak-ng").symlink_to(shutil.which("espeak-ng"))
    monkeypatch.setenv("PATH", str(tmp_path))
    made = aloud(SHORT, language=language)

    assert (made.ending, made.media_type) == ("wav", "audio/wav")
    with wave.open(BytesIO(made.content)) as sound:
        assert sound.getframerate() == 22_050


def test_a_language_that_no_voice_speaks_is_refused():
    with pytest.raises(CannotBeWritten, match=r"no voice for this language \(gv\)"):
        aloud(SHORT, language="gv")


def test_where_it_is_not_installed_a_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotInstalled) as refusal:
        aloud(SHORT, language="en")

    assert str(refusal.value) == (
        "A recording cannot be made here: the program espeak-ng is not installed on this machine."
    )


def test_a_voice_that_breaks_off_leaves_a_sentence_and_no_half_recording(monkeypatch, tmp_path):
    broken = tmp_path / "espeak-ng"
    broken.write_text("#!/bin/sh\nprintf half\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotBeWritten, match="A recording could not be made. Try again later"):
        aloud(SHORT, language="en")
