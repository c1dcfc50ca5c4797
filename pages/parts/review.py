"""The review queue: the least certain developments first, each judged in one press, and how good the tags are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import correct, corrected, evidence, frame, how_good, shown
from pages.parts.corrected import Change

QUEUE = "page.review_queue"
AT_ONCE = 10
MOST_SUGGESTED = 6
LEAST = 0.05  # a theme less sure than this is no suggestion
COLUMNS = [
    "development_id",
    "title",
    "vendor_name",
    "source_title",
    "published_at",
    "dated_by",
    "themes",
    "summary",
    "quote",
    "url",
]


def draw() -> None:
    """Progress, the next ten, and the figures."""
    if refused := st.session_state.pop("review_refused", None):
        st.warning(evidence.plain(refused, 200))
    _progress()
    _queue()
    how_good.draw()


def _progress() -> None:
    held = corrected.said().standing
    judged = [words["themes"] for words in held.values() if "themes" in words]
    people = len({one.by for one in judged})
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        with st.container(gap=None, width="stretch"):
            st.header("Which tags are right?", anchor=False)
            words = f"{len(judged):,} reviewed by {people} {'person' if people == 1 else 'people'}"
            st.caption(
                f"{words if judged else 'Nobody reviewed anything yet'} · least certain first · leave on what is "
                "right, then press the button; the next pass learns from it"
            )
            if short := how_good.in_short():
                st.caption(short)
        with st.container(width=240):
            correct.your_name()


def _queue() -> None:
    """The next ten that nobody judged, leaving out those judged since the snapshot was made."""
    held = corrected.said().standing
    start = st.session_state.get("review_start", 0)
    wanted = start + AT_ONCE
    listed = frame.rows(
        QUEUE,
        columns=["development_id"],
        order="uncertainty desc, published_at desc, development_id",
        limit=wanted + len(held),
    )["development_id"]
    waiting = [one for one in listed if "themes" not in held.get(one, {})]
    ids = waiting[start:wanted]
    source = frame.reader()
    if source is not None and not source.has(QUEUE):
        st.caption("This snapshot has no queue yet; the next pass of the collector makes it.")
    elif not ids:
        frame.no_match("development", "Nothing waits for a review." if not start else "These were the last.")
    for row, tags in _rows(ids):
        _one(row, tags)
    with st.container(horizontal=True):
        if len(waiting) > wanted or len(ids) == AT_ONCE:
            st.button("Skip these", icon=":material/skip_next:", on_click=_go, args=(wanted,))
        if start:
            st.button(
                "Back to the first", icon=":material/first_page:", type="tertiary", on_click=_go, args=(0,)
            )


def _go(start: int) -> None:
    st.session_state["review_start"] = start


def _rows(ids: list[str]) -> list[tuple[pd.Series, pd.DataFrame]]:
    """Each development with its suggested themes, in the order asked.

    Asked for one by one: each is kept, so that after a verdict only the one that moves up is read.
    """
    found = []
    for one in ids:
        rows = frame.rows("page.development_list", columns=COLUMNS, where={"development_id": one}, limit=1)
        tags = frame.rows(
            "development_themes",
            columns=["theme", "confidence", "shown"],
            where={"development_id": one},
            order="confidence desc, theme",
            limit=40,
        )
        found += [(row, tags) for _, row in rows.iterrows()]
    return found


def _one(row: pd.Series, tags: pd.DataFrame) -> None:
    """One development: what it says, what is suggested, one press."""
    named = corrected.titles()
    likely = tags[tags["shown"] | (tags["confidence"] >= LEAST)].head(MOST_SUGGESTED)
    sure = dict(zip(likely["theme"], likely["confidence"], strict=True))
    shown_ids = list(tags[tags["shown"]]["theme"])
    with st.container(border=True, gap="small"):
        with st.container(gap=None):
            st.markdown(f"**{evidence.link(row['title'], row['url'], 200)}**")
            st.caption(evidence.line(row))
        if words := evidence.plain(shown.said(row), 400):
            st.markdown(f":small[{words}]")
        chosen = _suggested(row["development_id"], sure, shown_ids, named)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _verdict(row, chosen, shown_ids, none="None of these" if sure else "Not relevant")


def _suggested(
    development_id: str, sure: dict[str, float], shown_ids: list[str], named: dict[str, str]
) -> list[str]:
    """The themes that the reader leaves switched on, the surest first."""
    if not sure:
        st.caption("No theme suggests itself.")
        return []
    chosen = st.pills(
        "Themes",
        list(sure),
        selection_mode="multi",
        default=[theme for theme in shown_ids if theme in sure],
        format_func=lambda theme: f"{named.get(theme, theme)} {shown.percent(sure[theme])}",
        key=f"review_{development_id}",
        label_visibility="collapsed",
        width="content",
    )
    return [theme for theme in sure if theme in chosen]


def _verdict(row: pd.Series, chosen: list[str], shown_ids: list[str], *, none: str) -> None:
    """One press keeps what is switched on; another theme, an event or a name needs the form."""
    development_id = row["development_id"]
    change = Change("themes", ",".join(chosen), ",".join(shown_ids))
    words = none if not chosen else "All right" if chosen == shown_ids else "Save"
    st.button(
        words,
        icon=":material/check:",
        type="primary" if chosen and chosen != shown_ids else "secondary",
        key=f"verdict_{development_id}",
        on_click=_keep,
        args=(development_id, change, evidence.plain(row["title"], 60)),
    )
    correct.button(development_id, f"review_{development_id}")


def _keep(development_id: str, change: Change, title: str) -> None:
    refused = correct.save(development_id, [change])
    if refused:
        st.session_state["review_refused"] = refused
    else:
        correct.tell(f"Reviewed: {title}")
