"""Where e-mail goes: by SMTP where that is set, and into files where it is not or where the story is told."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend


class PostOfficeAddress(NamedTuple):
    """How to reach a post office."""

    host: str
    port: int
    username: str
    password: str
    use_ssl: bool
    use_tls: bool


def post_office(url: str) -> PostOfficeAddress | None:
    """What LEAL_SMTP_URL says: smtps:// from the first byte encrypted, smtp:// once it is asked for.

    None when it is empty. A post office on this very machine may be left unencrypted.
    """
    if not url:
        return None
    try:
        found = urlsplit(url)
        port = found.port
    except ValueError:
        found, port = urlsplit(""), None
    if found.scheme not in {"smtp", "smtps"} or not found.hostname:
        raise ImproperlyConfigured(
            "LEAL_SMTP_URL cannot be read. Write it like smtps://name:password@mail.example.org:465, "
            "with %40 for an @ in the name."
        )
    ssl = found.scheme == "smtps"
    here = found.hostname in {"localhost", "127.0.0.1", "::1"}
    return PostOfficeAddress(
        host=found.hostname,
        port=port or (465 if ssl else 587),
        username=unquote(found.username or ""),
        password=unquote(found.password or ""),
        use_ssl=ssl,
        use_tls=not ssl and not here,
    )


class PostOffice(BaseEmailBackend):
    """Sends, or puts into LEAL_HOME/mail as .eml files what may not or cannot be sent.

    Opened, it sends all messages in one conversation until it is closed.
    """

    smtp = None

    def open(self) -> bool:
        from django.conf import settings

        from leal.foundations.accounts.queries import is_story
        from leal.foundations.notices import conversation

        if self.smtp is None and settings.POST_OFFICE is not None and not is_story():
            self.smtp = conversation.PostOffice(**settings.POST_OFFICE._asdict(), timeout=20)
            return bool(self.smtp.open())
        return False

    def close(self) -> None:
        if self.smtp is not None:
            self.smtp.close()
            self.smtp = None

    def send_messages(self, email_messages) -> int:
        from django.conf import settings

        opened = self.open()
        try:
            if self.smtp is not None:
                return self.smtp.send_messages(email_messages) or 0
            for message in email_messages:
                keep(message, Path(settings.LEAL_HOME) / "mail")
            return len(email_messages)
        finally:
            if opened:
                self.close()


def keep(message, folder: Path) -> Path:
    """Put a message into `folder`, whole or not at all, for nobody else to read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"
    beside = folder / f".{name}"
    beside.touch(mode=0o600)
    beside.write_bytes(message.message().as_bytes())
    return beside.rename(folder / name)
