"""The workloads that people save under a name ("my stack"), with versions, so that nobody overwrites another unseen."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

from db.desk import EditConflict, EditRefused, EditResult, open_desk
from db.files import Files
from db.records import stamp
from db.statements import statement

MOST_NAME = 80
MOST_BODY = 8000
COLUMNS = ("name", "body", "version", "updated_at", "editor")
GONE = ""  # body of a deleted workload: its row stays, so that its version and its last editor stay known


def _named(name: str) -> str:
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    if not plain or len(plain) > MOST_NAME:
        raise EditRefused(f"a workload needs a name of 1 to {MOST_NAME} characters")
    if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in plain):
        raise EditRefused("the name of a workload holds characters that can't be shown")
    return plain


def _checked(body: str) -> str:
    if len(body) > MOST_BODY:
        raise EditRefused(f"a workload is longer than {MOST_BODY} characters")
    try:
        kept = json.loads(body)
    except ValueError as error:
        raise EditRefused("a workload must be a JSON object") from error
    if not isinstance(kept, dict):
        raise EditRefused("a workload must be a JSON object")
    return body


def _standing(con: sqlite3.Connection, name: str, wanted: str, seen: int | None) -> tuple[str, int]:
    """Body and version now; EditConflict where the workload has moved on since version `seen`."""
    row = con.execute(statement("desk_workload"), [name]).fetchone()
    if row is None:
        return GONE, 0
    body, version, updated_at, editor = row
    if seen is not None and seen != version and body != wanted:
        raise EditConflict(editor, updated_at, "workload", body or None)
    return body, version


def _put(data: Path, name: str, body: str, by: str, at: datetime, seen: int | None) -> EditResult:
    with open_desk(Path(data)) as con:
        standing, version = _standing(con, name, body, seen)
        if standing == body:
            return EditResult(version)
        con.execute(statement("desk_workload_put"), [name, body, version + 1, stamp(at), by])
    return EditResult(version + 1)


def save_workload(
    data: Path, name: str, body: str, *, by: str, at: datetime, seen: int | None = None
) -> EditResult:
    """Keeps a workload (a JSON object as text) under its name. `seen` is the version that the editor looked at.

    Raises EditRefused for a name or body that can't be kept, EditConflict where somebody else was faster.
    """
    return _put(data, _named(name), _checked(body), by, at, seen)


def delete_workload(data: Path, name: str, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Takes a workload out of the stack; an unknown one is no error. Raises EditConflict as saving does."""
    _put(data, _named(name), GONE, by, at, seen)


def workloads(data: Path) -> list[dict[str, Any]]:
    """Every saved workload by name: name, body, version, updated_at, editor."""
    if not Files(Path(data)).desk.exists():
        return []
    with open_desk(Path(data)) as con:
        rows = con.execute(statement("desk_workloads")).fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]
