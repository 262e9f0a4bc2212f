"""The key that signs sessions and links: given, or made once and kept in LEAL_HOME."""

import secrets
from pathlib import Path


def kept_secret(folder: Path) -> str:
    """The secret in `folder`/secret-key, made on first use and readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = folder / f".secret-key-{secrets.token_hex(4)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        if path.exists():
            made.unlink()
        else:
            made.rename(path)
    return path.read_text()
