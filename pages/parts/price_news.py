"""What changed in prices: the newest moves, those announced, what is not settled, and what each AI model costs now."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import doubts, evidence, frame, prices

UP_TO_NOW, TO_COME = {"upcoming": False}, {"upcoming": True}
MOST_ROWS = 200
NOW_ORDER = "followed desc, since desc nulls last, vendor, ai_model_id"


def draw(where: dict[str, Any]) -> None:
    """Every dated move, newest first, each with its evidence; then what is doubtful, then all prices."""
    _moves(where)
    doubts.draw(where)
    _prices_now(where)


def _moves(where: dict[str, Any]) -> None:
    told = frame.rows(
        "page.price_news", where=prices.HEADLINE | where | UP_TO_NOW, order=prices.NEWEST, limit=8
    )
    if told.empty:
        frame.no_match("price move", "None of these changed its price, or has a successor at another price.")
    else:
        finding, _ = prices.newest_step(where or {"followed": True}, "input")
        with st.container(gap=None):
            st.header(evidence.plain(finding) or "The newest price moves", anchor=False)
            st.caption("US dollars per million tokens, standard tier, newest first")
        _cards(told)
    coming = frame.rows(
        "page.price_news", where=prices.HEADLINE | where | TO_COME, order=prices.NEXT, limit=4
    )
    if len(coming):
        st.header("Already announced", anchor=False)
        _cards(coming)
    box = st.expander("All moves", icon=":material/table_rows:", on_change="rerun", key="all_moves")
    if box.open:
        moves = frame.rows("page.price_moves", where=where, order="moved_at desc nulls last", limit=1000)
        box.dataframe(
            moves,
            hide_index=True,
            alt="All price moves, newest first",
            column_order=prices.MOVE_COLUMNS,
            column_config=prices.COLUMNS,
        )


def _cards(moves: Any) -> None:
    with st.grid(2, min_column_width=300, gap="small"):
        for _, move in moves.iterrows():
            prices.card(move)


def _prices_now(where: dict[str, Any]) -> None:
    total = frame.count("page.ai_model_list", where=where)
    with st.container(gap=None):
        st.header("What each costs now", anchor=False)
        more = f", {MOST_ROWS} of them shown" if total > MOST_ROWS else ""
        st.caption(
            f"US dollars per million tokens, standard tier · {total:,} AI models{more} · – = not known"
        )
    table = frame.rows(
        "page.ai_model_list", columns=prices.NOW_COLUMNS, where=where, order=NOW_ORDER, limit=MOST_ROWS
    )
    st.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        alt="List prices of AI models",
        column_order=prices.NOW_COLUMNS,
        column_config=prices.COLUMNS,
    )
    everything = {"view": "price_latest"}
    st.page_link(
        "data.py", label="All prices to take away", icon=":material/download:", query_params=everything
    )
