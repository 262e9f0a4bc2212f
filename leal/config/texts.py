"""Where text messages go: by the carrier that settings name, and into files where the story is told."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import env_text

HOW = (
    "Set LEAL_TEXTS_URL to the carrier’s address, such as https://texts.example.org, LEAL_TEXTS_KEY to the key it "
    "gave you, and LEAL_TEXTS_TEMPLATE to the key of its template."
)


def text_service() -> dict[str, str] | None:
    """How to reach the carrier of texts, from LEAL_TEXTS_URL, _KEY and _TEMPLATE; None when none of them is set."""
    named = {
        "address": env_text("LEAL_TEXTS_URL"),
        "key": env_text("LEAL_TEXTS_KEY"),
        "template": env_text("LEAL_TEXTS_TEMPLATE"),
    }
    if not any(named.values()):
        return None
    here = urlsplit(named["address"]).hostname in {"localhost", "127.0.0.1", "::1"}
    if not named["address"].startswith("http://" if here else "https://") or len(named["key"]) < 73:
        raise ImproperlyConfigured(HOW)
    if not named["template"]:
        raise ImproperlyConfigured(HOW)
    return named


class IntoFiles:
    """Keeps texts as files in LEAL_HOME/texts: nobody of the story has a telephone."""

    def __init__(self, folder: Path):
        self.folder = folder

    def send(self, *, number: str, words: str, reference: str) -> None:
        from leal.foundations.formats import write_whole

        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.folder / f"{reference}.txt", f"{number}\n\n{words}\n".encode())

    def has(self, *, reference: str) -> bool:
        return (self.folder / f"{reference}.txt").exists()


def carrier():
    """Who carries texts: None where nobody is named."""
    from django.conf import settings

    from leal.foundations.accounts.queries import is_story
    from leal.foundations.notices.notify import Notify

    if is_story():
        return IntoFiles(Path(settings.LEAL_HOME) / "texts")
    return Notify(**settings.TEXT_SERVICE) if settings.TEXT_SERVICE else None
