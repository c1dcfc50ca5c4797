"""Pieces that several pages draw alike: a chart with its table and download, and a development."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import charts, evidence

TABLE = "Show as a table"
LIST_MARK = re.compile(r"(?:^|\n)\s*[-*•]\s+")


def chart(finding: str, caption: str, figure: go.Figure, table: pd.DataFrame, *, key: str, alt: str) -> None:
    """A chart under the sentence that it proves; unit and date in the caption, a table, a download."""
    with st.container(gap=None):
        st.header(evidence.plain(finding), anchor=False)
        st.caption(caption)
    place = st.container()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        as_table = st.toggle(TABLE, key=f"{key}_table", bind="query-params")
        st.download_button(
            "CSV",
            data=lambda: table.to_csv(index=False).encode(),
            file_name=f"sextant-{key}.csv",
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            key=f"{key}_csv",
            on_click="ignore",
        )
    if as_table:
        place.dataframe(table, hide_index=True, alt=alt, key=f"{key}_rows", height=charts.HEIGHT)
    else:
        place.plotly_chart(figure, config=charts.CONFIG, alt=alt, key=f"{key}_figure")


def said(row: pd.Series) -> str:
    """What a development says: the words that its source stresses, else how its text begins; foreign text."""
    words = row["quote"] if isinstance(row["quote"], str) and row["quote"] else row["summary"]
    return unlisted(words)


def percent(confidence: float) -> str:
    """How sure a tag is; never wholly, as none is."""
    return "over 99%" if confidence > 0.99 else f"{confidence:.0%}"


def unlisted(text: object) -> str:
    """Foreign text whose list may stand on one line: what began each of its lines parts them."""
    return LIST_MARK.sub(" · ", text).removeprefix(" · ") if isinstance(text, str) else ""


def entry(
    headline: str,
    badges: Sequence[str],
    caption: str,
    *,
    words: str = "",
    colour: str = "blue",
    mark: str = "",
    key: str | None = None,
    beside: Callable[[], None] | None = None,
) -> DeltaGenerator:
    """A headline above one quiet line with its evidence at the end; returns the place for that evidence.

    `words`, harmless markdown, stand small below the headline. `mark` is an icon before each badge. With a `key` the place knows whether it is `open`. `beside` draws what
    else may be done with it.
    """
    icon = f"{mark} " if mark else ""
    marks = " ".join(f":{colour}-badge[{icon}{evidence.plain(badge, 40)}]" for badge in badges if badge)
    with st.container(gap=None):
        st.markdown(f"**{headline}**" + (f"  \n:small[{words}]" if words else ""))
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.markdown(f"{marks} :small[:gray[{caption}]]", width="content")
            place = st.popover(
                "Evidence",
                icon=":material/format_quote:",
                type="tertiary",
                key=key,
                on_change="rerun" if key else "ignore",
            )
            if beside is not None:
                beside()
            return place


def development(row: pd.Series, *, told: int, at: str, most_badges: int = 3) -> None:
    """One development, or the story that it leads: what, who, when; its own words on demand."""
    shown_themes = list(row["themes"])[:most_badges]
    doubt = (
        "theme pending"
        if row["theme_pending"]
        else f"unsure: {row['unsure'][0]}"
        if len(row["unsure"])
        else ""
    )
    caption = evidence.line(row, at=at) + (f" · {told} sources" if told > 1 else "")
    place = entry(
        evidence.link(row["title"], row["url"], 200),
        shown_themes or [doubt],
        caption,
        colour="blue" if shown_themes else "gray",
    )
    with place:
        evidence.proof(said(row), row["document_id"], row["url"], row["observed_at"])
        if told > 1:
            st.page_link(
                "developments.py",
                label=f"All {told} sources of this story",
                icon=":material/hub:",
                query_params={"story": row["story_id"][:16]},
            )
        if isinstance(row["why"], str) and row["why"]:
            st.caption(f"Theme because: {evidence.plain(row['why'], 200)}")
