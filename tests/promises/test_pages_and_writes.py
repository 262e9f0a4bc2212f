"""Every page says who may open it; pages write only through operations."""

import ast
import re

import pytest

from .house import PACKAGE, pages, sources, templates, thread

PAGES = list(pages())
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def test_there_are_pages_to_hold_to_these_promises():
    assert PAGES


@pytest.mark.parametrize(("address", "page"), [pytest.param(a, p, id=a or "home") for a, p in PAGES])
def test_every_mounted_page_says_who_may_open_it(address, page):
    assert getattr(page.callback, "needs", None), "decorate it with @needs(...) or @open_to_all"


def views():
    return [p for p in sources() if "tests" not in p.parts and (p.name == "views.py" or p.parent.name == "views")]


@pytest.mark.parametrize("path", views(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_page_neither_writes_nor_asks_the_database_by_itself(path):
    used = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
    assert not used & (WRITES | {"objects"})


LINKS = re.compile(r"""{%\s*url\s+["'](\w+):""")


@pytest.mark.parametrize("path", templates(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_slice_links_only_to_itself_and_earlier_stages(path):
    order = thread()
    slice_ = path.relative_to(PACKAGE).parts[1]
    if slice_ not in order or slice_ in {"desk", "tracing"}:
        linked_later = set()
    else:
        linked_later = {to for to in LINKS.findall(path.read_text()) if to in order[order.index(slice_) + 1 :]}
    assert linked_later == set()
