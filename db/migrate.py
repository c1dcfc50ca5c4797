"""Brings a database to the newest schema: pending migrations, then all views."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from db.statements import statement

HERE = Path(__file__).parent
MIGRATIONS = HERE / "migrations"
VIEW_FOLDERS = (HERE / "views" / "base", HERE / "views", HERE / "views" / "pages")


class SchemaTooNew(Exception):
    """The file was written by a newer Sextant than this one."""


def pending(applied: int) -> list[tuple[int, str]]:
    """Migrations above `applied`, as (number, SQL), in order."""
    found = sorted((int(path.name[:4]), path) for path in MIGRATIONS.glob("[0-9]*.sql"))
    return [(number, path.read_text(encoding="utf-8")) for number, path in found if number > applied]


def newest() -> int:
    """The schema version that this code knows."""
    return max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.sql"))


def version(con: duckdb.DuckDBPyConnection) -> int:
    """The schema version of an open database, 0 for an empty one."""
    con.execute(statement("make_migration_table"))
    row = con.execute(statement("schema_version")).fetchone()
    return int(row[0]) if row else 0


def migrate(con: duckdb.DuckDBPyConnection) -> list[int]:
    """Runs what is pending, one transaction a migration, then rewrites the views; returns the numbers run.

    Raises SchemaTooNew where the database is ahead of this code.
    """
    applied = version(con)
    if applied > newest():
        raise SchemaTooNew(
            f"the store has schema {applied}, this Sextant knows {newest()}; install the newer version"
        )
    done = []
    for number, sql in pending(applied):
        con.execute("begin")
        try:
            con.execute(sql)
            con.execute(statement("record_migration"), [number])
            con.execute("commit")
        except duckdb.Error:
            con.execute("rollback")
            raise
        done.append(number)
    make_views(con)
    return done


def make_views(con: duckdb.DuckDBPyConnection) -> None:
    """Creates or replaces every view, base views first, when their files differ from those last made."""
    texts = [
        path.read_text(encoding="utf-8") for folder in VIEW_FOLDERS for path in sorted(folder.glob("*.sql"))
    ]
    fingerprint = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    made = con.execute(statement("vocabulary_fingerprint"), ["views"]).fetchone()
    if made and made[0] == fingerprint:
        return
    con.execute("begin")
    for text in texts:
        con.execute(text)
    con.execute(statement("forget_vocabulary"), ["views"])
    con.execute(statement("record_vocabulary"), ["views", fingerprint])
    con.execute("commit")
