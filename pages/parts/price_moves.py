"""How prices move: a step chart of chosen AI models, and a price index for each size of AI model."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import evidence, filters, frame, price_figures, prices, shown

UNITS = {"Input": "input", "Output": "output", "Cached input": "cached_input"}
FORMULA = """
For each month and each line of AI models (such as *openai mini*) the newest one that has a price counts, if its maker is
followed and the line's name tells its size: **small** nano, lite, haiku, small, micro, luna · **mid** mini, flash, sonnet,
medium, plus, terra · **flagship** opus, pro, large, max, ultra, sol, flagship, grok, kimi, glm.

Blended price = (3 × input + output) ÷ 4, standard tier, shortest prompts. The index is the **median** over the lines.
A price first read after its AI model's release counts from the release. Months before three of a size had been read are left
out. A jump may come from another AI model taking over its line: the table says which ones count, and of how many
the price had been read by then.
"""
INDEX_COLUMNS = ["size", "ends_at", "usd_per_mtok", "low", "high", "ai_models", "read_by_then", "names"]


def draw(where: dict[str, Any], vendors: list[str]) -> None:
    """The history of the chosen ones, then the index."""
    chosen, unit_word = _asked_for(vendors)
    _history(where, chosen, unit_word)
    _index()


def _asked_for(vendors: list[str]) -> tuple[list[str], str]:
    """The AI models for the chart, and the unit."""
    listed = frame.rows("page.ai_model_list", columns=["ai_model_id", "vendor_name", "followed"], limit=5000)
    with st.grid(2, min_column_width=240, gap="small"):
        # Resellers list thousands of names: offered once their vendor, or one of them, is asked for.
        asked = st.query_params.get_all("ai_model") + st.session_state.get("ai_model", [])
        offered = listed["vendor_name"].isin(vendors) if vendors else listed["followed"]
        names = sorted(listed[offered | listed["ai_model_id"].isin(asked)]["ai_model_id"])
        chosen = filters.many("AI models in the chart", names, "ai_model", placeholder="The newest step")
        return chosen, filters.one("Unit", list(UNITS), "unit")


def _history(where: dict[str, Any], chosen: list[str], unit_word: str) -> None:
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
    first = ", each as first listed" if figure.data[0].type == "bar" else ""
    with st.container(border=True):
        shown.chart(
            finding,
            f"US dollars per million {unit_word.lower()} tokens, standard tier{first} · {told} · until {until}",
            figure,
            history[["ai_model", "usd_per_mtok", "starts_at", "ends_at", "source_title", "quote"]],
            key="price_history",
            alt=finding,
        )


@st.cache_resource(max_entries=4, show_spinner=False)
def _index_drawn(snapshot: str, dark: bool, *, _rows: pd.DataFrame) -> go.Figure:
    """The figure of the index; its rows are no part of the key."""
    return price_figures.index(_rows, dark)


def _index() -> None:
    found = frame.rows("page.price_index_size", order="size, ends_at", limit=200)
    if found.empty:
        frame.no_match(
            "price index", "It starts in the first month in which three AI models of one size have a price."
        )
        return
    figure = _index_drawn(frame.snapshot(), frame.dark(), _rows=found)
    finding = price_figures.index_finding(found)
    told = ", ".join(sorted({evidence.plain(name, 60) for name in found["source_title"]}, key=len)[:1])
    with st.container(border=True):
        shown.chart(
            finding,
            "Median of makers' blended prices, US dollars per million tokens, three parts input and one part output"
            f" · {told} · until {evidence.day(found['ends_at'].max())}",
            figure,
            found[INDEX_COLUMNS],
            key="price_index",
            alt=finding,
        )
        with st.popover("How it is made", icon=":material/function:", type="tertiary"):
            st.markdown(FORMULA)
