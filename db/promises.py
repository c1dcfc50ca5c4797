"""What this code's views promise, so that a snapshot of an older Sextant can be read: what it lacks is null."""

from __future__ import annotations

import re
from functools import cache

from db.migrate import VIEW_FOLDERS
from db.statements import statement

COMMENT = re.compile(r"^comment on column (?:(\w+)\.)?(\w+)\.(\w+) is ", re.MULTILINE)


@cache
def promised() -> dict[str, list[str]]:
    """View (with its schema) -> its columns, in order, as the view files of this code document them."""
    found: dict[str, list[str]] = {}
    for folder in VIEW_FOLDERS:
        for path in sorted(folder.glob("*.sql")):
            for schema, view, column in COMMENT.findall(path.read_text(encoding="utf-8")):
                found.setdefault(f"{schema or 'main'}.{view}", []).append(column)
    return found


def readable(view: str, there: set[str] | None) -> str:
    """What to read in place of a view, so that every promised column is there.

    `there` are the columns that the snapshot has, None where it lacks the view: then no row is read.
    """
    lacking = [column for column in promised().get(view, []) if column not in (there or set())]
    if there is not None and not lacking:
        return view
    blanks = ", ".join(f'null as "{column}"' for column in lacking)
    return statement("view_lacking" if there is None else "view_older").format(blanks=blanks, view=view).strip()
