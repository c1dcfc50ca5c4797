"""One story on one time axis: who said it first, what was released, talked of and priced, then each telling in order."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import corrected, evidence, frame, shown, story_figure, stream
from pages.parts.story_first import sentence, teller

OF_KIND = {"changelog": "release", "podcast": "talk", "transcript": "talk", "pricing_page": "price"}
THREAD = [
    "happened_at",
    "what",
    "title",
    "said",
    "who",
    "source_title",
    "url",
    "document_id",
    "observed_at",
    "development_id",
    "passage_id",
    "starts_s",
]
MOST = 60


def draw(story_id: str) -> None:
    """The axis of a story, and below it each telling with its words and evidence."""
    thread = told(story_id)
    if thread.empty:
        frame.no_match("telling", "Readers took every development out of this story.")
        return
    if len(thread) > 1:
        _chart(thread)
    else:
        st.header(evidence.plain(sentence(thread)), anchor=False)
    _tellings(thread)


def told(story_id: str) -> pd.DataFrame:
    """The tellings of a story in order of time, as readers left it."""
    source = frame.reader()
    thread = pd.DataFrame()
    if source is not None and source.has("page.story_thread"):
        thread = frame.rows(
            "page.story_thread",
            columns=THREAD,
            where={"story_id": story_id},
            order="happened_at, starts_s nulls last",
            limit=MOST,
        )
    own = _developments({"story_id": story_id}) if thread.empty else thread
    joined = _developments({"development_id": corrected.joining(own)}) if corrected.joining(own) else None
    whole = corrected.staying(own)
    if joined is not None:
        whole = pd.concat([whole, joined.astype(object)])
    return whole.sort_values("happened_at", kind="stable", na_position="last").reset_index(drop=True)


def _developments(where: dict[str, object]) -> pd.DataFrame:
    """Developments as tellings, for a snapshot that has no thread and for what readers just added."""
    rows = frame.rows(
        "page.development_list",
        columns=stream.LIST,
        where=where,
        order="published_at, development_id",
        limit=MOST,
    )
    rows["what"] = rows["kind"].map(OF_KIND).fillna("post")
    rows = rows.rename(columns={"published_at": "happened_at", "summary": "said", "vendor_name": "who"})
    rows["passage_id"], rows["starts_s"] = None, None
    return rows[THREAD]


def _chart(thread: pd.DataFrame) -> None:
    finding = sentence(thread)
    sources = thread["source_title"].dropna().nunique()
    last = evidence.day(thread["happened_at"].max())
    table = pd.DataFrame(
        {
            "When": thread["happened_at"].dt.strftime("%Y-%m-%d"),
            "What": thread["what"].map(story_figure.LANES),
            "Who": [teller(row) for _, row in thread.iterrows()],
            "Title": [evidence.clean(title, 160) for title in thread["title"]],
            "Source": [evidence.clean(title, 80) for title in thread["source_title"]],
            "Address": [evidence.address(url) or "" for url in thread["url"]],
        }
    )
    shown.chart(
        finding,
        f"{len(thread)} tellings from {sources} source{'s' if sources != 1 else ''}, one dot each by day · until {last}",
        story_figure.figure(thread, frame.dark()),
        table,
        key="story",
        alt=f"Time axis of one story: {finding}",
    )


def _tellings(thread: pd.DataFrame) -> None:
    """Each telling with its day, its words and its evidence."""
    ids = [one for one in thread["development_id"] if isinstance(one, str)]
    rows = frame.rows(
        "page.development_list", columns=stream.LIST, where={"development_id": ids}, limit=max(len(ids), 1)
    )
    known = {row["development_id"]: row for _, row in rows.iterrows()}
    stream.timeline([(row, known.get(row["development_id"])) for _, row in thread.iterrows()])
