"""What all pages share: the snapshot they ask, heading, freshness, and the empty and error states."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db import status
from db.files import data_folder
from db.reader import Reader, newest_snapshot, open_reader
from pages.parts import filters
from pages.parts.evidence import day

QUIET_AFTER_H = 36.0
# Between a single pass and the start of the watch nobody needs a warning.
JUST_ENDED = timedelta(minutes=5)


# The snapshot that one run of the script shows: taken once, so that a page never mixes two.
_shown: ContextVar[Reader | None] = ContextVar("shown", default=None)


@st.cache_resource(max_entries=3, show_spinner=False, on_release=Reader.close)
def _reader(data: str, name: str) -> Reader | None:
    return open_reader(Path(data))


def begin() -> None:
    """Takes the newest snapshot for this run of the script."""
    data = data_folder()
    newest = newest_snapshot(data)
    _shown.set(_reader(str(data), newest.stem) if newest else None)


def reader() -> Reader | None:
    """The snapshot of this run, None before the first one."""
    return _shown.get()


def _frozen(value: Any) -> Any:
    """What was asked, as a key."""
    if isinstance(value, dict):
        return tuple((key, _frozen(part)) for key, part in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


class _Asked(dict[str, Any]):
    """The arguments of one question, hashable by what they say."""

    def __hash__(self) -> int:
        return hash(_frozen(self))


@lru_cache(maxsize=400)
def _rows(source: Reader, view: str, asked: _Asked) -> pd.DataFrame:
    return source.view(view, **asked)


def rows(view: str, **asked: Any) -> pd.DataFrame:
    """Rows of one view, kept while the snapshot is the newest. Raises ViewMissing for an old snapshot."""
    # Copy on write makes this nearly free, and keeps what is kept from being written to.
    return _rows(_open(), view, _Asked(asked)).copy(deep=False)


def one(view: str, **asked: Any) -> pd.Series:
    """The one row of a view."""
    return rows(view, **asked).iloc[0]


@lru_cache(maxsize=200)
def _count(source: Reader, view: str, asked: _Asked) -> int:
    return source.count(view, **asked)


def count(view: str, **asked: Any) -> int:
    """How many rows the same filters give."""
    return _count(_open(), view, _Asked(asked))


def snapshot() -> str:
    """The key under which anything drawn from this snapshot may be kept."""
    return str(_open().path)


def _open() -> Reader:
    source = reader()
    if source is None:
        st.stop()
    return source


def utc_now() -> datetime:
    """The clock of the pages: used for "how long ago", never for what a window holds."""
    return datetime.now(timezone.utc)


def ago(moment: object, now: datetime) -> str:
    """How long ago in words; `never` for null."""
    if moment is None or pd.isna(moment):
        return "never"
    minutes = (now - pd.Timestamp(moment).to_pydatetime()).total_seconds() / 60
    if minutes < -1:
        return "in " + _span(-minutes)
    return "just now" if minutes < 2 else f"{_span(minutes)} ago"


def _span(minutes: float) -> str:
    for size, word in ((60 * 24, "day"), (60, "hour"), (1, "minute")):
        whole = round(minutes / size)
        if minutes >= size and whole:
            return f"{whole} {word}{'s' if whole > 1 else ''}"
    return "a moment"


def dark() -> bool:
    """Whether this viewer sees the dark theme."""
    return st.context.theme.type == "dark"


def heading(title: str, question: str, *, even_empty: bool = False) -> DeltaGenerator | None:
    """Title, what the page answers, how fresh it is; returns the place beside the title for its control.

    Draws the empty card and returns None before there is anything to show; a page that has something to say
    about an empty store asks for `even_empty`.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.container(gap=None, width="stretch")
        beside = st.container(width="content")
    cover = one("page.coverage") if reader() else None
    with words:
        st.title(title, anchor=False)
        st.caption(question if cover is None else f"{question} · {_freshness(cover)}")
    filled = cover is not None and (cover.developments or cover.prices)
    if cover is None or not (filled or even_empty):
        _nothing_yet()
        return None
    _stale(cover, utc_now())
    filters.notices.set(st.container())
    return beside


def _freshness(cover: pd.Series) -> str:
    return (
        f"newest development {day(cover.until)} · {cover.healthy} of {cover.sources} sources healthy"
        f" · published {ago(cover.published_at, utc_now())}"
    )


def _stale(cover: pd.Series, now: datetime) -> None:
    """One banner, only where the data is older than a reader would think."""
    word = status.read(data_folder())
    if word is not None and word.alive(now):
        return
    last = word.moment("beat_at") if word else None
    if last is not None and now - last < JUST_ENDED:
        return
    age_h = (now - cover.published_at.to_pydatetime()).total_seconds() / 3600
    if word is None and age_h < QUIET_AFTER_H:
        return
    since = f"has been silent since {day(last)}, {last:%H:%M} UTC" if last else "is not running"
    st.warning(
        f"The collector {since}; you see what was read until {day(cover.data_as_of)}. "
        "Nothing newer is fetched until `make run` starts it again.",
        icon=":material/schedule:",
    )


def _nothing_yet() -> None:
    with st.container(border=True):
        st.header("No data yet", anchor=False)
        word = status.read(data_folder())
        if word is not None and word.alive(utc_now()):
            st.write("The first pass is under way; this page fills itself in a moment.")
            _first_pass()
            return
        st.write(
            "Sextant shows dated, sourced history here once the collector has made its first pass. "
            "Start it with `make run`, or make one pass with `python -m ingest run`."
        )


@st.fragment(run_every="2s")
def _first_pass() -> None:
    """How far the first pass is; the page is drawn anew once a newer snapshot is there."""
    newest = newest_snapshot(data_folder())
    seen = reader()
    if newest is not None and (seen is None or newest != seen.path):
        st.rerun()
    word = status.read(data_folder())
    if word is not None:
        st.progress(min(word.done / max(word.total, 1), 1.0), text=f"{word.done} of {word.total} sources")


def no_match(what: str, hint: str) -> None:
    """Data is there, but not under this filter."""
    with st.container(border=True):
        st.markdown(f"**No {what} here.** {hint}")


def older_snapshot(gap: object) -> None:
    """The snapshot was written before this page was."""
    st.info(
        f"This page needs `{gap}`, which the published snapshot does not have yet. "
        "It appears after the next pass of the collector.",
        icon=":material/update:",
    )
