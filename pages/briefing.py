"""Home: what moved in the chosen window, what mattered, and what to do next."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, evidence, filters, frame, shown


@st.cache_resource(max_entries=20, show_spinner=False)
def attention_figure(name: str, dark: bool) -> tuple[pd.DataFrame, pd.Series, go.Figure]:
    """The six most discussed themes over 26 weeks, the one that gained most in colour."""
    top = frame.rows("page.theme_attention", order="place", limit=6)
    winner = frame.one("page.theme_attention", where={"theme": list(top["theme"])}, order="gain desc nulls last, place")
    shares = frame.rows("page.attention_weeks", where={"theme": list(top["theme"])}, order="ends_at")
    return shares, winner, charts.attention(shares, winner["title"], dark)


def tiles(days: int) -> None:
    """Four figures, each beside the window before."""
    now = frame.one("page.window_counts", where={"days": days})
    weeks = frame.rows("page.week_counts", order="ends_at")
    actions = frame.rows("page.action_list", columns=["do_by", "days_left"], where={"is_open": True})
    before = f"vs {days} days before"
    with st.grid(4, min_column_width=150, gap="small"):
        for title, column, colour, why in (
            ("Price moves", "price_moves", "off", "AI models whose standard price changed, or that succeed another at another price"),
            ("Developments", "developments", "off", "Dated things that vendors did, as their own sources tell them"),
            ("Runtime moves", "runtime_moves", "blue", "Launches, releases, prices and openings of products that agents run on"),
        ):
            st.metric(
                title, int(now[column]), int(now[column] - now[f"{column}_prev"]), delta_color=colour,
                delta_description=before, help=why, border=True, height="stretch",
                chart_data=weeks[column].tolist(), chart_type="bar", format="localized",
            )
        soon = int((actions["days_left"] <= days).sum())
        late = int((actions["days_left"] < 0).sum())
        st.metric(
            "Open actions", len(actions), late or 0, delta_color="inverse" if late else "off",
            delta_description="overdue" if late else f"overdue, {soon} due in {days} days",
            help="Recommended steps that nobody has closed yet; the bars are those due in each of the next 26 weeks",
            border=True, height="stretch", chart_data=frame.rows("page.due_weeks", order="starts_on")["due"].tolist(),
            chart_type="bar",
        )


def attention_card() -> None:
    """Which theme gains, as a finding with its proof."""
    shares, winner, figure = attention_figure(frame.snapshot(), frame.dark())
    gains = pd.notna(winner["gain"]) and winner["gain"] > 0.005
    finding = f"{winner['title']} is gaining attention fastest" if gains else "No theme is gaining attention"
    with st.container(border=True, height="stretch"):
        shown.chart(
            finding, "Share of developments by theme, four weeks each, last 26 weeks", figure, shares,
            key="attention", alt=f"{finding}: {winner['share'] or 0:.0%} of developments in the newest four weeks.",
        )


def what_mattered(days: int, since: pd.Timestamp) -> None:
    """Five stories, those told by most sources first."""
    with st.container(border=True, height="stretch"):
        st.header("What mattered", anchor=False)
        stories = frame.rows(
            "page.story_list", since=("last_at", since.to_pydatetime()), order="told_by desc, rank, last_at desc", limit=5,
            columns=["story_id", "title", "url", "themes", "vendor_name", "source_title", "last_at", "told_by",
                     "dated_by", "development_id"],
        )
        if stories.empty:
            st.write(f"Nothing was published in these {days} days by the sources that could be read.")
        for _, story in stories.iterrows():
            shown.story(story)
        st.page_link("developments.py", label="All developments", icon=":material/arrow_forward:")


def do_next() -> None:
    """The open actions that are due first."""
    with st.container(border=True, height="stretch"):
        st.header("Do next", anchor=False)
        due = frame.rows(
            "page.action_list", where={"is_open": True}, order="do_by nulls last, title", limit=5,
            columns=["title", "text", "do_by", "status", "owner"],
        )
        if due.empty:
            st.write("No open action.")
        else:
            due["title"] = due["title"].fillna(due["text"]).map(lambda words: evidence.clean(words, 90))
            st.dataframe(
                due, hide_index=True, placeholder="–", column_order=["title", "do_by", "status"], alt="Open actions, due first",
                column_config={
                    "title": st.column_config.TextColumn("Action", width="medium"),
                    "do_by": st.column_config.DateColumn("Due", format="D MMM YYYY"),
                    "status": st.column_config.TextColumn("Status", width="small"),
                },
            )
        st.page_link("actions.py", label="All actions", icon=":material/arrow_forward:")


def what_it_costs(days: int, since: pd.Timestamp) -> None:
    """The newest price moves; those before the window are named as such."""
    moves = frame.rows("page.price_news", where={"tier": "standard"}, order="moved_at desc, size desc nulls last, ai_model_id", limit=5)
    with st.container(border=True, height="stretch"):
        recent = not moves.empty and moves["moved_at"].iloc[0] > since
        with st.container(gap=None):
            st.header("What it costs" if recent else f"No price moved in {days} days", anchor=False)
            st.caption("US dollars per million tokens, newest first" if recent else "The newest moves before that, US dollars per million tokens")
        for _, move in moves.iterrows():
            shown.price_move(move)
        st.page_link("pricing.py", label="All prices", icon=":material/arrow_forward:")


beside = frame.heading("This week in AI strategy", "What changed and what to do")
if beside is not None:
    with beside:
        days = filters.window()
    tiles(days)
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
        what_it_costs(days, since)
