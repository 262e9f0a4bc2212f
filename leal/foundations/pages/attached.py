"""Files that pages hand over."""

from django.http import HttpResponse


def attached(content: bytes | str, name: str, kind: str) -> HttpResponse:
    """A file to be kept under a name, not shown.

    kind  its media type
    """
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
