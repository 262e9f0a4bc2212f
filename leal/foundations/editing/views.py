from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from leal.foundations.access.guards import needs
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.versions import versions_of
from leal.foundations.pages.parts import Link

from .history import told
from .kinds import kinds

A_PAGE = 20


@needs(Permission.WORDING_READ)
def history(request, kind, key):
    """Every wording of one thing, for whoever may edit it or reads the record."""
    found = kinds().get(kind)
    row = found.row(key) if found else None
    if row is None:
        raise Http404
    if not found.may_read(request.user, row):
        raise PermissionDenied(Permission.WORDING_READ)
    may_edit = found.may_edit(request.user, row)
    page = Paginator(told(found, row, versions_of(row), may_edit=may_edit), A_PAGE).get_page(request.GET.get("page"))
    way = (Link(f"{row}"[:60], found.rewrite(row)),) if may_edit else ()
    shown = {"kind": found.called, "name": f"{row}"[:80], "page": page, "crumbs": (*way, Link("Every wording", ""))}
    return render(request, "editing/history.html", shown)
