"""What AI models cost: how prices moved, what changed, and what each costs now."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import doubts, evidence, filters, frame, prices, shown

UP_TO_NOW, TO_COME = {"upcoming": False}, {"upcoming": True}
MOST_ROWS = 200
NOW_ORDER = "followed desc, since desc nulls last, vendor, ai_model_id"
UNITS = {"Input": "input", "Output": "output", "Cached input": "cached_input"}


def asked_for() -> tuple[dict[str, Any], list[str], str]:
    """The vendors as a filter, the AI models for the chart, and the unit."""
    listed = frame.rows("page.ai_model_list", columns=["ai_model_id", "vendor_name", "followed"], limit=5000)
    with st.grid(3, min_column_width=200, gap="small"):
        vendors = filters.many("Vendor", sorted(set(listed["vendor_name"])), "vendor")
        # Resellers list thousands of names: offered once their vendor, or one of them, is asked for.
        asked = st.query_params.get_all("ai_model") + st.session_state.get("ai_model", [])
        offered = listed["vendor_name"].isin(vendors) if vendors else listed["followed"]
        names = sorted(listed[offered | listed["ai_model_id"].isin(asked)]["ai_model_id"])
        chosen = filters.many("AI models in the chart", names, "ai_model", placeholder="The newest step")
        unit_word = filters.one("Unit", list(UNITS), "unit")
    return ({"vendor_name": vendors} if vendors else {}), chosen, unit_word


def how_prices_move(where: dict[str, Any], chosen: list[str], unit_word: str) -> None:
    """A step chart of the chosen AI models, or of the line that stepped last."""
    unit = UNITS[unit_word]
    finding, line = prices.newest_step(where or {"followed": True}, unit)
    if chosen or not line:
        finding = f"{unit_word} price of {len(chosen)} AI models" if len(chosen) > 1 else f"{unit_word} price"
    history, figure = prices.history(frame.snapshot(), tuple(chosen or line), unit, frame.dark())
    if figure is None:
        what = f"{unit_word.lower()} price"
        frame.no_match(what, "Choose AI models or another unit; catalogues list the prices they know.")
        return
    told = ", ".join(sorted({evidence.plain(name, 40) for name in history["source_title"]}))
    until = evidence.day(frame.one("page.coverage")["data_as_of"])
    with st.container(border=True):
        shown.chart(
            finding,
            f"US dollars per million {unit_word.lower()} tokens, standard tier · {told} · until {until}",
            figure,
            history[["ai_model", "usd_per_mtok", "starts_at", "ends_at", "source_title", "quote"]],
            key="price_history",
            alt=finding,
        )


def what_changed(where: dict[str, Any]) -> None:
    """Every dated move, newest first, each with its evidence."""
    st.header("What changed", anchor=False)
    told = frame.rows(
        "page.price_news", where=prices.HEADLINE | where | UP_TO_NOW, order=prices.NEWEST, limit=8
    )
    if told.empty:
        frame.no_match("price move", "None of these changed its price, or has a successor at another price.")
        return
    with st.grid(2, min_column_width=300, gap="small"):
        for _, move in told.iterrows():
            prices.card(move)
    coming = frame.rows(
        "page.price_news", where=prices.HEADLINE | where | TO_COME, order=prices.NEXT, limit=4
    )
    if len(coming):
        st.header("Already announced", anchor=False)
        with st.grid(2, min_column_width=300, gap="small"):
            for _, move in coming.iterrows():
                prices.card(move)
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


def prices_now(where: dict[str, Any]) -> None:
    """The list prices as they stand."""
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


if frame.heading("Pricing", "What AI models cost, and since when") is not None:
    if frame.count("page.ai_model_list"):
        where, chosen, unit_word = asked_for()
        how_prices_move(where, chosen, unit_word)
        what_changed(where)
        doubts.draw(where)
        prices_now(where)
    else:
        frame.no_match("price", "The price catalogues were not read yet; Sources says when they are due.")
