"""Figures of the Pricing page: the price index, the frontier, what each assumption moves; rows in, figures out."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

import pandas as pd
import plotly.graph_objects as go

from models.workload import Swing
from pages.parts.charts import INK, QUIET, dollars_by_magnitude, end_labels, styled
from pages.parts.evidence import label, money

SIZES = ("flagship", "mid", "small")


def index_finding(found: pd.DataFrame) -> str:
    """The size whose median moved most over the time shown, as a sentence."""
    best, size_of_best = "The price index has begun", 0.0
    for size in SIZES:
        line = found[found["size"] == size].sort_values("ends_at")
        if len(line) < 2 or not line["usd_per_mtok"].iloc[0]:
            continue
        ratio = line["usd_per_mtok"].iloc[-1] / line["usd_per_mtok"].iloc[0]
        since = f"{line['ends_at'].iloc[0]:%B %Y}"
        if ratio > 0 and abs(log10(ratio)) >= size_of_best:
            size_of_best = abs(log10(ratio))
            told = f"{ratio:.2g} times what it" if ratio >= 1 else f"{1 - ratio:.0%} less than it"
            best = f"The median {size} AI model costs {told} did in {since}"
    return best


def index(found: pd.DataFrame, dark: bool) -> go.Figure:
    """One line a size on a log scale: the median blended price at each month's end."""
    figure = go.Figure()
    ends: list[tuple[str, float, bool]] = []
    for size in SIZES:
        line = found[found["size"] == size].sort_values("ends_at")
        if line.empty:
            continue
        last = float(line["usd_per_mtok"].iloc[-1])
        figure.add_scatter(
            x=line["ends_at"],
            y=line["usd_per_mtok"],
            customdata=line["ai_models"],
            name=size,
            mode="lines+markers",
            marker={"size": 5},
            line={"width": 2.5} if size == SIZES[0] else {"width": 1.8},
            hovertemplate="$%{y:.3~g}, median of %{customdata}",
        )
        ends.append((f"{size} {money(round(last, 3))}", log10(last) if last > 0 else 0.0, size == SIZES[0]))
    values = found["usd_per_mtok"][found["usd_per_mtok"] > 0]
    height = log10(values.max() / values.min()) if len(values) else 1.0
    end_labels(figure, ends, max(height, 0.3) * 0.065, dark)
    styled(figure, dark, right=130)
    return dollars_by_magnitude(figure, "yaxis", values.min(), values.max()) if len(values) else figure


def _named(row: pd.Series) -> str:
    """The AI model with its effort, unless its name says it already."""
    name, variant = str(row["ai_model"]), row["variant"]
    said = not isinstance(variant, str) or variant.lower() in name.lower()
    return name if said else f"{name} ({variant})"


def _round(dollars: float) -> str:
    return money(float(f"{dollars:.2g}"))


def frontier_finding(compared: pd.DataFrame) -> str:
    """What the cheapest and the best of the frontier pay for a solved task, as a sentence."""
    front = compared[compared["on_frontier"]].sort_values("usd_per_solved")
    cheap, best = front.iloc[0], front.iloc[-1]
    start = f"{_named(cheap)} solves a task for {_round(cheap['usd_per_solved'])}"
    if len(front) == 1:
        return f"{start}, and nobody solves more"
    return f"{start}; {_named(best)} solves most, for {_round(best['usd_per_solved'])} each"


def frontier(compared: pd.DataFrame, dark: bool) -> go.Figure:
    """Score against cost per solved task: the frontier in the first colour, dominated AI models as grey diamonds."""
    front = compared[compared["on_frontier"]].sort_values("usd_per_solved")
    beaten = compared[~compared["on_frontier"]]
    figure = go.Figure()
    figure.add_scatter(
        x=front["usd_per_solved"],
        y=front["score"],
        text=[label(_named(row), 26) for _, row in front.iterrows()],
        name="Best value frontier",
        mode="lines+markers+text",
        line={"shape": "hv", "dash": "dot", "width": 1.8},
        marker={"size": 11},
        # By turns below and above the steps, so that neighbours leave each other room.
        textposition=[("bottom right", "top left")[at % 2] for at in range(len(front) - 1)] + ["top left"],
        textfont={"size": 12, "color": INK[dark]},
        hovertemplate="%{text}<br>%{y:.4~g} for $%{x:.3~g} a solved task",
        cliponaxis=False,
    )
    figure.add_scatter(
        x=beaten["usd_per_solved"],
        y=beaten["score"],
        text=[label(_named(row), 60) for _, row in beaten.iterrows()],
        customdata=[label(name, 60) for name in beaten["dominated_by"]],
        name="Dominated",
        mode="markers",
        marker={"size": 9, "symbol": "diamond", "color": QUIET},
        hovertemplate="%{text}<br>%{y:.4~g} for $%{x:.3~g} a solved task<br>better for less: %{customdata}",
    )
    styled(figure, dark)
    figure.update_layout(
        hovermode="closest",
        showlegend=True,
        height=420,
        legend={"orientation": "h", "y": -0.12, "x": 0},
    )
    costs = compared["usd_per_solved"][compared["usd_per_solved"] > 0]
    if costs.empty:
        return figure
    low, high = float(costs.min()), float(costs.max())
    dollars_by_magnitude(figure, "xaxis", low, high)
    margin = 0.12 * max(log10(high / low), 1)
    return figure.update_xaxes(range=[log10(low) - 1.5 * margin, log10(high) + margin])


WORDS = {"failure_cost_usd": "cost of a failure", "prompt_tokens": "prompt length", "cached_share": "share read from cache",
    "cache_write_share": "share written to cache", "max_attempts": "attempts allowed"}  # fmt: skip


def swing_rows(swings: Sequence[Swing], rate: float) -> pd.DataFrame:
    """One row an assumption, widest first: its two values, and what the measure is at each."""
    return pd.DataFrame(
        [
            {
                "assumption": WORDS.get(one.assumption, one.assumption.replace("_", " ")),
                "low_value": float(one.low_value),
                "high_value": float(one.high_value),
                "at_low": None if one.low_usd is None else float(one.low_usd) * rate,
                "at_high": None if one.high_usd is None else float(one.high_usd) * rate,
                "base": float(one.base_usd) * rate,
            }
            for one in swings
        ]
    )


def swings(table: pd.DataFrame, dark: bool) -> go.Figure:
    """One bar an assumption, from the measure at its lower value to that at its higher one; widest on top."""
    rows = table.iloc[::-1]
    base = float(table["base"].iloc[0])
    figure = go.Figure()
    for column, value, name, colour in (
        ("at_high", "high_value", "higher", None),
        ("at_low", "low_value", "lower", QUIET),
    ):
        figure.add_bar(
            y=rows["assumption"],
            x=rows[column] - base,
            base=base,
            customdata=rows[[value, column]],
            orientation="h",
            name=name,
            marker={"color": colour} if colour else None,
            hovertemplate="%{y} at %{customdata[0]:,.4~g}: %{customdata[1]:,.4~g}",
        )
    styled(figure, dark)
    figure.update_layout(
        barmode="overlay", hovermode="closest", showlegend=True, legend={"orientation": "h", "y": -0.15}
    )
    figure.update_xaxes(tickformat=",.4~g")
    return figure
