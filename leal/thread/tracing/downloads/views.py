"""An edition as a file."""

from django.http import Http404, HttpResponse

from leal.foundations.access.guards import open_to_all
from leal.foundations.formats import CannotBeWritten

from .. import queries
from ..parts import editions as edition_parts
from .document import document
from .files import FORMS, written


@open_to_all
def edition_file(request, slug, code, name):
    """One edition in one form, to take away."""
    every = queries.editions(slug=slug)
    one = next((edition for edition in every if edition.code == code), None)
    if one is None:
        raise Http404
    shown = edition_parts.text(one, every, in_force=one == every[0], **queries.edition_text(edition=one))
    try:
        content = written(document(shown), name, one.published_on)
    except CannotBeWritten:
        raise Http404 from None
    return HttpResponse(
        content,
        headers={
            "Content-Type": FORMS[name].media_type,
            "Content-Disposition": f'attachment; filename="{slug}-{code}-{name}"',
        },
    )
