"""The watch: due-ness from the database, caught up once, woken by a reader, not fooled by a clock that goes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from db import desk, status
from db.publish import newest_snapshot_name
from ingest.commands import open_store
from ingest.configuration import configure, list_sources
from ingest.schedule import Watch, scheduler_for, unstick
from tests import world

ROOT = Path(__file__).resolve().parents[2]
FEED = """<rss version="2.0"><channel><title>Alpha</title><item><title>One</title><link>https://a.example/1</link></item></channel></rss>"""


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "alpha.xml").write_text(FEED)
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[source]]\nid = "alpha-news"\nvendor = "alpha"\nkind = "feed"\npath = "alpha.xml"\ncadence = "1h"\n'
    )
    return path


@pytest.fixture
def collector(tmp_path, sources, monkeypatch):
    monkeypatch.setattr("ingest.pipeline.infer_pending", lambda *_: (0, None))
    configuration = configure([sources])
    store = open_store(tmp_path / "data", world.NOW)
    list_sources(store, configuration, whole=False)
    made = Watch(store, configuration)
    yield made
    made.close()
    store.close()


def passes(collector):
    return collector._store.con.execute("select count(*) from core.run").fetchone()[0]


def test_three_missed_days_are_caught_up_once(collector):
    assert collector.once(world.NOW)
    assert not collector.once(world.NOW + timedelta(minutes=10))
    assert collector.once(world.NOW + timedelta(days=3))
    assert not collector.once(world.NOW + timedelta(days=3, minutes=1))
    assert passes(collector) == 2


def test_a_reader_may_ask_for_a_pass(collector, tmp_path):
    collector.once(world.NOW)
    assert not collector.once(world.NOW + timedelta(minutes=1))
    desk.request_run(tmp_path / "data", "ada", world.NOW)
    assert collector.asked()
    assert collector.once(world.NOW + timedelta(minutes=2))
    assert not collector.asked()


def test_an_edit_on_the_desk_is_published_without_any_source_being_due(collector, tmp_path):
    collector.once(world.NOW)
    before = newest_snapshot_name(tmp_path / "data")
    desk.edit_action(tmp_path / "data", "act-1", {"status": "doing"}, by="ada", at=world.NOW)
    assert collector.once(world.NOW + timedelta(minutes=1))
    assert newest_snapshot_name(tmp_path / "data") != before


def test_a_clock_that_went_back_does_not_put_the_watch_to_sleep():
    scheduler = scheduler_for(lambda: None)
    scheduler.start(paused=True)
    now = datetime.now(timezone.utc)
    scheduler.get_job("look").modify(next_run_time=now + timedelta(hours=1))
    assert unstick(scheduler, now)
    assert scheduler.get_job("look").next_run_time <= now + timedelta(minutes=1)
    assert not unstick(scheduler, now)
    scheduler.shutdown(wait=False)


def test_the_process_watches_answers_and_stops_in_order(tmp_path, sources):
    data = tmp_path / "data"
    command = [sys.executable, "-m", "ingest", "watch", "--data", str(data), "--sources", str(sources)]
    watch = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and not ((told := status.read(data)) and told.last_pass_at):
            time.sleep(0.2)
        assert told.alive()
        assert told.pid == watch.pid
        assert [row["state"] for row in told.sources] == ["ok"]
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert second.returncode == 3
        assert str(watch.pid) in second.stderr
    finally:
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(30) == 0
        watch.stderr.close()
    assert not status.read(data).alive()
    assert not os.path.exists(f"/proc/{watch.pid}")
