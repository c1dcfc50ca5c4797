"""Rows in, Plotly figures out: one style for all charts, no Streamlit calls."""

from __future__ import annotations

from math import ceil, floor, log10

import pandas as pd
import plotly.graph_objects as go

from pages.parts.evidence import label, money

QUIET = "#8A94A3"
# The template's own tick grey is too faint on white; these hold 4.5:1 on their ground.
INK = {False: "#5B6675", True: "#9AA7B8"}
GRID = {False: "#E5E9EF", True: "#2A3442"}
CONFIG = {"displayModeBar": False}
HEIGHT = 330
WIDE = 20


def styled(figure: go.Figure, dark: bool, *, right: int = 16) -> go.Figure:
    """The look of every chart: no title, no toolbar, quiet grid, readable ticks."""
    ticks = {"tickfont": {"color": INK[dark], "size": 12}, "zeroline": False}
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": right, "t": 16, "b": 8},
        hovermode="x unified",
        showlegend=False,
        hoverlabel={"namelength": -1},
        font={"color": INK[dark]},
    )
    figure.update_xaxes(
        **ticks, showgrid=False, automargin=True, tickangle=0, nticks=4, tickformat="%b<br>%Y"
    )
    figure.update_yaxes(**ticks, gridcolor=GRID[dark], automargin=True)
    return figure


def spread(values: list[float], gap: float) -> list[float]:
    """Moves labels apart, lowest first, so that none hides another."""
    placed: dict[int, float] = {}
    floor = float("-inf")
    for index in sorted(range(len(values)), key=values.__getitem__):
        floor = max(values[index], floor + gap)
        placed[index] = floor
    return [placed[index] for index in range(len(values))]


def end_labels(figure: go.Figure, ends: list[tuple[str, float, bool]], gap: float, dark: bool) -> None:
    """Names at the right ends of the lines, in place of a legend."""
    heights = spread([value for _, value, _ in ends], gap)
    for (text, _, strong), height in zip(ends, heights, strict=True):
        figure.add_annotation(
            x=1.01,
            xref="paper",
            y=height,
            xanchor="left",
            showarrow=False,
            align="left",
            text=f"<b>{text}</b>" if strong else text,
            font={"size": 12, "color": INK[dark]},
        )


def attention(shares: pd.DataFrame, winner: str, dark: bool) -> go.Figure:
    """One line a theme: its share of developments; the winner in the first colour, the others quiet."""
    figure = go.Figure()
    ends: list[tuple[str, float, bool]] = []
    names = sorted(shares["title"].unique(), key=lambda name: name != winner)
    for name in names:
        line = shares[shares["title"] == name].sort_values("ends_at")
        strong = name == winner
        figure.add_scatter(
            x=line["ends_at"],
            y=line["share"],
            name=label(name),
            mode="lines",
            zorder=2 if strong else 1,
            line={"width": 2.5} if strong else {"width": 1.2, "color": QUIET},
            hovertemplate="%{y:.0%}",
        )
        last = line["share"].dropna()
        if len(last):
            ends.append((f"{label(name, 24)} {last.iloc[-1]:.0%}", float(last.iloc[-1]), strong))
    top = float(shares["share"].max() or 0.1)
    end_labels(figure, ends, top * 0.065, dark)
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    return styled(figure, dark, right=186)


def price_steps(history: pd.DataFrame, winner: str, dark: bool) -> go.Figure:
    """One stepped line an AI model: US dollars per million tokens over time; each change says its factor."""
    figure = go.Figure()
    ends: list[tuple[str, float, bool]] = []
    low, top = float(history["usd_per_mtok"].min()), float(history["usd_per_mtok"].max() or 1)
    # Cheap and dear AI models in one linear chart would leave the cheap ones on the floor.
    wide = 0 < low <= top / WIDE
    for name in sorted(history["ai_model"].unique(), key=lambda name: name != winner):
        line = history[history["ai_model"] == name].sort_values("starts_at")
        strong = name == winner
        last = line.iloc[-1]
        figure.add_scatter(
            x=[*line["starts_at"], last["ends_at"]],
            y=[*line["usd_per_mtok"], last["usd_per_mtok"]],
            text=[*_factors(line), ""],
            textposition="top center",
            name=label(name),
            mode="lines+markers+text",
            zorder=2 if strong else 1,
            line={"shape": "hv", "width": 2.5} if strong else {"shape": "hv", "width": 1.5, "color": QUIET},
            marker={"size": 6},
            hovertemplate="$%{y:.4~g}",
        )
        end = float(last["usd_per_mtok"])
        ends.append((f"{label(name, 22)} {money(end)}", log10(end) if wide else end, strong))
    end_labels(figure, ends, (log10(top / low) if wide else top) * 0.065, dark)
    styled(figure, dark, right=190)
    if wide:
        return dollars_by_magnitude(figure, "yaxis", low, top)
    return figure.update_yaxes(tickprefix="$", rangemode="tozero")


def dollars_by_magnitude(figure: go.Figure, axis: str, low: float, top: float) -> go.Figure:
    """A log axis of dollars with round marks; a prefix is not shown there, so each mark is written out."""
    steps = (1, 2, 5) if top / low < 200 else (1, 3) if top / low < 5000 else (1,)
    powers = range(floor(log10(low)), ceil(log10(top)) + 1)
    marks = [round(step * 10.0**power, 9) for power in powers for step in steps]
    marks = [mark for mark in marks if low / 2 <= mark <= top * 2]
    written = [money(mark) for mark in marks]
    figure.layout[axis].update(type="log", tickformat=None, tickvals=marks, ticktext=written)
    return figure


def _factors(line: pd.DataFrame) -> list[str]:
    """What each stretch costs by the one before it, where there is one."""
    before = line.get("before_usd_per_mtok", pd.Series(float("nan"), line.index))
    pairs = zip(before, line["usd_per_mtok"], strict=True)
    return [f"×{after / old:.3g}" if pd.notna(old) and old > 0 else "" for old, after in pairs]


def generations(prices: pd.DataFrame, dark: bool) -> go.Figure:
    """One step a generation of a line whose dates nobody states: older left, newest in the first colour."""
    # Steps compare the prices at which each was first listed; the bars must say the same.
    line = prices.sort_values("line_order", kind="stable").drop_duplicates("ai_model")
    names = [label(name, 24) for name in line["ai_model"]]
    figure = go.Figure()
    # The newest has no colour of its own: the theme's first one stands for "this is what counts".
    dollars = line["usd_per_mtok"]
    figure.add_bar(x=names[-1:], y=dollars.iloc[-1:], name="newest")
    figure.add_bar(x=names[:-1], y=dollars.iloc[:-1], name="before", marker={"color": QUIET})
    figure.update_traces(hovertemplate="$%{y:.4~g}", texttemplate="$%{y:.4~g}", textposition="outside")
    figure.update_traces(width=0.5, cliponaxis=False)
    figure.update_yaxes(tickprefix="$", rangemode="tozero")
    styled(figure, dark)
    figure.update_layout(hovermode="closest", barmode="overlay")
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=names, nticks=len(names) + 1)
    return figure
