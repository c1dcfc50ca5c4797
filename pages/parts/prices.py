"""Price moves in words, the stepped history, and how price columns are shown."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, evidence, frame

MOST_LINES = 8
# Base prices of those who make AI models; what resellers and special bands charge follows from these.
HEADLINE = {"tier": "standard", "context_over": None, "variant": None, "followed": True}
NEWEST = "moved_at desc nulls last, size desc nulls last, ai_model_id"
NEXT = "moved_at, size desc nulls last, ai_model_id"
MOVE_COLUMNS = [
    "moved_at", "vendor_name", "from_ai_model", "ai_model", "unit", "tier", "old_usd_per_mtok",
    "new_usd_per_mtok", "ratio", "source_title",
]  # fmt: skip
NOW_COLUMNS = [
    "vendor_name", "ai_model", "input_usd_per_mtok", "output_usd_per_mtok", "cached_input_usd_per_mtok",
    "since", "last_confirmed_at", "sources", "agree",
]  # fmt: skip
DOLLARS = "$%.4g"
DATE = "D MMM YYYY"
COLUMNS = {
    "ai_model": "AI model",
    "from_ai_model": "Before it",
    "vendor_name": "Vendor",
    "unit": "Unit",
    "tier": "Tier",
    "source_title": "Source",
    "ratio": st.column_config.NumberColumn("Times", format="%.2f"),
    "old_usd_per_mtok": st.column_config.NumberColumn("Before", format=DOLLARS),
    "new_usd_per_mtok": st.column_config.NumberColumn("After", format=DOLLARS),
    "input_usd_per_mtok": st.column_config.NumberColumn("Input", format=DOLLARS),
    "output_usd_per_mtok": st.column_config.NumberColumn("Output", format=DOLLARS),
    "cached_input_usd_per_mtok": st.column_config.NumberColumn("Cached input", format=DOLLARS),
    "since": st.column_config.DateColumn("Since", format=DATE),
    "moved_at": st.column_config.DateColumn("Date", format=DATE),
    "last_confirmed_at": st.column_config.DateColumn("Last confirmed", format=DATE),
    "sources": "Sources",
    "agree": st.column_config.CheckboxColumn("Agree"),
}


def newest_step(where: dict[str, Any], unit: str) -> tuple[str, list[str]]:
    """The newest step to a successor as a finding, and the AI models of its line; empty without one."""
    asked = where | {"move": "step", "unit": unit, "upcoming": False}
    step = frame.rows(
        "page.price_moves", where=asked, order="moved_at desc nulls last, ratio desc nulls last", limit=1
    )
    if step.empty:
        return "", []
    newest = step.iloc[0]
    line = frame.rows("ai_models", where={"line": newest["line"]}, order="line_order desc", limit=MOST_LINES)
    after, before = newest["ai_model"], newest["from_ai_model"]
    finding = f"{after} follows {before}, which was free"
    if pd.notna(newest["ratio"]):
        share = newest["ratio"]
        finding = f"{after} costs {share:.3g} times what {before} did"
        if share < 1:
            finding = f"{after} costs {1 - share:.0%} less than {before} did"
    return finding, list(line["ai_model_id"])


@st.cache_resource(max_entries=40, show_spinner=False)
def history(
    name: str, chosen: tuple[str, ...], unit: str, dark: bool
) -> tuple[pd.DataFrame, go.Figure | None]:
    """The stepped lines of the chosen AI models, the one that moved last in colour; null without rows."""
    where = {"ai_model_id": list(chosen[:MOST_LINES]), "unit": unit, "tier": "standard"}
    found = frame.rows(
        "page.price_history",
        where=where | {"context_over": None, "variant": None},
        order="starts_at desc, ai_model_id",
        limit=2000,
    )
    if found.empty:
        return found, None
    if not found["dated"].all() and found["line"].nunique() == 1 and found["line_order"].notna().all():
        return found, charts.generations(found.sort_values("starts_at", kind="stable"), dark)
    return found, charts.price_steps(found, found["ai_model"].iloc[0], dark)


def move(row: pd.Series) -> None:
    """One price move in words: what, from what to what, since when, and who says so."""
    what = evidence.plain(row["ai_model"], 40)
    if row["move"] == "step":
        what = f"{evidence.plain(row['from_ai_model'], 40)} → {what}"
    word = "changed"
    if row["move"] == "step":
        word = "successor released"
    if row["upcoming"]:
        word = "comes into force"
    date = "" if pd.isna(row["moved_at"]) else f" {evidence.day(row['moved_at'])}"
    vendor = evidence.plain(row["vendor_name"])
    units = zip(row["units"], row["olds"], row["news"], strict=True)
    with st.container(gap=None):
        st.markdown(f"**{what}**")
        st.markdown(" · ".join(_unit_move(*unit) for unit in list(units)[:3]))
        st.caption(
            f"{vendor} · {word}{date or ', day unknown'} · {evidence.link(row['source_title'], row['url'], 32)}"
        )


def card(row: pd.Series) -> None:
    """One price move with its evidence."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        move(row)
        with st.expander("Evidence", icon=":material/format_quote:", type="compact"):
            evidence.proof(row["quote"], row["document_id"], row["url"], row["observed_at"])


def _unit_move(unit: str, old: float, new: float) -> str:
    before, after = (evidence.plain(evidence.money(value)) for value in (old, new))
    times = f" (×{new / old:.3g})" if old else ""
    return f"{unit.replace('_', ' ')} {before} → {after}{times}"


def newest_moves(days: int, since: pd.Timestamp) -> None:
    """The card of the newest price moves; those before the window are named as such."""
    moves = frame.rows("page.price_news", where=HEADLINE | {"upcoming": False}, order=NEWEST, limit=5)
    recent = not moves.empty and moves["moved_at"].iloc[0] > since
    with st.container(border=True, height="stretch"):
        with st.container(gap=None):
            st.header("What it costs" if recent else f"No price moved in {days} days", anchor=False)
            when = "newest first" if recent else "the newest moves before that"
            st.caption(f"US dollars per million tokens, {when}")
        for _, told in moves.iterrows():
            move(told)
        st.page_link("pricing.py", label="All prices", icon=":material/arrow_forward:")
