"""The four figures at the top of the Briefing, each beside the window before."""

from __future__ import annotations

import streamlit as st

from pages.parts import frame

COUNTED = (
    (
        "Price moves",
        "price_moves",
        "off",
        "AI models whose standard price changed, or that succeed another at another price",
    ),
    ("Developments", "developments", "off", "Dated things that vendors did, as their own sources tell them"),
    (
        "Runtime moves",
        "runtime_moves",
        "blue",
        "Launches, releases, prices and openings of products that agents run on",
    ),
)


def draw(days: int) -> None:
    """Price moves, developments, runtime moves and open actions of the newest `days`."""
    now = frame.one("page.window_counts", where={"days": days})
    weeks = frame.rows("page.week_counts", order="ends_at")
    with st.grid(4, min_column_width=150, gap="small"):
        for title, column, colour, why in COUNTED:
            st.metric(
                title,
                int(now[column]),
                int(now[column] - now[f"{column}_prev"]),
                delta_color=colour,
                delta_description=f"vs {days} d before",
                help=why,
                border=True,
                height="stretch",
                chart_data=weeks[column].tolist(),
                chart_type="bar",
                format="localized",
            )
        _open_actions(days)


def _open_actions(days: int) -> None:
    actions = frame.rows("page.action_list", columns=["do_by", "days_left"], where={"is_open": True})
    due = frame.rows("page.due_weeks", order="starts_on")["due"].tolist()
    late = int((actions["days_left"] < 0).sum())
    soon = int((actions["days_left"] <= days).sum())
    st.metric(
        "Open actions",
        len(actions),
        late or soon,
        delta_color="inverse" if late else "off",
        delta_arrow="off",
        delta_description="overdue" if late else f"due in {days} d",
        help="Recommended steps that nobody has closed; the bars are those due in each of the next 26 weeks",
        border=True,
        height="stretch",
        chart_data=due,
        chart_type="bar",
    )
