"""How the stream of developments is drawn: a development, a passage of a transcript, a story, its time axis."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from pages.parts import evidence, frame, shown
from pages.parts.search_hits import Hit, Pieces

MOST_BADGES = 3
LIST = [
    "development_id",
    "title",
    "vendor_name",
    "source_title",
    "published_at",
    "dated_by",
    "themes",
    "unsure",
    "kind",
    "summary",
    "quote",
    "url",
    "document_id",
    "observed_at",
    "why",
    "theme_pending",
    "story_id",
]


def development(row: pd.Series, *, told: int, at: str = "published_at", kind: bool = False) -> None:
    """One development: what, who, when; on demand its own words, its story and what is like it."""
    themes = list(row["themes"])[:MOST_BADGES]
    unsure = f"unsure: {row['unsure'][0]}" if len(row["unsure"]) else ""
    doubt = "theme pending" if row["theme_pending"] else unsure
    parts = [evidence.line(row, at=at)]
    parts += [evidence.plain(row["kind"], 40)] if kind else []
    parts += [f"{told} sources"] if told > 1 else []
    headline = evidence.link(row["title"], row["url"], 200)
    with shown.entry(headline, themes or [doubt], " · ".join(parts), colour="blue" if themes else "gray"):
        said = row["quote"] if isinstance(row["quote"], str) and row["quote"] else row["summary"]
        evidence.proof(said, row["document_id"], row["url"], row["observed_at"])
        if told > 1:
            _story_link(row["story_id"], f"All {told} sources of this story")
        like = {"like": row["development_id"]}
        st.page_link(_here(), label="More like this", icon=":material/join_inner:", query_params=like)
        if isinstance(row["why"], str) and row["why"]:
            st.caption(f"Theme because: {evidence.plain(row['why'], 200)}")


def story(row: pd.Series) -> None:
    """One story by the development that leads it, with the way to all that tell it."""
    development(row, told=int(row["told_by"]), at="last_at")
    if row["developments"] > 1:
        first, last = evidence.day(row["first_at"]), evidence.day(row["last_at"])
        when = first if first == last else f"{first} – {last}"
        _story_link(row["story_id"], f"{row['developments']} developments, {when}")


def _story_link(story_id: str, words: str) -> None:
    st.page_link(_here(), label=words, icon=":material/hub:", query_params={"story": story_id[:16]})


@lru_cache(maxsize=1)
def _here() -> st.Page:
    """The page itself: asked for by its path, each of many links would look through the file system."""
    return st.Page("developments.py")


def hit(found: Hit) -> None:
    """One result of a search, with the stretch of its text that answers."""
    with st.container(gap=None):
        if found.development is not None:
            development(found.development, told=int(found.development["sources"]))
        elif found.passage is not None:
            _episode(found.passage)
        who = "" if found.passage is None else f"{spoken(found.passage)}: "
        if found.pieces:
            st.markdown(f":small[{who}{marked(found.pieces)}]")


def _episode(passage: pd.Series) -> None:
    sources = frame.rows("sources", columns=["source_id", "title"])
    named = dict(zip(sources["source_id"], sources["title"], strict=True))
    source = evidence.plain(named.get(passage["source_id"], passage["source_id"]), 40)
    title = evidence.plain(passage["episode"], 200) or "Untitled episode"
    with shown.entry(title, ["transcript"], f"{source} · {evidence.day(passage['published_at'])}"):
        st.text(f"“{evidence.clean(passage['text'], 1200)}”")
        st.caption(f"{spoken(passage)} · document {evidence.clean(passage['document_id'])[:12]}")


def spoken(passage: pd.Series) -> str:
    """Who says it, and how far into the episode."""
    who = evidence.plain(passage["speaker"], 60) or "Speaker unknown"
    if pd.isna(passage["starts_s"]):
        return who
    minutes, seconds = divmod(int(passage["starts_s"]), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{who}, {clock}"


def marked(pieces: Pieces) -> str:
    """The stretch as harmless markdown with its hits bold; spaces between the pieces are kept."""
    made = []
    for text, is_hit in pieces:
        words = evidence.plain(text)
        if not words:
            made.append(" " if text else "")
        elif is_hit:
            made.append(f"**{words}**")
        else:
            made.append(" " * text[:1].isspace() + words + " " * text[-1:].isspace())
    return "".join(made)


def alone(what: str, asked: str, words: str) -> None:
    """What is shown alone, and the way back to all."""
    st.query_params[what] = asked  # a link from this page to itself leaves the browser's address as it was
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(words)
        st.button(
            "All developments",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=_forget,
            args=(what,),
        )


def _forget(what: str) -> None:
    st.query_params.pop(what, None)


def remarks(said: list[str]) -> None:
    """What could not be read or done, in one quiet line each."""
    for words in said:
        st.caption(f":material/info: {evidence.plain(words, 300)}")


def timeline(told: pd.DataFrame) -> None:
    """The developments of one story along time: a day, then what was said on it, where and of what kind."""
    before = ""
    for _, row in told.iterrows():
        when = evidence.day(row["published_at"])
        beside, said = st.columns([1, 7], gap="small")
        beside.markdown(f":gray[{when}]" if when != before else "")
        with said:
            development(row, told=1, kind=True)
        before = when
