"""Opens the newest snapshot and answers named views; values are bound, names are checked."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from db.files import Files
from db.promises import promised, readable
from db.publish import newest_snapshot_name, snapshots
from db.statements import statement

FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROW_CAP = 20_000
ORDER = re.compile(r"([a-z_0-9]+)( desc| asc)?( nulls last)?")


class ViewMissing(Exception):
    """Neither the snapshot nor this code knows the view or column."""


def newest_snapshot(data: Path) -> Path | None:
    """The file that the pointer names, or the newest one where the pointer is gone; None without any."""
    files = Files(data)
    name = newest_snapshot_name(data)
    if name and "/" not in name and (files.published / name).exists():
        return files.published / name
    found = snapshots(files)
    return found[-1][1] if found else None


def open_reader(data: Path) -> Reader | None:
    """A reader of the newest snapshot that opens, None where nothing was published yet."""
    newest = newest_snapshot(data)
    candidates = [newest] if newest else []
    candidates += [path for _, path in reversed(snapshots(Files(data))) if path != newest]
    for path in candidates:
        try:
            return Reader(path)
        except duckdb.Error:
            continue
    return None


class Reader:
    """One published snapshot, read-only; safe to share between threads (a cursor for each question, R5)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self._con = duckdb.connect(
            str(path),
            read_only=True,
            config={
                "threads": 2,
                "memory_limit": "512MB",
                "enable_external_access": "false",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "python_enable_replacements": "false",
            },
        )
        self._con.execute("set timezone = 'UTC'")
        self._sources: dict[str, str] = {}

    @cached_property
    def _columns(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for view, column in (
            self._con.cursor().execute(statement("catalogue")).df()[["view", "column"]].values
        ):
            found.setdefault(view, set()).add(column)
        return found

    def catalogue(self) -> pd.DataFrame:
        """One row per column of every view: view, column, type, comment, view_comment."""
        return self._con.cursor().execute(statement("catalogue")).df()

    def _known(self, name: str) -> str:
        full = name if "." in name else f"main.{name}"
        if full not in self._columns and full not in promised():
            raise ViewMissing(name)
        return full

    def _readable(self, view: str) -> str:
        """The view, or what stands in for it in a snapshot of an older Sextant."""
        if view not in self._sources:
            self._sources[view] = readable(view, self._columns.get(view))
        return self._sources[view]

    def has(self, name: str) -> bool:
        """Whether the snapshot has this view."""
        return (name if "." in name else f"main.{name}") in self._columns

    def _column(self, view: str, column: str) -> str:
        if column not in self._columns.get(view, ()) and column not in promised().get(view, ()):
            raise ViewMissing(f"{view}.{column}")
        return f'"{column}"'

    def _filters(self, view: str, asked: Mapping[str, Any]) -> tuple[str, list[Any]]:
        parts: list[str] = []
        values: list[Any] = []
        for column, value in (asked.get("where") or {}).items():
            name = self._column(view, column)
            if value is None:
                parts.append(f"{name} is null")
            elif isinstance(value, (list, tuple, set)):
                parts.append(f"list_contains(?, {name})")
                values.append(list(value))
            else:
                parts.append(f"{name} = ?")
                values.append(value)
        for key, sign in (("since", ">="), ("until", "<")):
            if asked.get(key):
                column, moment = asked[key]
                parts.append(f"{self._column(view, column)} {sign} ?")
                values.append(moment)
        if asked.get("contains"):
            columns, text = asked["contains"]
            wanted = "%" + re.sub(r"([%_\\])", r"\\\1", text[:500]) + "%"
            parts.append(
                "(" + " or ".join(f"{self._column(view, c)} ilike ? escape '\\'" for c in columns) + ")"
            )
            values += [wanted] * len(columns)
        return ("where " + " and ".join(parts) if parts else ""), values

    def _order(self, view: str, order: str | None) -> str:
        if not order:
            return ""
        parts = []
        for part in order.split(","):
            match = ORDER.fullmatch(part.strip())
            if not match:
                raise ValueError(f"{part!r} is no order")
            parts.append(self._column(view, match[1]) + (match[2] or "") + (match[3] or ""))
        return "order by " + ", ".join(parts)

    def view(
        self,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
        since: tuple[str, datetime] | None = None,
        until: tuple[str, datetime] | None = None,
        contains: tuple[Sequence[str], str] | None = None,
        order: str | None = None,
        limit: int = 500,
        offset: int = 0,
    ) -> pd.DataFrame:
        """Rows of one view, at most 20,000. `where`: column -> value, list of values, or None for null.

        A view or column that an older snapshot lacks is read as null; ViewMissing is raised for one unknown to both.
        """
        view = self._known(name)
        filters, values = self._filters(
            view, {"where": where, "since": since, "until": until, "contains": contains}
        )
        text = statement("view").format(
            columns=", ".join(self._column(view, c) for c in columns) if columns else "*",
            view=self._readable(view),
            filters=filters,
            order=self._order(view, order),
            limit=min(int(limit), ROW_CAP),
            offset=max(int(offset), 0),
        )
        return self._con.cursor().execute(text, values).df()

    def count(self, name: str, **asked: Any) -> int:
        """How many rows the same filters give."""
        view = self._known(name)
        filters, values = self._filters(view, asked)
        row = (
            self._con.cursor()
            .execute(statement("count_view").format(view=self._readable(view), filters=filters), values)
            .fetchone()
        )
        return int(row[0]) if row else 0

    def info(self) -> dict[str, Any]:
        """The one row of snapshot_info."""
        frame = self.view("snapshot_info")
        return {} if frame.empty else dict(frame.iloc[0])

    def query(self, path: Path) -> pd.DataFrame:
        """The answer of one example query from db/queries."""
        return self._con.cursor().execute(path.read_text(encoding="utf-8")).df()

    def download(self, name: str, form: str) -> bytes:
        """A whole view as csv, parquet or xlsx; text that a spreadsheet would run as a formula is quoted."""
        view = self._known(name)
        everything = statement("view").format(
            columns="*", view=self._readable(view), filters="", order="", limit=1_000_000, offset=0
        )
        cursor = self._con.cursor().execute(everything)
        if form == "parquet":
            import pyarrow.parquet as pq

            out = io.BytesIO()
            pq.write_table(cursor.to_arrow_table(), out)
            return out.getvalue()
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        return _csv(names, rows) if form == "csv" else _xlsx(view, names, rows)

    def close(self) -> None:
        """Lets the file go."""
        self._con.close()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA) else value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (list, dict)):
        return _cell(json.dumps(value, default=str, ensure_ascii=False))
    return value


def _csv(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _xlsx(view: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(view.split(".")[-1][:31])
    for at, row in enumerate([tuple(names), *rows]):
        for column, value in enumerate(row):
            plain = _cell(value)
            if plain is not None:
                sheet.write(at, column, plain[:32_000] if isinstance(plain, str) else plain)
    book.close()
    return out.getvalue()
