"""Home: what moved in the chosen window, what mattered, and what to do next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import attention, evidence, filters, frame, prices, shown, tiles

ENOUGH = 8


def title() -> tuple[str, str]:
    """Says "this week" only where the newest development is of this week."""
    question = "What changed and what to do"
    if frame.reader() is None:
        return "This week in AI strategy", question
    cover = frame.one("page.coverage")
    if pd.isna(cover.until) or cover.data_as_of - cover.until < pd.Timedelta(days=7):
        return "This week in AI strategy", question
    return f"AI strategy up to {evidence.day(cover.until)}", question


def usual_window() -> str:
    """The shortest window that holds enough to read."""
    counts = frame.rows("page.window_counts", order="days")
    enough = counts[counts["developments"] >= ENOUGH]["days"]
    return f"{enough.iloc[0] if len(enough) else counts['days'].iloc[-1]} days"


def what_mattered(days: int, span: pd.Series) -> None:
    """Five stories, those told by most sources first."""
    with st.container(border=True, height="stretch"):
        with st.container(gap=None):
            st.header("What mattered", anchor=False)
            first, last = evidence.day(span["since"]), evidence.day(span["until"])
            st.caption(f"{first} – {last} · stories told by most sources first")
        stories = frame.rows(
            "page.story_list",
            since=("last_at", span["since"].to_pydatetime()),
            order="told_by desc, rank, last_at desc",
            limit=5,
            columns=[
                "story_id",
                "title",
                "url",
                "themes",
                "unsure",
                "theme_pending",
                "vendor_name",
                "source_title",
                "last_at",
                "told_by",
                "dated_by",
                "quote",
                "summary",
                "why",
                "document_id",
                "observed_at",
            ],
        )
        if stories.empty:
            st.write(f"Nothing was published in these {days} days by the sources that could be read.")
        for _, story in stories.iterrows():
            shown.development(story, told=int(story["told_by"]), at="last_at", most_badges=1)
        st.page_link("developments.py", label="All developments", icon=":material/arrow_forward:")


def do_next() -> None:
    """The open actions that are due first."""
    with st.container(border=True, height="stretch"):
        st.header("Do next", anchor=False)
        due = frame.rows(
            "page.action_list",
            where={"is_open": True},
            order="do_by nulls last, title",
            limit=5,
            columns=["title", "text", "do_by", "status", "owner"],
        )
        if due.empty:
            st.write("No open action.")
        else:
            due["title"] = due["title"].fillna(due["text"]).map(lambda words: evidence.clean(words, 90))
            st.dataframe(
                due,
                hide_index=True,
                placeholder="–",
                column_order=["title", "do_by", "status"],
                alt="Open actions, due first",
                column_config={
                    "title": st.column_config.TextColumn("Action", width=200),
                    "do_by": st.column_config.DateColumn("Due", format="D MMM YYYY", width=100),
                    "status": st.column_config.TextColumn("Status", width=60),
                },
            )
        st.page_link("actions.py", label="All actions", icon=":material/arrow_forward:")


beside = frame.heading(*title())
if beside is not None:
    with beside:
        days = filters.window(default=usual_window())
    tiles.draw(days)
    span = frame.one("page.window_counts", where={"days": days})
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        what_mattered(days, span)
    with right:
        do_next()
    left, right = st.columns(2, gap="medium")
    with left:
        attention.card()
    with right:
        prices.newest_moves(days, span["since"])
