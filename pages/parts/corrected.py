"""What readers said of developments, laid over the snapshot's rows until a pass has taken it in."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from db.desk_corrections import Correction, corrections, standing
from db.files import Files, data_folder
from pages.parts import evidence, frame

# A single word that counts; entities and stories have one for each subject.
WHOLE = ("themes", "event", "vendor")


@dataclass(frozen=True, slots=True)
class Said:
    """Every word of the desk, those that stand, and what a taken-back one had replaced, by development and field."""

    every: list[Correction]
    standing: dict[str, dict[str, Correction]]
    before: dict[str, dict[str, Correction]]


@dataclass(frozen=True, slots=True)
class Change:
    """One field as the reader wants it, and as the screen showed it."""

    field: str
    value: str | None
    was: str | None


def said() -> Said:
    """What the desk holds now."""
    data = _folder(os.environ.get("SEXTANT_DATA"))
    return _said(data, _marks(data))


@lru_cache(maxsize=4)
def _folder(named: str | None) -> Path:
    """DATA as `named`; asked for by each row, so it is resolved once."""
    return data_folder()


def _marks(data: Path) -> tuple[int, ...]:
    """Numbers that change with every write to the desk, by whichever process."""
    found = []
    desk = str(Files(data).desk)
    for path in (desk, f"{desk}-wal"):
        with suppress(OSError):
            seen = os.stat(path)
            found += [seen.st_mtime_ns, seen.st_size]
    return tuple(found)


@lru_cache(maxsize=2)
def _said(data: Path, marks: tuple[int, ...]) -> Said:
    every = corrections(data) if marks else []
    return Said(every, standing(every), _taken_back(every))


def _taken_back(every: list[Correction]) -> dict[str, dict[str, Correction]]:
    """Development -> field -> the withdrawal, with what the screen showed before anybody spoke."""
    first: dict[tuple[str, str], Correction] = {}
    found: dict[str, dict[str, Correction]] = {}
    for one in every:
        key = (one.development_id, one.field)
        if one.field not in WHOLE:
            continue
        if one.value is not None:
            first.setdefault(key, one)
            found.get(one.development_id, {}).pop(one.field, None)
        elif key in first:
            was = first.pop(key).was
            back = Correction(*key, None, was, one.at, one.by)
            found.setdefault(one.development_id, {})[one.field] = back
    return found


def of(development_id: str) -> list[Correction]:
    """All that was ever said of one development, newest first."""
    return [one for one in reversed(said().every) if one.development_id == development_id]


def over(row: pd.Series) -> pd.Series:
    """The row as readers left it; `edited` says who set its themes."""
    held = said()
    words = held.standing.get(row["development_id"], {})
    back = held.before.get(row["development_id"], {})
    if not words and not back:
        return row
    row = row.copy()
    for field in WHOLE:
        if field in words:
            _lay(row, field, words[field].value)
        elif field in back and _newer(back[field]):
            _lay(row, field, back[field].was)
    if themes := words.get("themes"):
        row["edited"] = signed(themes)
        row["why"] = f"{'confirmed' if themes.value == themes.was else 'set'} by {signed(themes)}"
        if themes.was is not None and themes.was != themes.value:
            row["why"] += f"; shown before: {named(themes.was)}"
    return row


def _lay(row: pd.Series, field: str, value: str | None) -> None:
    if value is None:
        return
    if field == "themes":
        known = titles()
        row["themes"] = [known.get(theme, theme) for theme in value.split(",") if theme]
        row["unsure"], row["why"], row["theme_pending"] = [], None, False
    elif field == "event":
        row["event"] = value
    else:
        row["vendor"], row["vendor_name"] = value, vendors().get(value, value)


def _newer(word: Correction) -> bool:
    """Whether it was said after the snapshot on the screen was made."""
    return bool(pd.Timestamp(word.at) > frame.one("snapshot_info")["published_at"])


def signed(word: Correction) -> str:
    """Who and when, plain text."""
    return f"{evidence.clean(word.by, 60)} on {evidence.day(word.at)}"


def titles() -> dict[str, str]:
    """Theme id -> title, in the order of screens."""
    found = frame.rows("themes", columns=["theme", "title"], order="ordinal")
    return dict(zip(found["theme"], found["title"], strict=True))


def named(themes: str) -> str:
    """Theme ids joined by commas, as people read them."""
    known = titles()
    return ", ".join(known.get(theme, theme) for theme in themes.split(",") if theme) or "not relevant"


def vendors() -> dict[str, str]:
    """Vendor id -> name."""
    found = frame.rows("page.vendor_names", columns=["vendor", "vendor_name"], order="vendor_name")
    return dict(zip(found["vendor"], found["vendor_name"], strict=True))


def staying(told: pd.DataFrame) -> pd.DataFrame:
    """The tellings of a story without the developments that a reader took out of it."""
    members = _ids(told)
    held = said().standing
    left = {
        one for one in members if any(f"not_same_story:{other}" in held.get(one, {}) for other in members)
    }
    return told[[one not in left for one in told["development_id"]]]


def joining(told: pd.DataFrame) -> list[str]:
    """Developments that readers said belong to this story, and that the snapshot does not have there yet."""
    members = _ids(told)
    found = [
        development_id
        for development_id, words in said().standing.items()
        for field in words
        if field.startswith("same_story:") and field.partition(":")[2] in members
    ]
    return [one for one in found if one not in members]


def _ids(told: pd.DataFrame) -> set[str]:
    return {one for one in told["development_id"] if isinstance(one, str)}
