"""The words are part of the build, and so is the size of things."""

import ast
import re

import pytest

from .house import PACKAGE, ROOT, operations, our_models, sources, templates
from .permissions_page import PAGE, who_can_do_what

WORDS = (ROOT / "docs" / "words.md").read_text()
RUN_IT = (ROOT / "docs" / "recipes" / "run-it.md").read_text()
THREAD_WORDS = sorted({m.__name__ for m in our_models()} | {node.name for _, node in operations()})


@pytest.mark.parametrize("name", THREAD_WORDS)
def test_every_model_and_operation_is_in_the_word_list(name):
    assert f"`{name}`" in WORDS, "add it to docs/words.md, or use the word that is there"


def test_the_page_of_permissions_says_what_the_code_allows():
    assert PAGE.read_text() == who_can_do_what()


def said_lines(node: ast.AST) -> set[int]:
    """The lines of the docstrings inside a piece of code."""
    said = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant) and isinstance(inner.value.value, str):
            said |= set(range(inner.lineno, inner.end_lineno + 1))
    return said


def lines_of_code(node: ast.AST, lines: list[str], first: int, last: int) -> int:
    """Lines that are neither blank, nor comment, nor docstring."""
    said = said_lines(node)
    code = (n for n in range(first, last + 1) if n not in said)
    return sum(bool(lines[n - 1].strip()) and not lines[n - 1].strip().startswith("#") for n in code)


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_or_function_is_too_large_to_live_in(path):
    source = path.read_text()
    tree, lines = ast.parse(source), source.splitlines()
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    sizes = {f.name: lines_of_code(f, lines, f.lineno, f.end_lineno) for f in functions}
    assert {name: size for name, size in sizes.items() if size > 50} == {}
    if "tests" not in path.parts:
        assert lines_of_code(tree, lines, 1, len(lines)) <= 300


@pytest.mark.parametrize("path", templates(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_template_is_longer_than_a_hundred_lines(path):
    assert len(path.read_text().splitlines()) <= 100


READS = re.compile(r"""(?:env_\w+\(|environ(?:\.get)?[\[(])\s*["'](LEAL_\w+)["']""")


def test_every_setting_read_from_outside_is_explained():
    read = {name for path in sources() for name in READS.findall(path.read_text())}
    assert {name for name in read if f"`{name}`" not in RUN_IT} == set()


PUBLIC = [p for p in sources() if p.name in {"queries.py", "operations.py"} or "calculations" in p.parts]
PUBLIC = [p for p in PUBLIC if "tests" not in p.parts]


@pytest.mark.parametrize("path", PUBLIC, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_calculations_queries_and_operations_are_typed(path):
    functions = [n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)]
    public = [f for f in functions if not f.name.startswith("_")]
    assert [f.name for f in public if f.returns is None] == []


def test_migrations_have_names_in_words():
    names = [p.name for p in sorted(PACKAGE.rglob("migrations/0*.py"))]
    assert [n for n in names if "_auto_" in n or not re.fullmatch(r"\d{4}_[a-z_]+\.py", n)] == []


ADDRESSES = re.compile(r"https?://")
PINS = ["requirements/run.txt", "requirements/test.txt", "package-lock.json", "pyproject.toml", "Makefile", ".npmrc"]


@pytest.mark.parametrize("name", PINS)
def test_no_lock_or_configuration_names_a_package_host(name):
    path = ROOT / name
    assert not path.exists() or not ADDRESSES.search(path.read_text())
