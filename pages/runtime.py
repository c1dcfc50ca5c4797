"""Who takes which layer of the agent runtime, shown by dated moves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import evidence, filters, frame, grid, shown

ALL_LAYERS, ALL_COMPANIES = "All layers", "All companies"
PER_PAGE = 15
MOST_COMPANIES = 12
ENOUGH = 3


def picked(table: pd.DataFrame) -> None:
    """A click on a cell of the board sets both filters below it."""
    cells = st.session_state["board"]["selection"]["cells"]
    if cells:
        row, company = cells[0]
        st.session_state["layer"] = table[grid.LAYER].iloc[row]
        st.session_state["company"] = ALL_COMPANIES if company == grid.LAYER else company


def finding(cells: pd.DataFrame, days: int) -> str:
    """The layer that moved most, in words."""
    column = f"layer_moves_{days}d"
    top = cells.sort_values([column, "ordinal"], ascending=[False, True]).iloc[0]
    if not top[column]:
        return f"No runtime moved in {days} days"
    return f"{top['layer_title']} moves most: {int(top[column])} moves in {days} days"


def board(cells: pd.DataFrame, days: int) -> None:
    """The grid, with its finding, legend and download."""
    everyone = st.session_state.get("all_companies", False)
    table = grid.board(cells, days, 200 if everyone else MOST_COMPANIES)
    until = evidence.day(frame.one("page.coverage")["until"])
    with st.container(border=True):
        with st.container(gap=None):
            st.header(evidence.plain(finding(cells, days)), anchor=False)
            st.caption(
                f"Dated moves in the {days} days up to {until}; empty = no runtime held there. "
                "Choose a cell to read its moves."
            )
        st.dataframe(
            grid.coloured(table, frame.dark()),
            hide_index=True,
            key="board",
            placeholder="",
            selection_mode="single-cell",
            on_select=lambda: picked(table),
            alt=finding(cells, days),
            column_config={
                name: st.column_config.TextColumn(pinned=True, width="medium")
                if name == grid.LAYER
                else st.column_config.NumberColumn(alignment="center")
                for name in table.columns
            },
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if cells["company"].nunique() > MOST_COMPANIES:
                st.toggle("Show all companies", key="all_companies", bind="query-params")
            st.download_button(
                "CSV",
                data=lambda: table.to_csv(index=False).encode(),
                file_name="sextant-runtime-board.csv",
                mime="text/csv",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )


def moves(cells: pd.DataFrame) -> None:
    """The dated moves behind the chosen cell, each with its evidence."""
    with st.container(horizontal=True, gap="small"):
        layers = list(dict.fromkeys(cells.sort_values("ordinal")["layer_title"]))
        companies = sorted({evidence.clean(name, 40) for name in cells["company_name"]})
        layer = filters.one("Layer", [ALL_LAYERS, *layers], "layer")
        company = filters.one("Company", [ALL_COMPANIES, *companies], "company")
    where = {}
    if layer != ALL_LAYERS:
        where["layer_title"] = layer
    if company != ALL_COMPANIES:
        where["company_name"] = company
    total = frame.count("page.board_moves", where=where)
    if not total:
        frame.no_match(
            "move", "The company holds a runtime in this layer, but no source told of a dated move."
        )
        return
    st.caption(f"{total} move{'s' if total > 1 else ''}, newest first")
    place = st.container()
    number = filters.page_number(-(-total // PER_PAGE))
    found = frame.rows(
        "page.board_moves",
        where=where,
        order="moved_at desc, development_id",
        limit=PER_PAGE,
        offset=PER_PAGE * (number - 1),
    )
    with place:
        for _, row in found.iterrows():
            one_move(row)


def one_move(row: pd.Series) -> None:
    """What moved, whose it is, when, and the words that say so."""
    dated = evidence.line(row[["source_title", "dated_by", "moved_at"]], at="moved_at")
    caption = f"{evidence.plain(row['company_name'])} · {evidence.plain(row['layer_title'])} · {dated}"
    badges = [row["move"].replace("_", " "), row["runtime_name"]]
    with shown.entry(evidence.link(row["title"], row["url"], 200), badges, caption):
        evidence.proof(row["quote"] or row["title"], row["document_id"], row["url"], row["observed_at"])


beside = frame.heading("Agent runtimes", "Who takes which layer, by dated moves")
if beside is not None:
    cells = frame.rows("page.board_cells", order="ordinal, company", limit=2000)
    if cells.empty:
        frame.no_match("runtime move", "No development that was read so far names a runtime.")
    else:
        with beside:
            usual = "90 days" if cells["moves_90d"].sum() >= ENOUGH else "1 year"
            days = filters.window(key="span", default=usual, options=("90 days", "1 year"))
        board(cells, days)
        st.header("The moves", anchor=False)
        moves(cells)
