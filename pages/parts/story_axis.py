"""One story on one time axis: who said it first, what was released, talked of and priced, then each telling in order."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, corrected, evidence, frame, shown, stream

LANES = {
    "post": "Vendor's post",
    "release": "Release",
    "press": "Others told it",
    "talk": "Talk",
    "price": "Price",
}
DID = {
    "post": "said it",
    "release": "released it",
    "press": "told it",
    "talk": "talked of it",
    "price": "priced it",
}
OF_KIND = {"changelog": "release", "podcast": "talk", "transcript": "talk", "pricing_page": "price"}
THREAD = [
    "happened_at",
    "what",
    "title",
    "said",
    "who",
    "source_title",
    "url",
    "document_id",
    "observed_at",
    "development_id",
    "passage_id",
    "starts_s",
]
MOST = 60
# Labels are set apart as a narrow screen needs it: so many pixels across, so many for a letter.
NARROW, LETTER = 300, 7
LONGEST_LABEL = 22
ROW = 30  # pixels
SMALL = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def draw(story_id: str) -> None:
    """The axis of a story, and below it each telling with its words and evidence."""
    thread = told(story_id)
    if thread.empty:
        frame.no_match("telling", "Readers took every development out of this story.")
        return
    if len(thread) > 1:
        _chart(thread)
    else:
        st.header(evidence.plain(sentence(thread)), anchor=False)
    _tellings(thread)


def told(story_id: str) -> pd.DataFrame:
    """The tellings of a story in order of time, as readers left it."""
    source = frame.reader()
    thread = pd.DataFrame()
    if source is not None and source.has("page.story_thread"):
        thread = frame.rows(
            "page.story_thread", columns=THREAD, where={"story_id": story_id}, order="happened_at", limit=MOST
        )
    own = _developments({"story_id": story_id}) if thread.empty else thread
    joined = _developments({"development_id": corrected.joining(own)}) if corrected.joining(own) else None
    whole = corrected.staying(own)
    if joined is not None:
        whole = pd.concat([whole, joined.astype(object)])
    return whole.sort_values("happened_at", kind="stable", na_position="last").reset_index(drop=True)


def _developments(where: dict[str, object]) -> pd.DataFrame:
    """Developments as tellings, for a snapshot that has no thread and for what readers just added."""
    rows = frame.rows(
        "page.development_list",
        columns=stream.LIST,
        where=where,
        order="published_at, development_id",
        limit=MOST,
    )
    rows["what"] = rows["kind"].map(OF_KIND).fillna("post")
    rows = rows.rename(columns={"published_at": "happened_at", "summary": "said", "vendor_name": "who"})
    rows["passage_id"], rows["starts_s"] = None, None
    return rows[THREAD]


def sentence(thread: pd.DataFrame) -> str:
    """Who said it first, who followed, and how far off the talk and the price are."""
    first = thread.iloc[0]
    start = first["happened_at"]
    name, on = _who(first), evidence.day(start)
    rest = thread[[_who(row) != name for _, row in thread.iterrows()]]
    tellers = rest[~rest["what"].isin(["talk", "price"])]
    own = thread[
        [_who(row) == name and evidence.day(row["happened_at"]) == on for _, row in thread.iterrows()]
    ]
    did = DID["post" if "post" in set(own["what"]) else first["what"]]
    parts = [f"{name} {did} first, on {on}"]
    if tellers.empty:
        parts = [f"{name} {did}, on {on}; nobody else so far"]
    elif _undecided(start, tellers["happened_at"].iloc[0]):
        parts = [f"{_named(tellers, start)} and {name} told it on the same day, {on}"]
        tellers = tellers[tellers["happened_at"].dt.date != start.date()]
    if len(tellers):
        begun = {_who(row): row["happened_at"] for _, row in tellers[::-1].iterrows()}
        names = list(begun)
        who = names[0] if len(names) == 1 else f"{SMALL.get(len(names), len(names))} others"
        parts.append(f"{who} followed {_within(start, max(begun.values()), len(names))}")
    for what, words in (("talk", "talk of it on"), ("price", "a price from")):
        found = thread[(thread["what"] == what) & (thread.index > 0)]
        if len(found):
            one = found.iloc[0]
            where = evidence.clean(one["source_title"], 60) if what == "talk" else _who(one)
            parts.append(f"{words} {where} {_later(start, one['happened_at'])}")
    return "; ".join(parts)


def _named(tellers: pd.DataFrame, start: pd.Timestamp) -> str:
    same = tellers[tellers["happened_at"].dt.date == start.date()]
    names = list(dict.fromkeys(_who(row) for _, row in same.iterrows()))
    return ", ".join(names[:3])


def _undecided(first: pd.Timestamp, second: pd.Timestamp) -> bool:
    """Two on one day of which one gives no hour: nobody knows who was first."""
    hourless = any(moment.hour == moment.minute == 0 for moment in (first, second))
    return first.date() == second.date() and hourless


def _within(start: pd.Timestamp, end: pd.Timestamp, many: int) -> str:
    days = (end.date() - start.date()).days
    if days < 1:
        return "the same day"
    return f"{'within ' if many > 1 else ''}{_days(days)}{'' if many > 1 else ' later'}"


def _later(start: pd.Timestamp, moment: pd.Timestamp) -> str:
    days = (moment.date() - start.date()).days
    return f"{_days(abs(days))} {'later' if days > 0 else 'before'}" if days else "the same day"


def _days(number: int) -> str:
    return f"{number} day{'s' if number > 1 else ''}"


def _who(row: pd.Series) -> str:
    return evidence.clean(row["who"], 40) or evidence.clean(row["source_title"], 40) or "Unknown"


def _chart(thread: pd.DataFrame) -> None:
    finding = sentence(thread)
    sources = thread["source_title"].dropna().nunique()
    last = evidence.day(thread["happened_at"].max())
    table = pd.DataFrame(
        {
            "When": thread["happened_at"].dt.strftime("%Y-%m-%d"),
            "What": thread["what"].map(LANES),
            "Who": [_who(row) for _, row in thread.iterrows()],
            "Title": [evidence.clean(title, 160) for title in thread["title"]],
            "Source": [evidence.clean(title, 80) for title in thread["source_title"]],
            "Address": [evidence.address(url) or "" for url in thread["url"]],
        }
    )
    shown.chart(
        finding,
        f"{len(thread)} tellings from {sources} source{'s' if sources != 1 else ''}, one dot each by day · until {last}",
        figure(thread, frame.dark()),
        table,
        key="story",
        alt=f"Time axis of one story: {finding}",
    )


def figure(thread: pd.DataFrame, dark: bool) -> go.Figure:
    """One lane a kind of telling, one dot a telling with its teller's name; the first in the first colour."""
    start, end = thread["happened_at"].min(), thread["happened_at"].max()
    span = max((end - start).total_seconds(), 86_400.0)
    places = ((thread["happened_at"] - start).dt.total_seconds() / span).tolist()
    names = [_who(row) for _, row in thread.iterrows()]
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


def _tellings(thread: pd.DataFrame) -> None:
    """Each telling with its day, its words and its evidence."""
    ids = [one for one in thread["development_id"] if isinstance(one, str)]
    rows = frame.rows(
        "page.development_list", columns=stream.LIST, where={"development_id": ids}, limit=max(len(ids), 1)
    )
    known = {row["development_id"]: row for _, row in rows.iterrows()}
    stream.timeline([(row, known.get(row["development_id"])) for _, row in thread.iterrows()])
