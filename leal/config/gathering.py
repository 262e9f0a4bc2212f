"""Page assets gathered in one folder, named by their content and compressed, ready to be served."""

import io
import json
from pathlib import Path

import click


def gather_assets() -> None:
    """Gather what changed since the last time; nothing when nothing did."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    sources = {name: Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])}
    if is_gathered(Path(settings.STATIC_ROOT) / "staticfiles.json", sources):
        return
    try:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, stderr=io.StringIO())
    except ValueError as missing:
        first = str(missing).splitlines()[0].split(" with <")[0]
        raise click.ClickException(f"The page assets are not all here: {first}. Fetch them with: make assets") from None


def is_gathered(manifest: Path, sources: dict[str, Path]) -> bool:
    if not manifest.exists():
        return False
    gathered, names = manifest.stat().st_mtime, json.loads(manifest.read_text())["paths"]
    return set(names) == set(sources) and all(path.stat().st_mtime < gathered for path in sources.values())
