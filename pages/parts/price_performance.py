"""What performance costs: the frontier of a benchmark, who is dominated by whom, and what was refused and why."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import evidence, filters, frame, price_figures, prices, shown

COSTED = [
    "ai_model", "variant", "score", "usd_per_solved", "workload_usd", "beaten_by", "rivals", "basis", "price_on",
    "alarm", "url",
]  # fmt: skip
REFUSED = ["ai_model", "variant", "score", "price_on", "refused", "url"]
COLUMNS = prices.COLUMNS | {
    "variant": "Variant",
    "score": st.column_config.NumberColumn("Score", format="%.4g"),
    "usd_per_solved": st.column_config.NumberColumn("Per solved task", format=prices.DOLLARS),
    "workload_usd": st.column_config.NumberColumn("Whole run", format=prices.DOLLARS),
    "beaten_by": st.column_config.TextColumn("Better for less", width="medium"),
    "rivals": st.column_config.NumberColumn(
        "Dominated by", help="How many solve as much for less, or more for the same"
    ),
    "basis": "Cost is",
    "price_on": st.column_config.DateColumn("Run on", format=prices.DATE),
    "alarm": st.column_config.CheckboxColumn(
        "Doubtful", help="Computed and reported cost differ by more than a fifth"
    ),
    "refused": st.column_config.TextColumn("Why there is no cost per solved task", width="large"),
    "url": st.column_config.LinkColumn("Source", display_text="open"),
}


def draw() -> None:
    """One benchmark: chart, table, refusals."""
    benchmarks = frame.rows(
        "page.benchmark_list", order="costed desc, last_run_on desc nulls last, benchmark"
    )
    if benchmarks.empty:
        frame.no_match(
            "benchmark", "Results come from sources of the kind scores; Sources says when they are due."
        )
        return
    name = filters.one("Benchmark", list(benchmarks["benchmark"]), "benchmark")
    about = benchmarks[benchmarks["benchmark"] == name].iloc[0]
    results = frame.rows(
        "page.performance_list", where={"benchmark": name}, order="usd_per_solved, score_id", limit=1000
    )
    compared = results[results["compared"]]
    if compared.empty:
        frame.no_match(
            "cost per solved task", "No result of this benchmark has one; the reasons stand below."
        )
    else:
        _frontier(compared, about)
        _table(compared)
    _refusals(results[results["refused"].notna()], about)


def _caption(about: pd.Series) -> str:
    tasks = "" if pd.isna(about["tasks"]) else f" of {int(about['tasks'])} tasks"
    return (
        f"US dollars per solved task (log scale) against {evidence.plain(about['unit'])}{tasks}"
        f" · {evidence.link(about['source_title'], about['url'], 60)}"
        f" · runs of {evidence.day(about['first_run_on'])} to {evidence.day(about['last_run_on'])}, prices of their days"
    )


def _frontier(compared: pd.DataFrame, about: pd.Series) -> None:
    finding = price_figures.frontier_finding(compared)
    with st.container(border=True):
        shown.chart(
            finding,
            _caption(about),
            _drawn(frame.snapshot(), str(about["benchmark"]), frame.dark(), _rows=compared),
            compared[
                ["ai_model", "variant", "score", "usd_per_solved", "on_frontier", "dominated_by", "price_on"]
            ],
            key="frontier",
            alt=finding,
        )


@st.cache_resource(max_entries=20, show_spinner=False)
def _drawn(snapshot: str, benchmark: str, dark: bool, *, _rows: pd.DataFrame) -> go.Figure:
    """The figure of one benchmark; its rows are no part of the key."""
    return price_figures.frontier(_rows, dark)


def _table(compared: pd.DataFrame) -> None:
    beaten = int((~compared["on_frontier"]).sum())
    with st.container(gap=None):
        st.header(f"{beaten} of {len(compared)} results are dominated", anchor=False)
        st.caption("Dominated: another one solves as many tasks for less, or more for the same · US dollars")
    table = compared.copy()
    table["ai_model"] = table["ai_model"].map(lambda name: evidence.clean(name, 60))
    table["beaten_by"] = [_beaten_by(row) for _, row in table.iterrows()]
    table["url"] = table["url"].map(evidence.address)
    st.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        alt="Cost per solved task, cheapest first",
        column_order=COSTED,
        column_config=COLUMNS,
    )


def _beaten_by(row: pd.Series) -> str:
    if row["on_frontier"]:
        return "nobody: on the frontier"
    variant = evidence.clean(row["dominated_by_variant"], 30)
    return evidence.clean(row["dominated_by"], 60) + (f" ({variant})" if variant else "")


def _refusals(refused: pd.DataFrame, about: pd.Series) -> None:
    if refused.empty:
        return
    box = st.expander(
        f"{len(refused)} of {int(about['results'])} results have no cost per solved task: why",
        icon=":material/block:",
        on_change="rerun",
        key="refused_results",
    )
    if not box.open:
        return
    table = refused.copy()
    for name in ("ai_model", "refused"):
        table[name] = table[name].map(lambda words: evidence.clean(words, 200))
    table["url"] = table["url"].map(evidence.address)
    box.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        alt="Results without a cost per solved task",
        column_order=REFUSED,
        column_config=COLUMNS,
    )
