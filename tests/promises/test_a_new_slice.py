"""A slice is added by following docs/recipes/add-a-slice.md, and the house holds it to its promises."""

import os
import shutil
import subprocess
import sys

import pytest

from .house import ROOT

MODELS = '''
from django.db import models


class Panel(models.Model):
    """The standing body of people with experience of the system."""

    name = models.CharField(max_length=120)
'''
OPERATIONS = '''
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.models import Person

from .models import Panel


@operation(needs=Permission.STATEMENT_WRITE)
def form(*, name: str, by: Person) -> Panel:
    """Form a panel."""
    panel = Panel.objects.create(name=name)
    record("panel.formed", of=panel, by=by)
    return panel
'''
APPS = """
from django.apps import AppConfig


class Config(AppConfig):
    name = "leal.thread.panels"
    label = "panels"
"""


@pytest.fixture
def house(tmp_path):
    """A copy of the house with the slice `panels` added as the recipe says."""
    house = tmp_path / "house"
    shutil.copytree(ROOT / "leal", house / "leal", ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    for file in ("pyproject.toml", "manage.py"):
        shutil.copy(ROOT / file, house)
    room = house / "leal" / "thread" / "panels"
    for folder in ("migrations", "tests"):
        (room / folder).mkdir(parents=True)
        (room / folder / "__init__.py").touch()
    (room / "__init__.py").write_text('"""Panels. They answer to nothing before them; surveys ask them."""\n')
    for name, words in (("models", MODELS), ("operations", OPERATIONS), ("apps", APPS)):
        (room / f"{name}.py").write_text(words)
    edit(house / "pyproject.toml", '"(panels)"', '"panels"')
    edit(
        house / "pyproject.toml",
        '  "leal.thread.statements",\n',
        '  "leal.thread.panels",\n  "leal.thread.statements",\n',
    )
    settings = house / "leal" / "config" / "settings.py"
    edit(settings, '    "leal.thread.statements",\n', '    "leal.thread.panels",\n    "leal.thread.statements",\n')
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
    made = run(house, "-W", "ignore", "manage.py", "makemigrations", "panels", "-n", "panels_of_people")

    assert made.returncode == 0, made.stderr
    assert (house / "leal/thread/panels/migrations/0001_panels_of_people.py").exists()
    assert contracts(house).returncode == 0


@pytest.mark.slow
def test_history_comes_to_a_new_slice_by_itself(house):
    ask = (
        "import django; django.setup(); from leal.foundations.audit.history import models_with_history;"
        "print([m.__name__ for m in models_with_history() if m._meta.app_label == 'panels'])"
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")

    assert run(house, "-W", "ignore", "-c", ask).stdout.strip() == "['Panel']"


@pytest.mark.slow
def test_an_earlier_slice_that_looks_at_a_later_one_breaks_the_thread(house):
    (house / "leal/thread/panels/queries.py").write_text("from leal.thread.statements.models import Statement\n")

    said = contracts(house)

    assert said.returncode == 1
    assert "leal.thread.panels is not allowed to import leal.thread.statements" in said.stdout
