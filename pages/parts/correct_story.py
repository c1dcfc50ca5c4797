"""The part of the form that says which story a development belongs to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import streamlit as st

from pages.parts import corrected, evidence, frame
from pages.parts.corrected import Change

MOST = 8
AN_ID = 8  # characters that name a story or a development


def changes(row: pd.Series) -> list[Change]:
    """What the reader says of the story: it does not belong there, or belongs to another."""
    made = []
    with st.expander("Story"):
        others = _others(row)
        if len(others) and st.checkbox(
            f"Not the same story as “{evidence.plain(others.iloc[0]['title'], 80)}”",
            key=f"correct_apart_{row['development_id']}",
        ):
            other = others.iloc[0]["development_id"]
            made.append(Change("not_same_story", other, None))
        words = st.text_input(
            "Same story as …",
            placeholder="Words of its title, or the address of a story",
            key=f"correct_same_{row['development_id']}",
            max_chars=300,
        )
        if words.strip():
            made += _same(row, words.strip())
    return made


def _others(row: pd.Series) -> pd.DataFrame:
    """The other developments of its story, the first told first."""
    if not isinstance(row["story_id"], str):
        return pd.DataFrame()
    members = frame.rows("story_developments", where={"story_id": row["story_id"]}, limit=50)
    told = frame.rows(
        "developments",
        columns=["development_id", "title"],
        where={"development_id": list(members["development_id"])},
        order="published_at, development_id",
    )
    told = corrected.staying(told)
    if row["development_id"] not in set(told["development_id"]):
        return pd.DataFrame()
    return told[told["development_id"] != row["development_id"]]


def _same(row: pd.Series, words: str) -> list[Change]:
    found = _found(words)
    found = found[found["lead_development_id"] != row["development_id"]]
    found = found[found["story_id"] != row["story_id"]]
    if found.empty:
        st.caption("No other story is called that.")
        return []
    by_id = {one["lead_development_id"]: one for _, one in found.iterrows()}
    chosen = st.selectbox(
        "Which one",
        list(by_id),
        index=0 if len(by_id) == 1 else None,
        format_func=lambda one: (
            f"{evidence.clean(by_id[one]['title'], 90)} ({evidence.day(by_id[one]['last_at'])})"
        ),
        placeholder="Choose the story",
        key=f"correct_which_{row['development_id']}",
    )
    return [Change("same_story", chosen, None)] if chosen else []


def _found(words: str) -> pd.DataFrame:
    """Stories that an address names, or whose title holds the words, newest first."""
    columns = ["story_id", "title", "last_at", "lead_development_id"]
    named = _named(words)
    if named is None:
        return frame.rows(
            "stories",
            columns=columns,
            contains=(["title"], words),
            order="last_at desc, story_id",
            limit=MOST,
        )
    what, asked = named
    if what == "like":
        known = frame.rows(
            "page.development_list", columns=["story_id"], where={"development_id": asked}, limit=1
        )["story_id"].dropna()
        return frame.rows("stories", columns=columns, where={"story_id": list(known)}, limit=1)
    found = frame.rows("stories", columns=columns, contains=(["story_id"], asked), limit=MOST)
    return found[found["story_id"].str.startswith(asked)]


def _named(words: str) -> tuple[str, str] | None:
    """(what, id) where the words are an address of ours, else null."""
    try:
        query = parse_qs(urlsplit(words).query)
    except ValueError:
        return None
    for what in ("story", "like"):
        for asked in query.get(what, []):
            if len(asked) >= AN_ID:
                return what, asked[:200]
    return None


def titled(development_id: str) -> str:
    """A development as people know it."""
    found = frame.rows("developments", columns=["title"], where={"development_id": development_id}, limit=1)[
        "title"
    ]
    return evidence.clean(found.iloc[0], 90) if len(found) else development_id[:16]
