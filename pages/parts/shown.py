"""Pieces that several pages draw alike: a chart with its table and download, a story, a badge row."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, evidence

TABLE = "Show as a table"


def chart(finding: str, caption: str, figure: go.Figure, table: pd.DataFrame, *, key: str, alt: str) -> None:
    """A chart under the sentence that it proves, with unit and date in the caption, a table and a download."""
    with st.container(gap=None):
        st.header(evidence.plain(finding), anchor=False)
        st.caption(caption)
    place = st.container()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        as_table = st.toggle(TABLE, key=f"{key}_table", bind="query-params")
        st.download_button(
            "CSV", data=lambda: table.to_csv(index=False).encode(), file_name=f"sextant-{key}.csv", mime="text/csv",
            icon=":material/download:", type="tertiary", key=f"{key}_csv", on_click="ignore",
        )
    if as_table:
        place.dataframe(table, hide_index=True, alt=alt, key=f"{key}_rows", height=charts.HEIGHT)
    else:
        place.plotly_chart(figure, config=charts.CONFIG, alt=alt, key=f"{key}_figure")


def badges(names: object, limit: int = 3) -> None:
    """Themes, always in the same quiet colour: what differs is the word."""
    for name in list(names if names is not None else [])[:limit]:
        st.badge(evidence.plain(name, 40), color="blue")


def story(row: pd.Series) -> None:
    """A headline that leads to its evidence, above its themes, vendor, number of sources and date."""
    with st.container(gap=None):
        st.page_link(
            "developments.py", label=f":primary[**{evidence.plain(row['title'], 120) or 'untitled'}**]",
            query_params={"story": row["story_id"][:16]},
        )
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            # A page link is set in by its padding; what stands under it is set in alike.
            st.space(1)
            badges(row["themes"], 2)
            told = int(row["told_by"])
            seen = "first seen " if row["dated_by"] == "first_seen" else ""
            st.caption(
                f"{evidence.plain(row['vendor_name'])} · {told} source{'s' if told > 1 else ''}"
                f" · {seen}{evidence.day(row['last_at'])}"
            )


def price_move(row: pd.Series) -> None:
    """One price move in words: what, from what to what, since when, and who says so."""
    what = evidence.plain(row["ai_model"], 40)
    if row["move"] == "step":
        what = f"{evidence.plain(row['from_ai_model'], 40)} → {what}"
    word = "comes into force" if row["upcoming"] else "successor released" if row["move"] == "step" else "changed"
    with st.container(gap=None):
        st.markdown(f"**{what}**")
        st.markdown(" · ".join(_unit_move(*unit) for unit in zip(row["units"], row["olds"], row["news"], strict=True)))
        st.caption(
            f"{evidence.plain(row['vendor_name'])} · {word} {evidence.day(row['moved_at'])}"
            f" · {evidence.link(row['source_title'], row['url'])}"
        )


def _unit_move(unit: str, old: float, new: float) -> str:
    times = f" (×{new / old:.3g})" if old else ""
    return f"{unit.replace('_', ' ')} {evidence.plain(evidence.money(old))} → {evidence.plain(evidence.money(new))}{times}"
