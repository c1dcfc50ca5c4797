"""Figures of momentum: what is said now against before, and momentum week by week; rows in, figures out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from pages.parts.charts import INK, QUIET, styled
from pages.parts.evidence import label

ROW = 30  # pixels a subject
AROUND = 70  # and for the axis
LONGEST = 24  # letters of a name, so that a telephone keeps room for the marks


def change(row: pd.Series, now: str, before: str) -> str:
    """The two counts in words: `8 → 12`, marked where the subject is new."""
    return f"{int(row[before])} → {int(row[now])}" + (" <b>new</b>" if row["is_new"] else "")


def _dots(figure: go.Figure, rows: pd.DataFrame, column: str, said: list[str], **look: object) -> None:
    figure.add_scatter(
        x=rows[column],
        y=rows["place"],
        mode="markers",
        text=said,
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        **look,
    )


def now_and_before(
    rows: pd.DataFrame, dark: bool, *, now: str = "mentions", before: str = "mentions_prev"
) -> go.Figure:
    """One line a subject from its count before (a ring) to its count now (a dot); what grew is in colour."""
    # Places rather than names on the axis: two names may be cut to the same letters.
    rows = rows.assign(place=range(len(rows)))
    figure = go.Figure()
    grew = rows[rows[now] > rows[before]]
    others = rows[rows[now] <= rows[before]]
    # The first trace has no colour of its own: the theme's first one stands for "this is what counts".
    for part, look in ((grew, {}), (others, {"color": QUIET})):
        said = [f"{label(row['title'])}: {change(row, now, before)}" for _, row in part.iterrows()]
        _dots(figure, part, now, said, marker={"size": 11} | look, zorder=3)
    rings = {"size": 8, "symbol": "circle-open", "color": QUIET, "line": {"width": 1.5}}
    _dots(figure, rows, before, [f"{int(count)} before" for count in rows[before]], marker=rings, zorder=2)
    for _, row in rows.iterrows():
        ends = {"x0": row[before], "x1": row[now], "y0": row["place"], "y1": row["place"]}
        figure.add_shape(type="line", layer="below", line={"width": 2, "color": QUIET}, **ends)
        figure.add_annotation(
            x=1.02,
            xref="paper",
            xanchor="left",
            y=row["place"],
            showarrow=False,
            text=change(row, now, before),
            font={"size": 12, "color": INK[dark]},
        )
    styled(figure, dark, right=92 if rows["is_new"].any() else 68)
    figure.update_layout(height=ROW * len(rows) + AROUND, hovermode="closest")
    most = max(rows[now].max(), rows[before].max(), 4)
    # A little room before 0: a dot on the edge would be cut in half.
    figure.update_xaxes(tickformat=",d", range=[-0.03 * most, 1.05 * most], nticks=5)
    names = [label(title, LONGEST) for title in rows["title"]]
    figure.update_yaxes(
        tickvals=rows["place"], ticktext=names, range=[len(rows) - 0.5, -0.5], showgrid=True, tickformat=None
    )
    return figure


def weeks(found: pd.DataFrame, dark: bool) -> go.Figure:
    """Momentum at each week's end around the line of "as much as before"; a gap where nothing can be compared."""
    figure = go.Figure()
    figure.add_scatter(
        x=found["ends_at"],
        y=found["momentum"],
        customdata=found[["mentions", "mentions_prev"]],
        name="momentum",
        mode="lines+markers",
        marker={"size": 6},
        line={"width": 2.5},
        connectgaps=False,
        hovertemplate="×%{y:.2f}: %{customdata[0]} mentions, %{customdata[1]} before<extra></extra>",
    )
    figure.add_hline(y=1, line={"width": 1.2, "dash": "dot", "color": QUIET})
    # Beside the plot: anywhere within, the line may run through it.
    figure.add_annotation(
        x=1.01,
        xref="paper",
        xanchor="left",
        y=1,
        showarrow=False,
        align="left",
        text="as much<br>as before",
        font={"size": 12, "color": INK[dark]},
    )
    styled(figure, dark, right=68)
    most = float(found["momentum"].max())
    figure.update_yaxes(tickprefix="×", rangemode="tozero", range=[0, max(1.3, most * 1.1)])
    return figure.update_xaxes(tickformat="%-d %b", nticks=6)
