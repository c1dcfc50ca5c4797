"""The time axis of a story as a figure: a lane a kind of telling, a dot a telling."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from pages.parts import charts, evidence
from pages.parts.story_first import teller

LANES = {
    "post": "Vendor's post",
    "release": "Release",
    "press": "Others told it",
    "talk": "Talk",
    "price": "Price",
}
# Labels are set apart as a narrow screen needs it: so many pixels across, so many for a letter.
NARROW, LETTER = 300, 7
LONGEST_LABEL = 22
ROW = 30  # pixels


def figure(thread: pd.DataFrame, dark: bool) -> go.Figure:
    """One lane a kind of telling, one dot a telling with its teller's name; the first in the first colour."""
    start, end = thread["happened_at"].min(), thread["happened_at"].max()
    span = max((end - start).total_seconds(), 86_400.0)
    places = ((thread["happened_at"] - start).dt.total_seconds() / span).tolist()
    names = [teller(row) for _, row in thread.iterrows()]
    lanes = [lane for lane in LANES if lane in set(thread["what"])]
    rows, heights = _rows(thread["what"].tolist(), places, names, lanes)
    chart = go.Figure()
    for which in (thread.index == 0, thread.index > 0):
        part = thread[which]
        chosen = [place for place, wanted in enumerate(which) if wanted]
        chart.add_scatter(
            x=part["happened_at"],
            y=[rows[place] for place in chosen],
            text=[f" {evidence.label(names[place], LONGEST_LABEL)} " for place in chosen],
            textposition=["middle left" if places[place] > 0.5 else "middle right" for place in chosen],
            customdata=[evidence.label(title, 90) for title in part["title"]],
            mode="markers+text",
            marker={"size": 11} if chosen == [0] else {"size": 9, "color": charts.QUIET},
            textfont={"color": charts.INK[dark], "size": 12},
            cliponaxis=False,
            hovertemplate="%{customdata}<br>%{x|%-d %b %Y}<extra></extra>",
        )
    charts.styled(chart, dark)
    edge = pd.Timedelta(seconds=span * 0.06)
    chart.update_layout(hovermode="closest", height=ROW * int(sum(heights)) + 80)
    chart.update_xaxes(
        range=[start - edge, end + edge], tickvals=_days_to_mark(start, end), tickformat="%-d %b<br>%Y"
    )
    tops = [sum(heights[:at]) for at in range(len(heights) + 1)]
    chart.update_yaxes(
        range=[tops[-1], 0],
        tickvals=[(low + high) / 2 for low, high in pairwise(tops)],
        ticktext=[LANES[lane] for lane in lanes],
        showgrid=False,
    )
    for top in tops[1:-1]:
        chart.add_hline(y=top, line={"color": charts.GRID[dark], "width": 1})
    return chart


def _days_to_mark(start: pd.Timestamp, end: pd.Timestamp) -> list[pd.Timestamp]:
    """At most five days, the first among them; never one day twice."""
    step = max(1, ceil(((end - start).days + 1) / 5))
    return list(pd.date_range(start, end, freq=f"{step}D"))


def _rows(
    whats: list[str], places: list[float], names: list[str], lanes: list[str]
) -> tuple[list[float], list[int]]:
    """(height of each dot, rows of each lane): in a lane a dot moves down until its label touches no other."""
    taken: dict[str, list[list[tuple[float, float]]]] = {lane: [] for lane in lanes}
    found = []
    for what, place, name in zip(whats, places, names, strict=True):
        width = (min(len(name), LONGEST_LABEL) + 4) * LETTER / NARROW
        mine = (place - width, place + 0.03) if place > 0.5 else (place - 0.03, place + width)
        lane = taken[what]
        at = next(
            (at for at, row in enumerate(lane) if all(mine[1] < low or high < mine[0] for low, high in row)),
            len(lane),
        )
        if at == len(lane):
            lane.append([])
        lane[at].append(mine)
        found.append(at)
    heights = [len(taken[lane]) for lane in lanes]
    tops = {lane: sum(heights[:at]) for at, lane in enumerate(lanes)}
    return [tops[what] + at + 0.5 for what, at in zip(whats, found, strict=True)], heights
