"""Snapshots: immutable, never reused, whole or not there, also when the writer is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from db.files import Files
from db.publish import KEEP, publish, snapshots
from db.reader import newest_snapshot, open_reader
from db.store import Store
from tests import world

KILLS = int(os.environ.get("SEXTANT_KILLS", "50"))

WRITER = """
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from db.publish import clear_leftovers, publish
from db.store import Store
data = Path(sys.argv[1])
store = Store.open(data)
clear_leftovers(store.files)
at = store.rows("count_of", ["kill"], table="passage")[0][0]
while True:
    with store.transaction():
        store.insert("passage", [{"passage_id": f"{at}-{i}", "source_id": "kill", "document_id": "d", "ordinal": i,
                                  "text": "x" * 400} for i in range(50)])
    at += 50
    print(at, flush=True)
    if sys.argv[2] == "publish":
        publish(store, datetime.now(timezone.utc))
"""


def test_versions_grow_and_the_last_three_are_kept(tmp_path):
    data = world.published(tmp_path)
    store = Store.open(data)
    names = [publish(store, world.NOW) for _ in range(5)]
    store.close()
    assert names[-1] == "snap-00000006.duckdb"
    assert [version for version, _ in snapshots(Files(data))] == [4, 5, 6][-KEEP:]
    assert newest_snapshot(data).name == (data / "published" / "latest.duckdb").resolve().name == names[-1]
    assert oct(newest_snapshot(data).stat().st_mode)[-3:] == "444"


def test_an_open_reader_keeps_its_answer_while_new_versions_appear(tmp_path):
    data = world.published(tmp_path)
    reader = open_reader(data)
    before = reader.count("developments")
    store = Store.open(data)
    for _ in range(KEEP + 2):
        publish(store, world.NOW)
    store.close()
    assert reader.count("developments") == before
    assert open_reader(data).info()["version"] == KEEP + 3


def test_a_snapshot_can_be_read_by_the_format_of_other_versions(tmp_path):
    data = world.published(tmp_path)
    con = duckdb.connect(str(newest_snapshot(data)), read_only=True)
    tags = con.execute("select tags from duckdb_databases() where not internal").fetchone()[0]
    assert "v1.2.0" in str(tags)


def test_a_reader_without_pointer_takes_the_newest_file(tmp_path):
    data = world.published(tmp_path)
    (data / "published" / "current.json").write_text("{half")
    assert open_reader(data).name == "snap-00000001"


def test_a_spoilt_newest_snapshot_falls_back_to_the_one_before(tmp_path):
    data = world.published(tmp_path)
    store = Store.open(data)
    publish(store, world.NOW)
    store.close()
    path = newest_snapshot(data)
    path.chmod(0o644)
    path.write_bytes(b"nonsense")
    assert open_reader(data).name == "snap-00000001"


@pytest.mark.parametrize("mode", ["publish", "pass"])
def test_kill_minus_nine_loses_no_acknowledged_row_and_readers_never_step_back(tmp_path, mode):
    data = world.published(tmp_path)
    seen, acknowledged = 0, 0
    chance = random.Random(7)
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(data), mode], stdout=subprocess.PIPE, text=True
        )
        acknowledged = int(writer.stdout.readline())
        until = time.monotonic() + chance.uniform(0.0, 0.15)
        while time.monotonic() < until:
            seen = _look(data, seen)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().splitlines()
        writer.wait()
        acknowledged = int(rest[-1]) if rest and rest[-1].isdigit() else acknowledged
        seen = _look(data, seen)
        con = Store.open(data)
        assert con.rows("count_of", ["kill"], table="passage")[0][0] >= acknowledged
        con.close()
    store = Store.open(data)
    publish(store, world.NOW)
    store.close()
    assert not list(Files(data).published.glob("*.tmp*"))
    assert len(snapshots(Files(data))) <= KEEP


def _look(data, seen):
    """Opens the newest snapshot as a page does: it must open, be whole, and never be older than before."""
    reader = open_reader(data)
    assert reader is not None
    version = reader.info()["version"]
    assert version >= seen
    assert reader.count("passages") % 50 == 0
    reader.close()
    return version
