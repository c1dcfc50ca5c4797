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
AN_ID = 8  # characters that an address needs to name a story


def find(asked: str) -> pd.Series | None:
    """The story whose id begins so: its id, label and title."""
    if len(asked) < AN_ID:
        return None
    found = frame.rows(
        "stories", columns=["story_id", "label", "title"], contains=(["story_id"], asked), limit=20
    )
    known = found[found["story_id"].str.startswith(asked)]
    return None if known.empty else known.iloc[0]


def draw(story_id: str) -> None:
    """The axis of a story, and below it each telling with its words and evidence."""
    thread = told(story_id)
    if thread.empty:
        frame.no_match("telling", "Readers took every development out of this story.")
        return
    more = _more(story_id, thread)
    if len(story_figure.dots(thread)) > 1:
        _chart(thread, more)
    else:  # one dot would show nothing that the sentence does not say
        st.header(evidence.plain(sentence(thread)), anchor=False)
        st.caption(_counted(thread, more))
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


def _more(story_id: str, thread: pd.DataFrame) -> int:
    """How many tellings are too many to be drawn."""
    source = frame.reader()
    if len(thread) < MOST or source is None or not source.has("page.story_thread"):
        return 0
    return max(frame.count("page.story_thread", where={"story_id": story_id}) - len(thread), 0)


def _counted(thread: pd.DataFrame, more: int) -> str:
    """How many tellings by how many sources, and how far they reach."""
    sources = thread["source_title"].dropna().nunique()
    many = f"The first {len(thread)} of {len(thread) + more}" if more else len(thread)
    return (
        f"{many} telling{'s' if len(thread) > 1 else ''} from {sources} source{'s' if sources != 1 else ''} · "
        f"until {evidence.day(thread['happened_at'].max())}"
    )


def _chart(thread: pd.DataFrame, more: int) -> None:
    finding = sentence(thread)
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
        f"{_counted(thread, more)} · one dot a teller and day",
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
    _timeline([(row, known.get(row["development_id"])) for _, row in thread.iterrows()])


def _timeline(told: list[tuple[pd.Series, pd.Series | None]]) -> None:
    """The tellings along time: a day, then what was said on it, where and in what way.

    Each is a row of the thread, and the development that it is, where it is one.
    """
    before = ""
    for telling, row in told:
        when = evidence.day(telling["happened_at"])
        beside, said = st.columns([1, 7], gap="small")
        beside.markdown(f":gray[{when}]" if when != before else "")
        with said:
            if row is not None and not isinstance(telling["passage_id"], str):
                stream.development(row, told=1, lane=story_figure.LANES[telling["what"]].lower())
            else:
                _telling(telling)
        before = when


def _telling(row: pd.Series) -> None:
    """A talk or a price that belongs to a story: what was said at once, or the price that its title names."""
    caption = f"{evidence.plain(row['source_title'], 60)} · {evidence.day(row['happened_at'])}"
    who = stream.spoken(row.rename({"who": "speaker"}))
    words = f"{who}: {evidence.plain(row['said'], 240)}" if row["what"] == "talk" else ""
    headline = evidence.link(row["title"], row["url"], 200)
    with shown.entry(headline, [story_figure.LANES[row["what"]].lower()], caption, words=words):
        evidence.proof(row["said"], row["document_id"], row["url"], row["observed_at"])
