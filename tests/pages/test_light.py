"""What the pages may not do: load torch, import upwards, or ask for more rows than a screen can use."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from db.reader import ROW_CAP, Reader
from tests.pages.conftest import MAIN, PAGES

SCRIPT = """
import logging, sys
logging.disable(logging.CRITICAL)
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("pages/main.py", default_timeout=60).run()
for page in sys.argv[1:]:
    at.switch_page(f"{page}.py").run()
    assert not at.exception, page
print([name for name in ("torch", "sentence_transformers", "ingest") if name in sys.modules])
"""


def test_no_page_loads_torch_or_the_collector(world_data):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *PAGES[1:]], cwd=MAIN.parents[1], capture_output=True, text=True, timeout=120,
        env=os.environ | {"SEXTANT_DATA": str(world_data)},
    )
    assert done.stdout.strip() == "[]", done.stderr[-500:]


@pytest.mark.parametrize("page", PAGES)
def test_no_question_asks_for_more_than_the_cap(app, world_data, page, monkeypatch):
    limits = []
    real = Reader.view

    def view(self, name, **asked):
        limits.append(asked.get("limit", 500))
        return real(self, name, **asked)

    monkeypatch.setattr(Reader, "view", view)
    app(world_data, page)
    assert limits and max(limits) <= ROW_CAP


@pytest.mark.parametrize("path", sorted(MAIN.parent.rglob("*.py")), ids=lambda path: path.stem)
def test_a_page_asks_and_draws(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert not called & {"groupby", "merge", "pivot_table", "execute", "sql"}
    assert "unsafe_allow_html" not in text
    if path.parent == MAIN.parent:
        assert len(text.splitlines()) <= 130
