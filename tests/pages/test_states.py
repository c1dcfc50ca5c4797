"""Every page in every state: full, empty, stale, never published, older than the page, asked for nonsense."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from db import status
from pages.parts import frame
from tests import world
from tests.pages.conftest import MAIN, PAGES


def words(at) -> str:
    """All text of a page in one string."""
    parts = [*at.title, *at.header, *at.markdown, *at.caption, *at.text, *at.warning, *at.info, *at.error]
    return "\n".join(str(part.value) for part in parts)


@pytest.mark.parametrize("page", PAGES)
def test_full_world_draws_without_exception(app, world_data, page):
    at = app(world_data, page)
    assert not at.exception
    assert at.title[0].value
    assert "newest development 24 Apr 2026" in at.caption[0].value
    assert "5 of 6 sources healthy" in at.caption[0].value
    assert "No data yet" not in words(at)


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_snapshot_a_page_says_how_to_get_one(app, tmp_path, page):
    at = app(tmp_path, page)
    assert not at.exception
    assert at.header[0].value == "No data yet"
    assert "make run" in words(at)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_snapshot_is_no_error(app, empty_data, page):
    at = app(empty_data, page)
    assert not at.exception
    if page not in ("sources", "data"):
        assert at.header[0].value == "No data yet"


@pytest.mark.parametrize("page", PAGES)
def test_stale_data_says_so_on_every_page(app, own_world, page):
    word = status.Status(pid=1, beat_at="")
    status.write(own_world, word)
    path = own_world / "status.json"
    row = json.loads(path.read_text())
    row["beat_at"] = "2026-04-24T12:00:00Z"
    path.write_text(json.dumps(row))
    at = app(own_world, page)
    assert any("silent since 24 Apr 2026, 12:00 UTC" in warning.value for warning in at.warning)


def test_a_running_collector_needs_no_banner(app, own_world):
    import os

    status.write(own_world, status.Status(pid=os.getpid(), beat_at=""))
    assert not app(own_world).warning


def test_first_pass_under_way_shows_its_progress(app, tmp_path):
    import os

    status.write(tmp_path, status.Status(pid=os.getpid(), beat_at="", phase="fetching", done=27, total=43))
    at = app(tmp_path)
    assert "27 of 43 sources" in at.get("progress")[0].proto.text


def test_an_older_snapshot_is_explained(app, own_world, monkeypatch):
    from db.reader import Reader, ViewMissing

    def lacks(self, name, **asked):
        raise ViewMissing("page.price_news")

    at = app(own_world, "pricing")
    monkeypatch.setattr(Reader, "view", lacks)
    frame._rows.cache_clear()
    at.run()
    assert not at.exception
    assert "page.price_news" in at.info[0].value and "next pass" in at.info[0].value


@pytest.mark.parametrize(
    ("page", "address", "name"),
    [
        ("developments", {"vendor": "nonsense"}, "vendor"),
        ("developments", {"theme": "nonsense"}, "theme"),
        ("developments", {"page": "9999"}, "page"),
        ("developments", {"story": "nonsense-story"}, "story"),
        ("pricing", {"ai_model": "nobody/nothing"}, "ai_model"),
        ("briefing", {"window": "9999"}, "window"),
        ("runtime", {"layer": "cellar"}, "layer"),
        ("actions", {"action": "nonsense"}, "action"),
        ("digest", {"week": "9999-W99"}, "week"),
        ("sources", {"health": "nonsense"}, "health"),
        ("data", {"view": "nonsense"}, "view"),
    ],
)
def test_an_unknown_address_shows_the_default_and_says_so(app, world_data, page, address, name):
    at = app(world_data, page, **address)
    assert not at.exception
    said = [warning.value for warning in at.warning if "The address asks for" in warning.value]
    assert len(said) == 1 and name in said[0]


def test_an_address_ignores_case_and_takes_the_first_word(app, world_data):
    at = app(world_data, "briefing", window="30")
    assert at.segmented_control[0].value == "30 days"
    assert not [warning for warning in at.warning if "address" in warning.value]


def test_the_menu_lists_every_page_file():
    listed = MAIN.read_text()
    files = {path.name for path in MAIN.parent.glob("*.py")} - {"__init__.py", "main.py"}
    assert files == {f"{page}.py" for page in PAGES}
    assert all(f'st.Page("{name}"' in listed for name in files)


def test_a_failing_page_shows_an_id_and_logs_the_cause(app, world_data, caplog, monkeypatch):
    import app as launcher

    shown = []
    monkeypatch.setattr(launcher.st, "error", lambda words, **more: shown.append(words))
    try:
        raise ValueError("a secret reason")
    except ValueError as error:
        assert launcher.on_script_error(error) is True
    error_id = shown[0].rstrip(".").split()[-1]
    assert len(error_id) == 8 and "secret" not in shown[0]
    assert f"id={error_id}" in caplog.text and "a secret reason" in caplog.text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "just now"), (35, "35 minutes ago"), (61, "1 hour ago"), (60 * 49, "2 days ago"), (-90, "in 2 hours")],
)
def test_how_long_ago(minutes, said):
    assert frame.ago(world.NOW - timedelta(minutes=minutes), world.NOW) == said


def test_never_is_said():
    assert frame.ago(None, world.NOW) == "never"
