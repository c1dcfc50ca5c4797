"""The one writer: its lock, its migrations, its plain sentences when the file can't be used."""

from __future__ import annotations

import os
import subprocess
import sys

import duckdb
import pytest

from db.migrate import SchemaTooNew, migrate, newest
from db.publish import publish, rebuild, snapshots
from db.reader import open_reader
from db.store import Store, StoreError, StoreHeld
from tests import world


def test_a_second_collector_is_refused_and_names_the_first(tmp_path):
    first = Store.open(tmp_path)
    with pytest.raises(StoreHeld, match=str(os.getpid())):
        Store.open(tmp_path)
    first.close()
    Store.open(tmp_path).close()


def test_the_lock_holds_across_processes(tmp_path):
    first = Store.open(tmp_path)
    code = f"from pathlib import Path; from db.store import Store; Store.open(Path({str(tmp_path)!r}))"
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert second.returncode != 0
    assert "another collector" in second.stderr
    first.close()


def test_migrating_twice_changes_nothing():
    con = duckdb.connect()
    assert migrate(con) == list(range(1, newest() + 1))
    assert migrate(con) == []


def test_a_failed_migration_leaves_nothing(monkeypatch):
    con = duckdb.connect()
    migrate(con)
    monkeypatch.setattr(
        "db.migrate.pending", lambda applied: [(99, "create table core.half (x int); select nonsense;")]
    )
    monkeypatch.setattr("db.migrate.newest", lambda: 99)
    with pytest.raises(duckdb.Error):
        migrate(con)
    assert con.execute("select count(*) from duckdb_tables() where table_name = 'half'").fetchone() == (0,)
    assert con.execute("select max(version) from core.schema_migration").fetchone() == (newest_real(),)


def newest_real():
    from db.migrate import MIGRATIONS

    return max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.sql"))


def test_a_schema_newer_than_the_code_is_refused(tmp_path):
    store = Store.open(tmp_path)
    store.con.execute("insert into core.schema_migration (version) values (999)")
    store.close()
    with pytest.raises(StoreError, match="999"):
        Store.open(tmp_path)
    con = duckdb.connect()
    migrate(con)
    con.execute("insert into core.schema_migration (version) values (999)")
    with pytest.raises(SchemaTooNew):
        migrate(con)


def test_a_transaction_is_all_or_nothing(tmp_path):
    store = Store.open(tmp_path)
    with pytest.raises(RuntimeError), store.transaction():
        store.insert("source", world.sources())
        raise RuntimeError("stop")
    assert store.rows("sources_listed") == []
    store.close()


def test_unknown_tables_and_columns_are_refused(tmp_path):
    store = Store.open(tmp_path)
    with pytest.raises(KeyError):
        store.insert("nonsense", [{"x": 1}])
    with pytest.raises(KeyError):
        store.insert("source", [{"nonsense": 1}])
    with pytest.raises(ValueError, match="no name"):
        store.rows("count_of", ["x"], table="source; drop table core.source")
    store.close()


def _spoil(data):
    body = bytearray((data / "main.duckdb").read_bytes())
    body[:4096] = b"\0" * 4096
    (data / "main.duckdb").write_bytes(body)


def test_a_corrupt_file_gets_one_line_and_rebuild_restores_the_last_snapshot(tmp_path):
    data = world.published(tmp_path)
    _spoil(data)
    with pytest.raises(StoreError, match="rebuild") as caught:
        Store.open(data)
    assert "\n" not in str(caught.value)
    assert rebuild(data, world.NOW) == "snap-00000001.duckdb"
    store = Store.open(data)
    assert store.rows("snapshot_version") == [(1,)]
    assert publish(store, world.NOW) == "snap-00000002.duckdb"
    store.close()
    assert list(data.glob("main.duckdb.broken-*"))


def test_a_missing_main_file_is_never_replaced_by_an_empty_one(tmp_path):
    data = world.published(tmp_path)
    (data / "main.duckdb").unlink()
    with pytest.raises(StoreError, match="missing"):
        Store.open(data)
    assert not (data / "main.duckdb").exists()


def test_rebuild_passes_over_a_spoilt_snapshot(tmp_path):
    data = world.published(tmp_path)
    store = Store.open(data)
    publish(store, world.NOW)
    store.close()
    newest_path = snapshots_of(data)[-1]
    newest_path.chmod(0o644)
    newest_path.write_bytes(b"nonsense")
    assert rebuild(data, world.NOW) == "snap-00000001.duckdb"


def snapshots_of(data):
    from db.files import Files

    return [path for _, path in snapshots(Files(data))]


def test_rebuild_without_any_snapshot_changes_nothing(tmp_path):
    with pytest.raises(StoreError, match="nothing was changed"):
        rebuild(tmp_path, world.NOW)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")
def test_a_full_disk_gets_one_line_and_loses_nothing(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(small)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no small file system")
    try:
        data = world.published(small)
        store = Store.open(data)
        free = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
        (small / "ballast").write_bytes(b"x" * max(free - 1_500_000, 0))
        with pytest.raises(StoreError, match="full"):
            for _ in range(40):
                with store.transaction():
                    store.insert(
                        "passage",
                        [
                            {
                                "passage_id": str(at),
                                "source_id": "a",
                                "document_id": "d",
                                "ordinal": at,
                                "text": os.urandom(2000).hex(),
                            }
                            for at in range(200)
                        ],
                    )
                publish(store, world.NOW)
        reader = open_reader(data)
        assert reader.count("developments") > 0
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
