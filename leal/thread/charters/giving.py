"""Forms with which a format is given, checked and asked for."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from leal.foundations.editing.forms import day, line, prose, reason
from leal.foundations.formats import LANGUAGES, CannotBeWritten, cleaned, easy_read, easy_read_pdf
from leal.foundations.formats.easy_read import NotEasyRead

from .models import Format, FormatWish
from .queries import ENGLISH

Kind = Format.Kind
DOCUMENT = {b"%PDF-": "application/pdf"}
SOUND = {
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
    b"fLaC": "audio/flac",
}
MOST = {Kind.RECORDING: 60_000_000}
MOST_OF_DOCUMENT = 20_000_000
ROWS = (
    "A row begins with the word of a picture in square brackets: [letter] We will write to you. "
    "Each line is one sentence. A line with # before it is a heading."
)
WRITTEN = "An empty line between paragraphs, # before a heading, * before each item of a list."
LANGUAGE_CHOICES = [(code, f"{one.name} – {one.own_name}") for code, one in LANGUAGES.items() if code != ENGLISH]
NOT_THERE = {"required": "Choose the language", "invalid_choice": "Choose a language of the list"}


class Uploaded(forms.FileField):
    """A file of one of some kinds, known by how it begins and not by its name."""

    def __init__(self, label: str, kinds: dict[bytes, str], most: int, **given):
        self.kinds, self.most = kinds, most
        errors = {
            "required": "Choose the file",
            "empty": "This file is empty. Choose another",
            "max_length": "The name of the file is too long",
        }
        super().__init__(label=label, max_length=200, error_messages=errors, **given)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > self.most:
            raise ValidationError(f"This file is larger than {self.most // 1_000_000} MB. Choose a smaller one")
        begins = file.read(16)
        file.seek(0)
        file.is_of = next((kind for begin, kind in self.kinds.items() if begins.startswith(begin)), "")
        if not file.is_of and begins[:4] == b"RIFF" and "audio/mpeg" in self.kinds.values():
            file.is_of = "audio/wav"
        if not file.is_of and begins[4:8] == b"ftyp" and "audio/mpeg" in self.kinds.values():
            file.is_of = "audio/mp4"
        if not file.is_of:
            wanted = "a PDF" if self.kinds is DOCUMENT else "a sound: Opus, MP3, M4A, WAV or FLAC"
            raise ValidationError(f"“{file.name}” is not {wanted}. Choose another file")
        return file


class Giving(forms.Form):
    """A format as people made it: its words or its file, and who made it."""

    def __init__(self, *args, kind: str, title: str = "", publisher: str = "", **given):
        super().__init__(*args, **given)
        self.kind, self.title, self.publisher = kind, title, publisher
        for name, field in self._fields():
            self.fields[name] = field

    def _fields(self):
        if self.kind in (Kind.TRANSLATION, Kind.RECORDING):
            choices = LANGUAGE_CHOICES if self.kind == Kind.TRANSLATION else [(ENGLISH, "English"), *LANGUAGE_CHOICES]
            yield "language", forms.ChoiceField(label="Which language?", choices=choices, error_messages=NOT_THERE)
        if self.kind == Kind.BSL:
            yield (
                "link",
                forms.URLField(
                    label="Where is the recording?",
                    assume_scheme="https",
                    max_length=300,
                    help_text="Its whole address, as https://…",
                    error_messages={
                        "required": "Write its address",
                        "invalid": "Write its whole address, with https://",
                    },
                ),
            )
            yield "words", prose("What is signed, in words", missing="Write what is signed", rows=12, most=100_000)
        if self.kind == Kind.EASY_READ:
            yield "words", prose("Its rows", rows=20, most=60_000, help_text=ROWS)
        if self.kind == Kind.TRANSLATION:
            yield "words", prose("Its words", rows=20, most=400_000, help_text=WRITTEN)
        if self.kind in (Kind.EASY_READ, Kind.TRANSLATION):
            hint = "Only where it is laid out already. At most 20 MB."
            yield "file", Uploaded("Or a PDF", DOCUMENT, MOST_OF_DOCUMENT, required=False, help_text=hint)
        if self.kind == Kind.RECORDING:
            hint = "Opus, MP3, M4A, WAV or FLAC. At most 60 MB."
            yield "file", Uploaded("The recording", SOUND, MOST[Kind.RECORDING], help_text=hint)
        yield (
            "made_by",
            line("Who made it?", missing="Say who made it", most=200, help_text="Readers see this. No names."),
        )
        yield (
            "about",
            prose("What should a reader know of it?", rows=3, help_text="For example, that it is a short version."),
        )
        yield "because", reason("Why is it made now?")

    def clean_words(self) -> str:
        return cleaned(self.cleaned_data["words"])

    def clean_link(self) -> str:
        if not self.cleaned_data["link"].startswith("https://"):
            raise ValidationError("The address must begin with https://")
        return self.cleaned_data["link"]

    def clean(self):
        given = self.cleaned_data
        if "file" in self.fields and "words" in self.fields and not self.errors:
            if not given.get("words") and not given.get("file"):
                self.add_error("words", "Write its words, or choose its file")
            elif given.get("words") and given.get("file"):
                self.add_error("file", "Give its words or its file, not both: only one of them can be right")
        if self.kind == Kind.EASY_READ and given.get("words") and not self.errors:
            self._try_rows(given["words"])
        return given

    def _try_rows(self, words: str) -> None:
        """Easy Read is tried on paper at once: its faults are told while its writer is there."""
        try:
            document = easy_read(words, title=self.title, publisher=self.publisher, own=settings.PICTURES)
            easy_read_pdf(document, points=settings.EASY_READ_POINTS)
        except NotEasyRead as reason:
            for fault in reason.faults:
                self.add_error("words", fault)
        except CannotBeWritten as reason:
            self.add_error("words", str(reason))

    def given(self) -> dict[str, object]:
        """What is kept: the file as its bytes, name and kind."""
        given = dict(self.cleaned_data)
        file = given.pop("file", None)
        if file:
            given |= {"content": file.read(), "name": file.name, "media_type": file.is_of}
        return {"language": ENGLISH, "kind": self.kind, **given}


class Checking(forms.Form):
    """That a reader group read a format and found it good."""

    reader_group = line(
        "Which reader group checked it?", missing="Say which group", most=200, help_text="Readers see this. No names."
    )
    on = day("On which day?", missing="Write the day")
    because = reason("What did they say?")


class Agreeing(forms.Form):
    """Why a format is agreed."""

    because = reason("Is there anything to say about it?")


class Withdrawing(forms.Form):
    """Why a format is taken away from readers."""

    because = reason("Why?", missing="Write why")


class Answering(forms.Form):
    """What came of a wish."""

    answer = prose(
        "What came of it?",
        missing="Say what came of it",
        rows=3,
        help_text="Name nobody. How to reach whoever asked is erased when you save.",
    )


class Asking(forms.Form):
    """What someone needs a charter in."""

    kind = forms.ChoiceField(
        label="How do you want to have it?",
        choices=FormatWish.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you want to have it", "invalid_choice": "Choose one of these"},
    )
    language = forms.ChoiceField(
        label="In which language?",
        choices=[(ENGLISH, "English"), *LANGUAGE_CHOICES],
        initial=ENGLISH,
        error_messages=NOT_THERE,
    )
    words = line(
        "Is there anything we should know?", most=200, help_text="A language that is not in the list, for example."
    )
    contact = line(
        "How can we reach you?",
        most=300,
        help_text="You may leave this empty. Then look at this page again to see when it is there. "
        "We erase it as soon as we have answered you.",
    )

    def clean(self):
        given = self.cleaned_data
        if given.get("kind") == "translation" and given.get("language") == ENGLISH and not given.get("words"):
            self.add_error("language", "Choose the language you need, or write it below")
        sent = given.get("kind") in ("large-print", "braille", "other")
        if sent and "contact" not in self.errors and not given.get("contact"):
            self.add_error("contact", "Tell us where to send it, or how to reach you")
        return given
