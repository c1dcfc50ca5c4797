"""Items with the themes and event that a person gave them, read from JSON lines."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.events import TYPES
from models.items import BadLine, Item, item_of, read_object
from models.theme_rules import load_themes

WRITTEN = "written"
NOT_SCORED = "digest"  # the guide's mark for an issue that tells several stories


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item and its labels; `event` is null where nobody judged it; `key` finds it without its text.

    `written` items were written for the project, in files that are named so: they teach, but measure nothing.
    """

    item: Item
    themes: tuple[str, ...]
    event: str | None
    key: str
    written: bool = False


def key_of(source: str | None, title: str, text: str, url: str | None) -> str:
    """What stands for an item in files that must not carry its text."""
    named = title.strip() or text.strip()[:100]
    return hashlib.sha256("\n".join((source or "", named, url or "")).encode("utf-8", "replace")).hexdigest()[
        :16
    ]


def read_labelled(path: Path, texts: dict[str, dict[str, object]] | None = None) -> list[Labelled]:
    """The labelled items of one file. Rows with a key alone take their text from `texts`, or are left out.

    Raises BadLine with file, line and mend.
    """
    found: list[Labelled] = []
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = read_object(line, number)
                if "title" not in row and "text" not in row:
                    known = (texts or {}).get(str(row.get("key")))
                    if known is None:
                        continue
                    row = known | row
                found.append(replace(_labelled(row, number), written=path.name.startswith(WRITTEN)))
            except BadLine as error:
                raise BadLine(f"{path.name}: {error}") from error
    return found


def read_marks(path: Path) -> dict[str, tuple[str, ...]]:
    """Key and themes of every row of one file, whether its text is at hand or not. Raises BadLine."""
    found: dict[str, tuple[str, ...]] = {}
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    row = read_object(line, number)
                    found[str(row.get("key") or _key(row))] = _themes(row.get("themes"), number)
                except BadLine as error:
                    raise BadLine(f"{path.name}: {error}") from error
    return found


def read_texts(paths: Iterable[Path]) -> dict[str, dict[str, object]]:
    """Rows with texts under the key of each, for files of labels that carry keys only."""
    texts: dict[str, dict[str, object]] = {}
    for path in paths:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    row = read_object(line, number)
                    texts[_key(row)] = row
    return texts


def _labelled(row: dict[str, object], number: int) -> Labelled:
    if "description" in row and row.get("title"):
        row = row | {"text": row["description"]}  # the guide's files repeat the title inside `text`
    key = str(row.get("key") or _key(row))
    item = item_of({"id": key} | {name: value for name, value in row.items() if name != "products"}, number)
    return Labelled(item, _themes(row.get("themes"), number), _event(row.get("event"), number), key)


def _key(row: dict[str, object]) -> str:
    part = [str(row.get(name) or "") for name in ("source", "title", "text", "url")]
    return key_of(part[0], part[1], part[2], part[3])


def _themes(value: object, number: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BadLine(f'line {number}: "themes" must be a list of theme ids (an empty one for none)')
    known = [theme.id for theme in load_themes()]
    names = [name for name in value if name != "none"]
    for name in names:
        if name not in known:
            raise BadLine(f"line {number}: theme {name!r} is unknown; {_nearest(name, known)}")
    return tuple(dict.fromkeys(names))


def _event(value: object, number: int) -> str | None:
    if value is None:
        return None
    known = [*TYPES, "none", NOT_SCORED]
    if value not in known:
        raise BadLine(f"line {number}: event {value!r} is unknown; {_nearest(str(value), known)}")
    return str(value)


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}Known are: {', '.join(known)}"
