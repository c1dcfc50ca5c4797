"""What people write: status, owner, due and note of actions, with history (SQLite, WAL)."""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db.files import Files
from db.records import stamp
from db.statements import statement

FIELDS = ("status", "owner", "due", "note")
STATUSES = ("open", "doing", "blocked", "done", "dropped")


class EditRefused(ValueError):
    """The edit can't be kept; the message says which field and what is allowed."""


class EditConflict(Exception):
    """Somebody else edited the action since it was read; nothing of this edit was kept."""

    def __init__(self, by: str, at: str, field: str, theirs: str | None) -> None:
        super().__init__(f"{field} was changed by {by} at {at} to {theirs!r}")
        self.by = by
        self.at = at
        self.field = field
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class EditResult:
    """The version of the action after the edit."""

    version: int


@contextmanager
def open_desk(data: Path) -> Iterator[sqlite3.Connection]:
    """One write transaction on the desk: kept whole at the end of the block, dropped on any error."""
    path = Files(data).desk
    if not path.exists():
        _lay_desk(path)
    con = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        con.execute("pragma synchronous = full")
        con.execute("begin immediate")
        if con.execute("pragma user_version").fetchone()[0] != _schema_mark():
            _lay_tables(con)
        yield con
        con.execute("commit")
    finally:
        if con.in_transaction:
            con.execute("rollback")
        con.close()


def _schema_mark() -> int:
    """A number that changes with the desk's tables."""
    return zlib.crc32(statement("desk_schema").encode()) & 0x7FFFFFFF


def _lay_tables(con: sqlite3.Connection) -> None:
    """Makes the tables that are missing, within the open transaction."""
    for sql in statement("desk_schema").split(";"):
        if sql.strip():
            con.execute(sql)
    con.execute(f"pragma user_version = {_schema_mark()}")


def _lay_desk(path: Path) -> None:
    """Makes a new desk aside and moves it in whole: two first writers at once would lock each other out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    con = sqlite3.connect(aside, isolation_level=None)
    con.execute("pragma journal_mode = wal")
    _lay_tables(con)
    con.close()
    with suppress(FileExistsError):  # somebody else was first: theirs is as good
        os.link(aside, path)
    for left in path.parent.glob(f"{aside.name}*"):
        left.unlink(missing_ok=True)


def _checked(change: Mapping[str, Any]) -> dict[str, str | None]:
    clean: dict[str, str | None] = {}
    for field, value in change.items():
        if field not in FIELDS:
            raise EditRefused(f"{field} can't be edited; use one of {', '.join(FIELDS)}")
        if field == "status" and value not in STATUSES:
            raise EditRefused(f"status {value!r} is not known; use one of {', '.join(STATUSES)}")
        if field == "due" and value is not None:
            try:
                value = date.fromisoformat(str(value)[:10]).isoformat()
            except ValueError as error:
                raise EditRefused(f"due {value!r} is no date; write it as 2026-04-30") from error
        clean[field] = None if value is None or value == "" else str(value)[:4000]
    return clean


def edit_action(
    data: Path,
    action_id: str,
    change: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    seen: int | None = None,
    before: Mapping[str, Any] | None = None,
) -> EditResult:
    """Keeps an edit of status, owner, due or note, and one history row for each field that changed.

    `seen` is the version that the editor looked at: where the action has moved on and a changed field differs,
    EditConflict names who did it and what it now says. `before` gives the values shown for fields that the
    desk has not kept yet. Raises EditRefused for an unknown field, status or date.
    """
    wanted = _checked(change)
    shown = dict(before or {})
    with open_desk(Path(data)) as con:
        row = con.execute(statement("desk_action"), [action_id]).fetchone()
        now: dict[str, Any] = dict(zip(FIELDS, row[:4], strict=True)) if row else dict.fromkeys(FIELDS)
        version = row[4] if row else 0
        if seen is not None and row and version != seen:
            for field, value in wanted.items():
                if now[field] != value:
                    raise EditConflict(row[6], row[5], field, now[field])
        changed = {field: value for field, value in wanted.items() if now[field] != value}
        if not changed:
            return EditResult(version)
        after = now | changed
        con.execute(
            statement("desk_put_action"),
            [action_id, *(after[field] for field in FIELDS), version + 1, stamp(at), by],
        )
        for field, value in changed.items():
            old = now[field] if now[field] is not None else shown.get(field)
            con.execute(statement("desk_put_edit"), [action_id, stamp(at), by, field, old, value])
    return EditResult(version + 1)


def _all(data: Path, name: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not Files(data).desk.exists():
        return []
    with open_desk(data) as con:
        return con.execute(statement(name), values).fetchall()


def actions_edited(data: Path) -> dict[str, dict[str, Any]]:
    """Every edited action by id: status, owner, due (ISO), note, version, updated_at, editor."""
    names = (*FIELDS, "version", "updated_at", "editor")
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in _all(data, "desk_actions")}


def action_edits(data: Path) -> list[tuple[Any, ...]]:
    """Every edit, oldest first: action_id, edited_at, editor, field, old_value, new_value."""
    return _all(data, "desk_edits")


def action_history(data: Path, action_id: str) -> list[dict[str, Any]]:
    """The edits of one action, newest first."""
    names = ("edited_at", "editor", "field", "old_value", "new_value")
    return [dict(zip(names, row, strict=True)) for row in _all(data, "desk_history", (action_id,))]


def request_run(data: Path, by: str, at: datetime) -> None:
    """Asks the collector for a pass now."""
    with open_desk(data) as con:
        con.execute(statement("desk_request"), [stamp(at), by])


def run_requested(data: Path) -> bool:
    """Whether somebody waits for a pass."""
    waiting = _all(data, "desk_waiting")
    return bool(waiting and waiting[0][0])


def take_requests(data: Path, at: datetime) -> bool:
    """Whether somebody asked for a pass; the requests count as taken from here on."""
    if not run_requested(data):
        return False
    with open_desk(data) as con:
        con.execute(statement("desk_take"), [stamp(at)])
    return True
