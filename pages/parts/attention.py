"""The card that shows which theme gains attention."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, evidence, frame, shown

# A finding needs more than a handful of developments and more than rounding.
ENOUGH = 5
LEAST_GAIN = 0.01


@st.cache_resource(max_entries=20, show_spinner=False)
def figure(name: str, dark: bool) -> tuple[pd.DataFrame, pd.Series, go.Figure]:
    """The six most discussed themes over 26 weeks, the one that gained most in colour."""
    top = frame.rows("page.theme_attention", order="place", limit=6)
    winner = frame.one(
        "page.theme_attention", where={"theme": list(top["theme"])}, order="gain desc nulls last, place"
    )
    shares = frame.rows("page.attention_weeks", where={"theme": list(top["theme"])}, order="ends_at")
    return shares, winner, charts.attention(shares, winner["title"], dark)


def card() -> None:
    """Which theme gains, as a finding with its proof."""
    with st.container(border=True, height="stretch"):
        if not frame.count("development_themes", where={"shown": True}):
            st.header("Themes are on their way", anchor=False)
            st.write("What was read is not tagged yet; the next pass of the collector does that.")
            return
        shares, winner, drawn = figure(frame.snapshot(), frame.dark())
        gains = pd.notna(winner["gain"]) and winner["gain"] > LEAST_GAIN and winner["developments"] >= ENOUGH
        finding = (
            f"{winner['title']}: gaining attention fastest" if gains else "No theme is gaining attention"
        )
        until = evidence.day(shares["ends_at"].max())
        shown.chart(
            finding,
            f"Share of developments by theme, 13 weeks each, until {until}",
            drawn,
            shares,
            key="attention",
            alt=f"{finding}: {winner['share']:.0%} of the newest 13 weeks" if gains else finding,
        )
