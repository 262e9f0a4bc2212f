"""What the page of those who wait shows of each: who, since when, in what form, and why it did not leave."""

from django.urls import reverse
from django.utils.timezone import localtime

from leal.foundations.editing.parts import Item
from leal.foundations.pages.parts import Link, Row

from .carriers import FORMS, MADE_OF
from .models import Notice

LANGUAGES = {
    "en": "English",
    "gd": "Gaelic",
    "ar": "Arabic",
    "pl": "Polish",
    "ur": "Urdu",
    "fa": "Farsi",
    "zh": "Chinese",
}


def item(notice: Notice) -> Item:
    """One who waits, in the list."""
    return Item(
        Link(notice.name, reverse("notices:one", args=[notice.pk])),
        note=f"{notice.subject}. {notice.missed_because.rstrip('.')}.",
        mark=f"Since {localtime(notice.missed_at):%-d %B %Y}",
        touched=f"Asked for: {form_of(notice)}",
        aside=f"about {notice.subject}, no. {notice.pk}",
    )


def form_of(notice: Notice) -> str:
    """The way and form a person asked for: "letter, in large print"."""
    said = notice.get_channel_display()
    if notice.format != "plain":
        said += f", in {FORMS.get(notice.format, notice.format)}"
    language = notice.language.split("-")[0]
    return said if language == "en" else f"{said}, in {LANGUAGES.get(language, notice.language)}"


def mend(notice: Notice) -> Link | None:
    """The way to where the words it lacks can be written; None where nobody can write them here."""
    lacks = notice.format == "easy-read" and notice.format not in MADE_OF.get(notice.written_as, {notice.written_as})
    return Link(f"Write the words in {FORMS[notice.format]}", notice.mend_at) if lacks and notice.mend_at else None


def rows(notice: Notice) -> tuple[Row, ...]:
    """One who waits, in full."""
    return (
        Row("Who waits", notice.name),
        Row("How they asked to be told", form_of(notice)),
        Row("Where they are reached", ", ".join(notice.address.splitlines())),
        Row("Written", f"{localtime(notice.written_at):%-d %B %Y}"),
        Row("Waits for you since", f"{localtime(notice.missed_at):%-d %B %Y}"),
        Row("Why it did not leave", notice.missed_because),
    )
