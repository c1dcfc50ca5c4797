"""Prices that are not settled: sources that differ, and readings held back until somebody confirms them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import evidence, frame, price_held, prices

DISPUTED = ["vendor_name", "ai_model", "unit", "tier", "low", "high", "ratio", "readings", "as_of"]
HELD = [
    "vendor_name", "ai_model", "unit", "tier", "believed_usd_per_mtok", "usd_per_mtok", "reason", "quote",
    "source_title", "observed_at",
]  # fmt: skip
COLUMNS = prices.COLUMNS | {
    "low": st.column_config.NumberColumn("Lowest", format=prices.DOLLARS),
    "high": st.column_config.NumberColumn("Highest", format=prices.DOLLARS),
    "readings": st.column_config.TextColumn("Who says what", width="large"),
    "as_of": st.column_config.DateColumn("As of", format=prices.DATE),
    "believed_usd_per_mtok": st.column_config.NumberColumn("Stands", format=prices.DOLLARS),
    "usd_per_mtok": st.column_config.NumberColumn("Page says", format=prices.DOLLARS),
    "reason": st.column_config.TextColumn("Held back because", width="large"),
    "quote": "Words of the page",
    "observed_at": st.column_config.DateColumn("Read", format=prices.DATE),
}


def counted(where: dict[str, Any]) -> str:
    """How many of each, in words."""
    disputed, held = (
        frame.count("page.price_disputes", where=where),
        frame.count("page.price_held", where=where),
    )
    return f"{disputed} price{'s' if disputed != 1 else ''} disputed · {held} held back"


def draw(where: dict[str, Any]) -> None:
    """Both lists, where there is anything in them; a difference is shown, never averaged."""
    disputed = frame.rows("page.price_disputes", where=where, order="ratio desc nulls last", limit=300)
    held = frame.rows("page.price_held", where=where, order="observed_at desc, price_id", limit=300)
    if disputed.empty and held.empty:
        return
    with st.container(gap=None):
        st.header("Not settled", anchor=False)
        st.caption(counted(where))
    if len(disputed):
        st.markdown("**Sources differ.** The vendor's own page wins; nothing is averaged.")
        _table(disputed, DISPUTED, "Prices on which sources differ")
    if len(held):
        more = price_held.draw(held)
        if len(more):
            _table(more, HELD, "More readings held back")


def _table(rows: Any, columns: list[str], alt: str) -> None:
    for name in ("quote", "reason", "readings"):
        if name in rows:
            rows[name] = rows[name].map(lambda words: evidence.clean(words, 200))
    st.dataframe(rows, hide_index=True, placeholder="–", alt=alt, column_order=columns, column_config=COLUMNS)
