"""The only writer: owns the working file, holds its lock for life, inserts rows."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import duckdb
import pyarrow as pa

from db.files import Files
from db.migrate import SchemaTooNew, migrate
from db.statements import statement

Row = dict[str, Any]
# Faults of the file itself; a fault of our SQL is none of these and stays loud.
UNREADABLE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
    duckdb.InvalidInputException,
    duckdb.OutOfMemoryException,
)


class StoreError(Exception):
    """The store can't be used; the message is one plain line that says what to do."""


class StoreHeld(StoreError):
    """Another collector holds this DATA folder."""


def take_lock(files: Files) -> IO[str]:
    """An flock on its own file, because the database's own lock drops when its owner reads the file (R3)."""
    held = files.lock.open("a+", encoding="utf-8")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.seek(0)
        pid = held.read().strip() or "unknown"
        held.close()
        raise StoreHeld(
            f"another collector (pid {pid}) holds {files.data}; stop it or use another --data"
        ) from error
    held.seek(0)
    held.truncate()
    held.write(str(os.getpid()))
    held.flush()
    return held


def broken(error: Exception, files: Files) -> StoreError:
    """What a fault of the database means to an operator, in one line."""
    text = str(error).splitlines()[0][:300]
    if any(mark in _story(error) for mark in ("no space left", "out of disk", "could not write")):
        return StoreError(
            f"the disk of {files.data} is full: free some space and start again; nothing stored was lost"
        )
    return StoreError(
        f"{files.main} can't be read ({text}); run `python -m ingest rebuild` to restore the last snapshot"
    )


def _story(error: BaseException | None) -> str:
    """All that led to an error: the first fault is often hidden behind a connection that it made unusable."""
    told = []
    while error is not None:
        told.append(str(error).lower())
        error = error.__cause__ or error.__context__
    return " ".join(told)


class Store:
    """The working file of one DATA folder, open for writing."""

    def __init__(self, files: Files, con: duckdb.DuckDBPyConnection, lock: IO[str] | None) -> None:
        self.files = files
        self.con = con
        self._lock = lock
        self._shapes: dict[str, pa.Schema] = {}
        self.tables = {row[0] for row in con.execute(statement("table_names")).fetchall()}

    @classmethod
    def open(cls, data: Path) -> Store:
        """Locks, opens and migrates the working file.

        Raises StoreHeld where another collector runs, StoreError where the file is corrupt, missing beside
        existing snapshots, or newer than this code.
        """
        files = Files(data)
        try:
            files.make_folders()
            lock = take_lock(files)
        except OSError as error:
            raise StoreError(f"{data} can't be written ({error.strerror}); choose another --data") from error
        try:
            if not files.main.exists() and any(files.published.glob("snap-*.duckdb")):
                raise StoreError(
                    f"{files.main} is missing beside its snapshots; run `python -m ingest rebuild` to restore it"
                )
            return cls(files, _connect(files), lock)
        except StoreError:
            lock.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing."""
        self.con.execute("begin")
        kept = False
        try:
            yield
            self.con.execute("commit")
            kept = True
        except (*UNREADABLE, duckdb.TransactionException) as error:
            raise broken(error, self.files) from error
        finally:
            if not kept:
                with suppress(duckdb.Error):  # a connection that a full disk invalidated has nothing to roll back
                    self.con.execute("rollback")

    def rows(self, name: str, values: Sequence[Any] = (), **names: str) -> list[tuple[Any, ...]]:
        """The rows of one statement; `names` fill table or column names, checked against the catalogue."""
        return self.con.execute(self._text(name, names), list(values)).fetchall()

    def run(self, name: str, values: Sequence[Any] = (), **names: str) -> None:
        """One statement without rows."""
        self.con.execute(self._text(name, names), list(values))

    def _text(self, name: str, names: dict[str, str]) -> str:
        text = statement(name)
        for key, value in names.items():
            if not value.replace("_", "").isalnum():
                raise ValueError(f"{value!r} is no name of a table or column")
            text = text.replace(f"{{{key}}}", value)
        return text

    def shape(self, table: str) -> pa.Schema:
        """Arrow schema of one table of schema core. Raises KeyError for an unknown one."""
        if table not in self.tables:
            raise KeyError(table)
        if table not in self._shapes:
            empty = self.con.execute(self._text("table_shape", {"table": table})).to_arrow_table()
            self._shapes[table] = empty.schema
        return self._shapes[table]

    def insert(self, table: str, rows: Sequence[Row]) -> int:
        """Appends rows (dicts by column name) as one Arrow table; returns how many."""
        if not rows:
            return 0
        shape = self.shape(table)
        extra = set(rows[0]) - set(shape.names)
        if extra:
            raise KeyError(f"{table} has no column {', '.join(sorted(extra))}")
        self.con.register("incoming", pa.Table.from_pylist(list(rows), schema=shape))
        self.con.execute(self._text("insert", {"table": table}))
        self.con.unregister("incoming")
        return len(rows)

    def replace(self, table: str, rows: Sequence[Row]) -> None:
        """Puts `rows` in place of all that the table holds; for vocabularies and copies of the desk."""
        self.run("empty_table", table=table)
        self.insert(table, rows)

    def close(self) -> None:
        """Closes the file and lets the lock go."""
        self.con.close()
        if self._lock:
            self._lock.close()


def _connect(files: Files) -> duckdb.DuckDBPyConnection:
    try:
        con = duckdb.connect(config={"memory_limit": "1GB", "threads": 2})
        # Attached under a fixed name: a catalogue called like the schema `main` would be ambiguous.
        con.execute(statement("attach_main").replace("{path}", str(files.main).replace("'", "''")))
        con.execute("use sextant")
        migrate(con)
    except SchemaTooNew as error:
        raise StoreError(str(error)) from error
    except UNREADABLE as error:
        raise broken(error, files) from error
    return con
