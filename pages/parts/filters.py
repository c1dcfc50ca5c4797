"""Filters that live in the address: each reads its own parameter, and says so when it can't."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.evidence import plain

# Where a filter says what it could not do: below the heading, not between the filters.
notices: ContextVar[DeltaGenerator | None] = ContextVar("notices", default=None)
WINDOWS = {"7 days": 7, "30 days": 30, "90 days": 90, "1 year": 365}


def _adopt(key: str, options: Sequence[str], many: bool) -> None:
    """Takes over what the address asks for, whatever its case or ending; says what it does not know.

    Streamlit drops an unknown value silently, so this looks before the widget is drawn.
    """
    asked = st.query_params.get_all(key)
    by_word = {option.casefold(): option for option in reversed(options)}
    by_word |= {option.casefold().split()[0]: option for option in reversed(options) if option.strip()}
    by_word |= {option.casefold(): option for option in options}
    known = [by_word[value.casefold()] for value in asked if value.casefold() in by_word]
    unknown = [value for value in asked if value.casefold() not in by_word]
    # Another page may use the same word of the address for something else.
    if not many and st.session_state.get(key, options[0] if options else None) not in options:
        st.session_state.pop(key, None)
    if known and known != asked:
        st.session_state[key] = known if many else known[0]
        st.query_params[key] = known if many else known[0]
    if unknown:
        _say(key, unknown[0])


def _say(key: str, value: str) -> None:
    place = notices.get() or st
    place.warning(f"The address asks for {key} “{plain(value, 60)}”, which is not here: showing the default.")


def many(label: str, options: Sequence[str], key: str, *, placeholder: str = "All") -> list[str]:
    """Any number of the options, none = all."""
    _adopt(key, options, many=True)
    return st.multiselect(label, options, key=key, bind="query-params", placeholder=placeholder)


def one(label: str, options: Sequence[str], key: str, *, default: str | None = None) -> str:
    """Exactly one of the options."""
    _adopt(key, options, many=False)
    index = 0 if key in st.session_state or default not in options else list(options).index(default)
    return st.selectbox(label, options, index=index, key=key, bind="query-params")


def choice(label: str, options: Sequence[str], key: str, *, default: str | None = None) -> str:
    """Exactly one of a few options, side by side."""
    _adopt(key, options, many=False)
    start = None if key in st.session_state else default or options[0]
    picked = st.segmented_control(
        label, options, default=start, key=key, bind="query-params", label_visibility="collapsed"
    )
    return picked or default or options[0]


def window(key: str = "window", default: str = "7 days", options: Sequence[str] = tuple(WINDOWS)[:3]) -> int:
    """The days to look back, counted from the newest data."""
    return WINDOWS[choice("Period", options, key, default=default)]


def search(label: str, key: str = "q", placeholder: str = "") -> str:
    """Free words; cut so that no one can make us look for a book."""
    words = st.text_input(
        label, key=key, bind="query-params", placeholder=placeholder, icon=":material/search:", max_chars=200
    )
    return (words or "").strip()[:200]


def page_number(pages: int, key: str = "page") -> int:
    """Which page of a long list, from 1."""
    asked = st.query_params.get(key)
    if asked is not None and not (asked.isdecimal() and 1 <= int(asked[:9]) <= pages):
        _say(key, asked)
    if pages < 2:
        return 1
    return min(st.pagination(pages, key=key, bind="query-params"), pages)
