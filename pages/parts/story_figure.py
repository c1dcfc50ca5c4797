"""The time axis of a story as a figure: a lane a kind of telling, a dot a teller and day."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from pages.parts import charts, evidence
from pages.parts.story_first import leaders, teller

LANES = {
    "post": "Vendor's post",
    "release": "Release",
    "press": "Told by others",
    "talk": "Talk",
    "price": "Price",
}
# Labels are set apart as a narrow screen needs it: so many pixels across, so many for a letter.
NARROW, LETTER = 300, 7
LONGEST_LABEL = 22
ROW = 30  # pixels


@dataclass(slots=True)
class Dot:
    """What one teller told in one way on one day."""

    what: str
    name: str
    at: pd.Timestamp
    first: bool
    titles: list[str] = field(default_factory=list)

    def label(self) -> str:
        """The teller, and how often where it is more than once."""
        many = f" ×{len(self.titles)}" if len(self.titles) > 1 else ""
        return f"{evidence.clean(self.name, LONGEST_LABEL)}{many}"

    def hover(self) -> str:
        """The first title, and how many more there are."""
        more = f" and {len(self.titles) - 1} more" if len(self.titles) > 1 else ""
        return f"{evidence.label(self.titles[0], 90)}{more}"


def dots(thread: pd.DataFrame) -> list[Dot]:
    """One dot a kind of telling, teller and day, in order of time."""
    first = leaders(thread)
    start = thread["happened_at"].iloc[0].date()
    found: dict[tuple[object, ...], Dot] = {}
    for _, row in thread.iterrows():
        name, day = teller(row), row["happened_at"].date()
        leads = name in first and day == start and row["what"] != "price"
        dot = found.setdefault((row["what"], name, day), Dot(row["what"], name, row["happened_at"], leads))
        dot.titles.append(row["title"])
    return list(found.values())


def figure(thread: pd.DataFrame, dark: bool) -> go.Figure:
    """One lane a kind of telling, one dot a teller and day; who was first, or may have been, in the first colour."""
    drawn = dots(thread)
    start, end = thread["happened_at"].min(), thread["happened_at"].max()
    span = max((end - start).total_seconds(), 86_400.0)
    places = [(dot.at - start).total_seconds() / span for dot in drawn]
    lanes = [lane for lane in LANES if lane in set(thread["what"])]
    rows, heights = _rows([dot.what for dot in drawn], places, [dot.label() for dot in drawn], lanes)
    chart = go.Figure()
    for first, look in ((True, {"size": 11}), (False, {"size": 9, "color": charts.QUIET})):
        chosen = [place for place, dot in enumerate(drawn) if dot.first == first]
        chart.add_scatter(
            x=[drawn[place].at for place in chosen],
            y=[rows[place] for place in chosen],
            text=[f" {evidence.label(drawn[place].label())} " for place in chosen],
            textposition=["middle left" if places[place] > 0.5 else "middle right" for place in chosen],
            customdata=[drawn[place].hover() for place in chosen],
            mode="markers+text",
            marker=look,
            textfont={"color": charts.INK[dark], "size": 12},
            cliponaxis=False,
            hovertemplate="%{customdata}<br>%{x|%-d %b %Y}<extra></extra>",
        )
    charts.styled(chart, dark)
    edge = pd.Timedelta(seconds=span * 0.06)
    chart.update_layout(hovermode="closest", height=ROW * max(int(sum(heights)), 2) + 80)
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
        width = (len(name) + 4) * LETTER / NARROW
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
