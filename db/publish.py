"""Working file -> immutable read-only snapshot, with the pointer swapped last."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime
from pathlib import Path

import duckdb

from db.files import Files, write_whole
from db.migrate import newest
from db.records import stamp
from db.statements import statement
from db.store import Store, StoreError, broken, take_lock

KEEP = 3
NAME = re.compile(r"snap-(\d{8,})\.duckdb")


def snapshots(files: Files) -> list[tuple[int, Path]]:
    """Published snapshots as (version, path), oldest first."""
    found = [(NAME.fullmatch(path.name), path) for path in files.published.glob("snap-*.duckdb")]
    return sorted((int(match[1]), path) for match, path in found if match)


def newest_snapshot_name(data: Path) -> str | None:
    """The file name that the pointer gives, None before the first publication."""
    try:
        return str(json.loads(Files(data).pointer.read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, KeyError):
        return None


def clear_leftovers(files: Files) -> None:
    """Deletes what a killed publication left behind."""
    for path in files.published.glob("*.tmp*"):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def next_name(store: Store) -> str:
    """The file name that the next publication will have; greater than any used before."""
    held = [version for version, _ in snapshots(store.files)]
    return f"snap-{max([store.rows('snapshot_version')[0][0], *held]) + 1:08d}.duckdb"


def publish(store: Store, now: datetime, embedder: str | None = None, head: str | None = None) -> str:
    """Publishes the working file as the next version and returns the snapshot's file name.

    A path is never reused: an open connection to a replaced file would silently see the old rows (R2).
    Raises StoreError where the disk is full; readers then stay on the last version.
    """
    files = store.files
    clear_leftovers(files)
    name = next_name(store)
    version = int(name[5:-7])
    aside = files.published / f"{name}.tmp"
    try:
        with store.transaction():
            as_of = store.rows("data_as_of")[0][0]
            store.replace(
                "snapshot",
                [
                    {
                        "version": version,
                        "published_at": now,
                        "data_as_of": as_of,
                        "schema_version": newest(),
                        "embedder": embedder,
                        "head": head,
                    }
                ],
            )
        _copy(store, aside)
        _sync(aside)
        aside.chmod(0o444)
        aside.rename(files.published / name)
        _point(files, name, version, now)
    except (duckdb.Error, OSError) as error:
        raise broken(error, files) from error
    for _, path in snapshots(files)[:-KEEP]:
        path.unlink(missing_ok=True)
    return name


def _copy(store: Store, aside: Path) -> None:
    store.con.execute(statement("attach_aside").replace("{path}", str(aside).replace("'", "''")))
    try:
        store.con.execute(statement("copy_aside"))
    finally:
        store.con.execute("detach aside")


def _point(files: Files, name: str, version: int, now: datetime) -> None:
    """Swaps pointer and link, each in one rename."""
    link = files.published / f"latest.{os.getpid()}.tmp"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    link.replace(files.latest)
    body = json.dumps({"name": name, "version": version, "published_at": stamp(now)})
    write_whole(files.pointer, body.encode())
    _sync(files.published)


def rebuild(data: Path, now: datetime) -> str:
    """Makes the working file anew from the newest snapshot that opens; the old file is kept beside it.

    Returns the snapshot's name. Raises StoreError where no snapshot opens, StoreHeld while a collector runs.
    """
    files = Files(data)
    files.make_folders()
    lock = take_lock(files)
    try:
        for _, path in reversed(snapshots(files)):
            aside = files.data / "main.duckdb.rebuilt.tmp"
            aside.unlink(missing_ok=True)
            if _restore(path, aside):
                _swap_main(files, aside, now)
                return path.name
    finally:
        lock.close()
    raise StoreError(f"no snapshot in {files.published} can be read; nothing was changed")


def _restore(snapshot: Path, aside: Path) -> bool:
    con = duckdb.connect()
    try:
        con.execute(statement("attach_snapshot").replace("{path}", str(snapshot).replace("'", "''")))
        con.execute(statement("attach_aside").replace("{path}", str(aside).replace("'", "''")))
        con.execute(statement("copy_back"))
    except duckdb.Error:
        return False
    finally:
        con.close()
    return True


def _swap_main(files: Files, aside: Path, now: datetime) -> None:
    kept = f"{now:%Y%m%dT%H%M%SZ}"
    for path in (files.main, files.main.with_suffix(".duckdb.wal")):
        if path.exists():
            path.rename(path.with_name(f"{path.name}.broken-{kept}"))
    aside.rename(files.main)
