"""Home: what moved in the chosen window, what mattered, and what to do next."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, evidence, filters, frame, prices, shown, tiles


@st.cache_resource(max_entries=20, show_spinner=False)
def attention_figure(name: str, dark: bool) -> tuple[pd.DataFrame, pd.Series, go.Figure]:
    """The six most discussed themes over 26 weeks, the one that gained most in colour."""
    top = frame.rows("page.theme_attention", order="place", limit=6)
    winner = frame.one(
        "page.theme_attention", where={"theme": list(top["theme"])}, order="gain desc nulls last, place"
    )
    shares = frame.rows("page.attention_weeks", where={"theme": list(top["theme"])}, order="ends_at")
    return shares, winner, charts.attention(shares, winner["title"], dark)


def attention_card() -> None:
    """Which theme gains, as a finding with its proof."""
    shares, winner, figure = attention_figure(frame.snapshot(), frame.dark())
    gains = pd.notna(winner["gain"]) and winner["gain"] > 0.005
    finding = f"{winner['title']} is gaining attention fastest" if gains else "No theme is gaining attention"
    with st.container(border=True, height="stretch"):
        shown.chart(
            finding,
            "Share of developments by theme, four weeks each, last 26 weeks",
            figure,
            shares,
            key="attention",
            alt=f"{finding}: {winner['share'] or 0:.0%} of developments in the newest four weeks.",
        )


def what_mattered(days: int, since: pd.Timestamp) -> None:
    """Five stories, those told by most sources first."""
    with st.container(border=True, height="stretch"):
        st.header("What mattered", anchor=False)
        stories = frame.rows(
            "page.story_list",
            since=("last_at", since.to_pydatetime()),
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
            shown.development(story, told=int(story["told_by"]), at="last_at")
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
                    "title": "Action",
                    "do_by": st.column_config.DateColumn("Due", format="D MMM YYYY", width=100),
                    "status": st.column_config.TextColumn("Status", width=70),
                },
            )
        st.page_link("actions.py", label="All actions", icon=":material/arrow_forward:")


beside = frame.heading("This week in AI strategy", "What changed and what to do")
if beside is not None:
    with beside:
        days = filters.window()
    tiles.draw(days)
    since = frame.one("page.window_counts", where={"days": days})["since"]
    left, right = st.columns([1.3, 1], gap="medium")
    with left:
        what_mattered(days, since)
    with right:
        do_next()
    left, right = st.columns(2, gap="medium")
    with left:
        attention_card()
    with right:
        prices.newest_moves(days, since)
