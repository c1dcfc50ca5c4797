"""Fixtures of the pages: an app run on a data folder, and a copy of the world that may be written to."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from db.publish import publish
from db.store import Store
from tests import world

MAIN = Path(__file__).resolve().parents[2] / "pages" / "main.py"
PAGES = ("briefing", "developments", "pricing", "runtime", "actions", "digest", "sources", "data")
HOSTILE = (
    "</script><img src=x onerror=window.pwned=1> ![x](http://evil.example/i.png) [c](javascript:alert(1)) "
    ":red[x] $x^2$ :smile: www.evil.example https://evil.example/a <b>bold</b> :material/home: [[x]] \u202eabc"
)


@pytest.fixture(autouse=True)
def quiet_streamlit():
    """Streamlit warns that no browser is there; a test has none."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)


@pytest.fixture
def app(monkeypatch):
    """`app(data, page, **address)` runs one page on a data folder and returns the AppTest."""

    def run(data: Path, page: str = "briefing", /, **address: str | list[str]) -> AppTest:
        monkeypatch.setenv("SEXTANT_DATA", str(data))
        at = AppTest.from_file(MAIN, default_timeout=30)
        for name, value in address.items():
            at.query_params[name] = value
        if page != "briefing":
            at.switch_page(f"{page}.py")
        return at.run()

    st.cache_data.clear()
    st.cache_resource.clear()
    return run


@pytest.fixture
def own_world(world_data, tmp_path) -> Path:
    """The world in a folder of this test alone: it may edit the desk."""
    return Path(shutil.copytree(world_data, tmp_path / "data", symlinks=True))


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory) -> Path:
    """The world with every foreign text replaced by one that tries to do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    return poisoned(folder)


FOREIGN = {
    "development": ("title", "body", "quote"),
    "source": ("title", "licence"),
    "fetch": ("sentence",),
    "action_item": ("title", "text", "owner"),
    "runtime_move": ("quote",),
    "price_point": ("quote",),
    "ai_model": ("name",),
    "tag": ("why",),
}


def poisoned(folder: Path) -> Path:
    """Publishes the world with harmful titles, bodies, quotes, names, errors, action texts and links."""
    store = Store.open(folder)
    insert, replace = store.insert, store.replace
    store.insert = lambda table, rows: insert(table, harmful(table, rows))
    store.replace = lambda table, rows: replace(table, harmful(table, rows))
    world.fill(store)
    store.replace = replace
    publish(store, world.NOW)
    store.close()
    return folder


def harmful(table: str, rows: list[dict]) -> list[dict]:
    """The rows with every foreign text made to bite."""
    made = []
    for at, row in enumerate(rows):
        row = dict(row)
        for column in FOREIGN.get(table, ()):
            if row.get(column) is not None:
                row[column] = f"{HOSTILE} {at}"
        if table == "development" and at % 2:
            row["url"] = "javascript:window.pwned=1"
        made.append(row)
    return made
