"""Pages and files of an edition in other forms, and the page that says which there are."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from leal.foundations.access.guards import may, open_to_all
from leal.foundations.access.permissions import Permission
from leal.foundations.formats import LANGUAGES, CannotBeWritten, Chapter, Document, chapters, easy_read_pdf
from leal.foundations.formats.hypertext import written as as_hypertext
from leal.foundations.pages.parts import Download
from leal.thread.charters import queries as charters
from leal.thread.charters.models import Format

from .. import queries
from ..downloads.document import document as document_of_edition
from ..downloads.files import FORMS, written
from ..parts import editions as edition_parts
from ..remembering import remembered
from . import parity
from .documents import document_of, named, wording_of
from .listening import recording

FOLDER = settings.LEAL_HOME / "read-aloud"


@open_to_all
@remembered
def formats(request, slug):
    """In which forms and languages the charter in force is there, what is out of date, and what is waited for."""
    edition = queries.edition_of(slug=slug)
    if edition is None:
        raise Http404
    request.leal_charter = edition.charter
    found = charters.makings(edition=edition)
    shown = {
        "edition": edition,
        "slug": slug,
        "offers": parity.offers(found),
        "missing": parity.missing(found),
        "table": parity.table(edition, found),
        "makes": may(request.user, Permission.FORMAT_MAKE, within=edition.charter.scope),
        "waiting": parity.waiting(charters.wishes(charter=edition.charter), on=localdate()),
    }
    return render(request, "tracing/formats.html", shown)


@open_to_all
def way_to(request, slug, form):
    """The newest of a form that there is; where there is none, the page that says so."""
    edition = queries.edition_of(slug=slug)
    if edition is None:
        raise Http404
    here = [slug, edition.code]
    if form == "large-print":
        return HttpResponseRedirect(reverse("tracing:edition", args=here) + "#take-away")
    if form == "listen":
        return HttpResponseRedirect(reverse("tracing:listening", args=here))
    found = [one.format for one in charters.makings(edition=edition) if one.format.kind == form]
    every = reverse("tracing:formats", args=[slug])
    return HttpResponseRedirect(parity.address_of(found[0]) if found else f"{every}#{form}")


def row_of(request, slug: str, code: str, wording: str) -> tuple[Format, charters.Making]:
    """The newest format that stands of an edition under that name, and how it is for the edition in force."""
    kind, language = named(wording)
    every = queries.editions(slug=slug)
    edition = next((one for one in every if one.code == code), None)
    if edition is None:
        raise Http404
    request.leal_charter = edition.charter
    found = [one for one in charters.makings(edition=edition) if one.format.edition_id == edition.pk]
    row = next((one.format for one in found if (one.format.kind, one.format.language) == (kind, language)), None)
    if row is None:
        raise Http404
    return row, charters.making_of(row=row, edition=every[0])


@open_to_all
def wording(request, slug, code, wording):
    """An edition in one form or language, to read, hear or watch."""
    row, making = row_of(request, slug, code, wording)
    try:
        document, refused = document_of(row), []
    except CannotBeWritten as reason:
        document, refused = None, [str(reason)]
    files, faults = _files(row, document)
    language = LANGUAGES[row.language]
    shown = {
        "row": row,
        "making": making,
        "slug": slug,
        "language": language,
        "name": f"{language.name}, {language.own_name}" if row.kind == "translation" else row.get_kind_display(),
        "blocks": [mark_safe(as_hypertext(block)) for block in document.blocks] if document else [],
        "files": files,
        "refused": refused + faults,
        "at": [slug, code, wording],
    }
    return render(request, "tracing/wording.html", shown)


def _files(row: Format, document: Document | None) -> tuple[list[Download], list[str]]:
    """The files of a format: the one that was given, or those that are made of its words."""
    at = [row.edition.charter.slug, row.edition.code, wording_of(row.kind, row.language)]
    if document is None:
        given = reverse("tracing:wording-given", args=at)
        return ([Download("The file", given, row.media_type, row.size)] if row.is_file else []), []
    found, refused = [], []
    for name, form in FORMS.items():
        try:
            size = len(_content(row, document, name))
        except CannotBeWritten as reason:
            refused.append(f"{form.text}: not yet. {reason}")
        else:
            found.append(Download(form.text, reverse("tracing:wording-file", args=[*at, name]), form.format, size))
    return found, refused


def _content(row: Format, document: Document, name: str) -> bytes:
    if row.kind == Format.Kind.EASY_READ and name == "charter.pdf":
        return easy_read_pdf(document, points=settings.EASY_READ_POINTS)
    return written(document, name, row.made_on)


def _document(row: Format) -> Document:
    """The words of a format, as a document that is there and can be written."""
    try:
        found = document_of(row)
    except CannotBeWritten:
        found = None
    if found is None:
        raise Http404
    return found


@open_to_all
def wording_file(request, slug, code, wording, name):
    """A format as a file made of its words."""
    row, _making = row_of(request, slug, code, wording)
    try:
        content = _content(row, _document(row), name)
    except CannotBeWritten:
        raise Http404 from None
    return _sent(content, FORMS[name].media_type, f"{slug}-{code}-{wording}-{name}")


@open_to_all
def wording_given(request, slug, code, wording):
    """A format as the file that people gave."""
    row, _making = row_of(request, slug, code, wording)
    if not row.is_file:
        raise Http404
    ending = row.name.rpartition(".")[2][:5] if row.name.rpartition(".")[2].isalnum() else "file"
    heard = row.media_type.startswith("audio/")
    return _sent(bytes(row.content), row.media_type, f"{slug}-{code}-{wording}.{ending}", beside=heard)


def _sent(content: bytes, media_type: str, name: str, *, beside: bool = False) -> HttpResponse:
    how = "inline" if beside else "attachment"
    headers = {"Content-Type": media_type, "Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(content, headers=headers | {"X-Content-Type-Options": "nosniff"})


def read_aloud(request, slug: str, code: str, wording: str) -> tuple[Document, str, Format | None]:
    """What is read aloud: the document, the title of its page, and a person’s recording where there is one."""
    every = queries.editions(slug=slug)
    edition = next((one for one in every if one.code == code), None)
    if edition is None:
        raise Http404
    request.leal_charter = edition.charter
    language = named(wording)[1] if wording else "en-GB"
    by_people = charters.formats(charter=edition.charter).filter(edition=edition, kind="recording", language=language)
    human = by_people.exclude(states__state="withdrawn").last()
    if wording:
        row, _making = row_of(request, slug, code, wording)
        return _document(row), f"{row}", human if row.kind == "translation" else None
    shown = edition_parts.text(edition, every, in_force=edition == every[0], **queries.edition_text(edition=edition))
    return document_of_edition(shown), edition.title, human


@open_to_all
def listening(request, slug, code, wording=""):
    """Listen to an edition: a person’s recording where there is one, else a machine, chapter by chapter."""
    document, title, human = read_aloud(request, slug, code, wording)
    at = [slug, code, *filter(None, [wording])]
    shown = {
        "title": title,
        "slug": slug,
        "language": document.language,
        "human": human and {"row": human, "href": reverse("tracing:wording-given", args=[slug, code, _heard(human)])},
        "chapters": [
            (chapter.name, reverse("tracing:wording-chapter" if wording else "tracing:chapter", args=[*at, number]))
            for number, chapter in enumerate(chapters(document), start=1)
        ],
    }
    return render(request, "tracing/listening.html", shown)


def _heard(row: Format) -> str:
    return wording_of(row.kind, row.language)


@open_to_all
def chapter(request, slug, code, number, wording=""):
    """One chapter read aloud by a machine; where it cannot be, a sentence."""
    document, _title, _human = read_aloud(request, slug, code, wording)
    found = chapters(document)
    if not 1 <= number <= len(found):
        raise Http404
    one: Chapter = found[number - 1]
    try:
        made = recording(one, language=document.language, folder=FOLDER)
    except CannotBeWritten as reason:
        return HttpResponse(str(reason), status=503, content_type="text/plain; charset=utf-8")
    name = f"{slug}-{code}-{wording or 'words'}-{number}.{made.ending}"
    return _sent(made.content, made.media_type, name, beside=True)
