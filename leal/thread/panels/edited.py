"""What people may edit of panels, for its history and for putting wordings back."""

from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.access.permissions import Permission
from leal.foundations.editing.kinds import Kind

from .forms.comparing import MissingWords
from .models import Missing

KINDS = (
    Kind(
        *("missing", "Who is missing", Missing, "pk", Permission.PANEL_WRITE),
        form=lambda row: MissingWords(panel=row.panel, on=localdate()),
        rewrite=lambda row: reverse("panels:rewrite-missing", args=[row.panel.service, row.panel.code, row.pk]),
        within=lambda row: row.scope,
    ),
)
