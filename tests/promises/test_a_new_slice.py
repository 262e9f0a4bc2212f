"""A slice is added by following docs/recipes/add-a-slice.md, and the house holds it to its promises."""

import os
import shutil
import subprocess
import sys

import pytest

from .house import ROOT

MODELS = '''
from django.db import models


class Rumour(models.Model):
    """Something that is said, and nobody knows by whom."""

    words = models.CharField(max_length=120)
'''
OPERATIONS = '''
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.models import Person

from .models import Rumour


@operation(needs=Permission.STATEMENT_WRITE)
def hear(*, words: str, by: Person) -> Rumour:
    """Hear a rumour."""
    rumour = Rumour.objects.create(words=words)
    record("rumour.heard", of=rumour, by=by)
    return rumour
'''
APPS = """
from django.apps import AppConfig


class Config(AppConfig):
    name = "leal.thread.rumours"
    label = "rumours"
"""


@pytest.fixture
def house(tmp_path):
    """A copy of the house with the slice `rumours`, a stage before all others, added as the recipe says."""
    house = tmp_path / "house"
    shutil.copytree(ROOT / "leal", house / "leal", ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    for file in ("pyproject.toml", "manage.py"):
        shutil.copy(ROOT / file, house)
    room = house / "leal" / "thread" / "rumours"
    for folder in ("migrations", "tests"):
        (room / folder).mkdir(parents=True)
        (room / folder / "__init__.py").touch()
    (room / "__init__.py").write_text('"""Rumours. They answer to nothing before them; nothing asks them."""\n')
    for name, words in (("models", MODELS), ("operations", OPERATIONS), ("apps", APPS)):
        (room / f"{name}.py").write_text(words)
    contracts, settings = house / "pyproject.toml", house / "leal" / "config" / "settings.py"
    edit(contracts, '  "panels",\n]', '  "panels",\n  "rumours",\n]')
    edit(contracts, '  "leal.thread.panels",\n', '  "leal.thread.rumours",\n  "leal.thread.panels",\n')
    edit(settings, '    "leal.thread.panels",\n', '    "leal.thread.rumours",\n    "leal.thread.panels",\n')
    return house


def edit(path, before, after):
    text = path.read_text()
    assert before in text, f"the recipe speaks of {before} in {path.name}"
    path.write_text(text.replace(before, after))


def run(house, *command):
    environment = os.environ | {"LEAL_HOME": str(house / ".leal"), "PYTHONPATH": str(house)}
    return subprocess.run([sys.executable, *command], cwd=house, env=environment, capture_output=True, text=True)


def contracts(house):
    lint = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as l; l()"
    return run(house, "-c", lint, "--no-cache")


@pytest.mark.slow
def test_a_slice_added_by_the_recipe_keeps_every_contract_and_gets_its_migration(house):
    made = run(house, "-W", "ignore", "manage.py", "makemigrations", "rumours", "-n", "what_is_said")

    assert made.returncode == 0, made.stderr
    assert (house / "leal/thread/rumours/migrations/0001_what_is_said.py").exists()
    assert contracts(house).returncode == 0


@pytest.mark.slow
def test_history_comes_to_a_new_slice_by_itself(house):
    ask = (
        "import django; django.setup(); from leal.foundations.audit.history import models_with_history;"
        "print([m.__name__ for m in models_with_history() if m._meta.app_label == 'rumours'])"
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")

    assert run(house, "-W", "ignore", "-c", ask).stdout.strip() == "['Rumour']"


@pytest.mark.slow
def test_an_earlier_slice_that_looks_at_a_later_one_breaks_the_thread(house):
    (house / "leal/thread/rumours/queries.py").write_text("from leal.thread.statements.models import Statement\n")

    said = contracts(house)

    assert said.returncode == 1
    assert "leal.thread.rumours is not allowed to import leal.thread.statements" in said.stdout
