"""What AI models cost: what changed, how prices moved, and what each costs now."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, evidence, filters, frame, shown

MOST_LINES = 8
UNITS = {"Input": "input", "Output": "output", "Cached input": "cached_input"}


def names(where: dict[str, object]) -> list[str]:
    """The AI models that have a standard price, by vendor."""
    return list(frame.rows("page.ai_model_list", columns=["ai_model_id"], where=where, order="ai_model_id", limit=5000)["ai_model_id"])


def what_changed(where: dict[str, object]) -> None:
    """Every dated move, newest first."""
    st.header("What changed", anchor=False)
    told = frame.rows("page.price_news", where=where | {"tier": "standard"}, order="moved_at desc, size desc nulls last, ai_model_id", limit=8)
    if told.empty:
        frame.no_match("price move", "No AI model of this choice changed its price or has a successor at another price.")
        return
    with st.grid(2, min_column_width=300, gap="medium"):
        for _, move in told.iterrows():
            with st.container(border=True, height="stretch"):
                shown.price_move(move)
                with st.expander("Evidence", icon=":material/format_quote:", type="compact"):
                    evidence.proof(move["quote"], move["document_id"], move["url"], move["observed_at"])
    box = st.expander("All moves", icon=":material/table_rows:", on_change="rerun", key="all_moves")
    if box.open:
        moves = frame.rows("page.price_moves", where=where, order="moved_at desc, ai_model_id, unit", limit=1000)
        with box:
            st.dataframe(
                moves, hide_index=True, alt="All price moves, newest first",
                column_order=["moved_at", "vendor_name", "from_ai_model", "ai_model", "unit", "old_usd_per_mtok",
                              "new_usd_per_mtok", "ratio", "source_title"],
                column_config=COLUMNS,
            )


@st.cache_resource(max_entries=40, show_spinner=False)
def history_figure(name: str, chosen: tuple[str, ...], unit: str, dark: bool) -> tuple[pd.DataFrame, go.Figure | None]:
    """The stepped lines of the chosen AI models; the one that moved last in colour."""
    history = frame.rows(
        "page.price_history", where={"ai_model_id": list(chosen), "unit": unit, "tier": "standard", "context_over": None, "variant": None},
        order="starts_at desc, ai_model_id", limit=2000,
    )
    if history.empty:
        return history, None
    return history, charts.price_steps(history, history["ai_model"].iloc[0], dark)


def how_prices_move(where: dict[str, object], unit_word: str, chosen: list[str]) -> None:
    """A step chart of the chosen AI models, or of the newest step to a successor."""
    unit = UNITS[unit_word]
    step = frame.rows("page.price_moves", where=where | {"move": "step", "unit": unit}, order="moved_at desc, ratio desc", limit=1)
    finding = f"{unit_word} prices of {len(chosen)} AI model{'s' if len(chosen) > 1 else ''}"
    if not chosen and not step.empty:
        newest = step.iloc[0]
        line = frame.rows("ai_models", columns=["ai_model_id"], where={"line": newest["line"]}, order="line_order desc", limit=MOST_LINES)
        chosen = list(line["ai_model_id"])
        ratio = newest["ratio"]
        finding = f"{newest['ai_model']} costs {ratio:.3g} times what {newest['from_ai_model']} did" if pd.notna(ratio) else newest["line"]
    history, figure = history_figure(frame.snapshot(), tuple(chosen[:MOST_LINES] or names(where)[:MOST_LINES]), unit, frame.dark())
    if figure is None:
        frame.no_match(f"{unit_word.lower()} price", "Choose another unit or other AI models.")
        return
    newest_at = evidence.day(frame.one("page.coverage")["data_as_of"])
    told = ", ".join(sorted({evidence.plain(name, 40) for name in history["source_title"]}))
    with st.container(border=True):
        shown.chart(
            finding, f"US dollars per million {unit_word.lower()} tokens, standard tier, list price · {told} · until {newest_at}",
            figure, history[["ai_model", "usd_per_mtok", "starts_at", "ends_at", "source_title", "quote"]],
            key="price_history", alt=finding,
        )


COLUMNS = {
    "ai_model": "AI model", "from_ai_model": "Before it", "vendor_name": "Vendor", "unit": "Unit", "line": "Line",
    "source_title": "Source", "ratio": st.column_config.NumberColumn("Times", format="%.2f"),
    "old_usd_per_mtok": st.column_config.NumberColumn("Before", format="$%.4g"),
    "new_usd_per_mtok": st.column_config.NumberColumn("After", format="$%.4g"),
    "input_usd_per_mtok": st.column_config.NumberColumn("Input", format="$%.4g"),
    "output_usd_per_mtok": st.column_config.NumberColumn("Output", format="$%.4g"),
    "cached_input_usd_per_mtok": st.column_config.NumberColumn("Cached input", format="$%.4g"),
    "since": st.column_config.DateColumn("Since", format="D MMM YYYY"),
    "moved_at": st.column_config.DateColumn("Date", format="D MMM YYYY"),
    "released_at": st.column_config.DateColumn("Released", format="D MMM YYYY"),
    "last_confirmed_at": st.column_config.DateColumn("Last confirmed", format="D MMM YYYY"),
    "sources": "Sources", "agree": st.column_config.CheckboxColumn("Agree"),
}


def prices_now(where: dict[str, object]) -> None:
    """The list prices as they stand."""
    st.header("What each costs now", anchor=False)
    total = frame.count("page.ai_model_list", where=where)
    st.caption(f"US dollars per million tokens, standard tier · {total:,} AI models, the newest 300 shown · empty = not known")
    table = frame.rows("page.ai_model_list", where=where, order="since desc, ai_model_id", limit=300)
    st.dataframe(
        table, hide_index=True, placeholder="–", alt="List prices of AI models", column_config=COLUMNS,
        column_order=["vendor_name", "ai_model", "input_usd_per_mtok", "output_usd_per_mtok", "cached_input_usd_per_mtok",
                      "since", "last_confirmed_at", "sources", "agree"],
    )
    st.page_link("data.py", label="Download all prices", icon=":material/download:", query_params={"view": "price_latest"})


if frame.heading("Pricing", "What AI models cost, and since when") is not None:
    with st.grid(3, min_column_width=200, gap="small"):
        vendors = filters.many("Vendor", sorted(set(frame.rows("page.ai_model_list", columns=["vendor_name"], limit=5000)["vendor_name"])), "vendor")
        where = {"vendor_name": vendors} if vendors else {}
        chosen = filters.many("AI models in the chart", names(where), "ai_model", placeholder="The newest step")
        unit_word = filters.one("Unit", list(UNITS), "unit")
    if not frame.count("page.ai_model_list"):
        frame.no_match("price", "The price catalogues were not read yet; the Sources page says when they are due.")
    else:
        how_prices_move(where, unit_word, chosen)
        what_changed(where)
        prices_now(where)
