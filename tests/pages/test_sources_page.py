"""Sources: health in words, what fails first, a pass on request."""

from __future__ import annotations

import os

from db import desk, status


def test_what_fails_is_said_in_words(app, world_data):
    at = app(world_data, "sources")
    assert at.header[0].value == "1 needs a look"
    assert "the server has no such page (HTTP 404)" in [text.value for text in at.text]
    said = "\n".join(caption.value for caption in at.caption)
    assert "3 failures in a row" in said


def test_the_live_word_is_newer_than_the_snapshot(app, own_world):
    told = {"id": "beta-blog", "state": "ok", "sentence": None, "consecutive_failures": 0, "last_good_at": "2026-04-24T13:00:00Z"}
    status.write(own_world, status.Status(pid=os.getpid(), beat_at="", sources=[told]))
    at = app(own_world, "sources")
    table = at.dataframe[0].value.set_index("source_id")
    assert table.loc["beta-blog", "health"] == "healthy"
    assert at.header[0].value == "All sources"


def test_run_now_asks_the_collector(app, own_world):
    status.write(own_world, status.Status(pid=os.getpid(), beat_at=""))
    at = app(own_world, "sources")
    assert not at.button[0].disabled
    at.button[0].click().run()
    assert desk.take_requests(own_world, frame_now())


def frame_now():
    from pages.parts.frame import utc_now

    return utc_now()


def test_without_a_collector_the_button_rests(app, world_data):
    assert app(world_data, "sources").button[0].disabled


def test_progress_of_a_pass(app, own_world):
    status.write(own_world, status.Status(pid=os.getpid(), beat_at="", phase="fetching", done=3, total=6, current="beta-blog"))
    at = app(own_world, "sources")
    assert "Fetching: 3 of 6 · beta" in at.get("progress")[0].proto.text


def test_many_that_can_not_be_reached_are_one_sentence(app, own_world):
    away = [{"id": name, "state": "failing", "sentence": "no connection (the name can't be found)"}
            for name in ("alpha-news", "beta-news", "gamma-news", "catalogue", "brief", "beta-blog")]
    status.write(own_world, status.Status(pid=os.getpid(), beat_at="", sources=away))
    at = app(own_world, "sources")
    assert "6 of 6 sources can't be reached" in at.info[0].value
    assert [header.value for header in at.header] == ["All sources"]


def test_filters(app, world_data):
    assert len(app(world_data, "sources", kind="brief").dataframe[0].value) == 1
