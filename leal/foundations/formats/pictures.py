"""What is in a picture's file."""

from .document import Picture
from .refusals import MissingPicture, UnreadablePicture

BEGINS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


def kind_and_content(picture: Picture) -> tuple[str, bytes]:
    """“png”, “jpeg” or “svg”, and the bytes.

    Raises MissingPicture when there is no such file, UnreadablePicture when it is something else.
    """
    try:
        content = picture.file.read_bytes()
    except OSError:
        raise MissingPicture(picture.file) from None
    for begin, kind in BEGINS.items():
        if content.startswith(begin):
            return kind, content
    if b"<svg" in content[:1000]:
        return "svg", content
    raise UnreadablePicture(picture.file)


def namespaced(svg: str) -> str:
    """A drawing of ours as it can stand by itself: alone, or in a book, it must say what it is."""
    return svg if "xmlns=" in svg else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
