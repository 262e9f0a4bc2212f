"""Links between slices point back along the thread and are hidden; contracts hold without exceptions."""

import shutil
import subprocess
import sys

import pytest

from .house import CONTRACTS, ROOT, our_models, thread


def links_between_slices():
    order = thread()
    for model in our_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and model._meta.app_label in order:
                to = field.related_model._meta.app_label
                if to in order and to != model._meta.app_label:
                    yield pytest.param(field, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize("link", list(links_between_slices()))
def test_a_link_between_slices_points_back_along_the_thread_and_only_that_way(link):
    later, earlier = link.model._meta.app_label, link.related_model._meta.app_label
    assert thread().index(earlier) < thread().index(later)
    assert link.remote_field.hidden, 'give it related_name="+"'


def test_no_contract_has_a_list_of_exceptions():
    assert [c["name"] for c in CONTRACTS if c.get("ignore_imports")] == []


BREAKS = {
    "a calculation that knows Django": ("leal/calculations/proportions.py", "import django"),
    "a foundation that knows a slice": ("leal/foundations/access/guards.py", "import leal.thread.charters.models"),
    "an earlier stage that knows a later": ("leal/thread/statements/queries.py", "import leal.thread.learning.models"),
    "a foundation that knows a later one": ("leal/foundations/people/names.py", "import leal.foundations.operation"),
    "a query that knows an operation": ("leal/thread/charters/queries.py", "import leal.thread.charters.operations"),
    "a slice that nobody placed": ("leal/thread/gossip/__init__.py", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize(("file", "line"), BREAKS.values(), ids=BREAKS)
def test_the_contracts_notice(file, line, tmp_path):
    house = tmp_path / "house"
    shutil.copytree(ROOT / "leal", house / "leal", ignore=shutil.ignore_patterns("__pycache__", "static", "vendor"))
    shutil.copy(ROOT / "pyproject.toml", house)
    broken = house / file
    broken.parent.mkdir(exist_ok=True)
    broken.write_text((broken.read_text() if broken.exists() else "") + f"\n{line}\n")
    command = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as l; l()"
    said = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=house, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "BROKEN" in said.stdout or "gossip" in said.stdout
