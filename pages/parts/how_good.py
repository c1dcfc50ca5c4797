"""How good the tags are: the figures of the theme head that the snapshot carries, and what readers kept of them."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts, corrected, evidence, frame, shown

REPEAT = """python tests/bench/label_texts.py > texts.jsonl
python -m models evaluate --labels models/labels/held_out.jsonl --texts texts.jsonl"""
UNKNOWN = "unknown"
FEW = 15  # a figure over fewer items says little


def draw() -> None:
    """What was measured on labels that the head never saw, by theme, and over reviewed developments."""
    st.header("How good is this?", anchor=False)
    head = figures(frame.one("snapshot_info").get("head"))
    if not head:
        st.caption("This snapshot carries no figures of the theme head; the next pass writes them.")
    else:
        st.caption(measured(head))
        _tiles(head)
        _by_theme(head)
    _reviewed()
    st.caption("To repeat the measurement, on these labels or on any labelled file of yours:")
    st.code(REPEAT, language="bash")


def in_short() -> str:
    """How far the tags can be trusted, in a sentence for the top of the page; empty where nobody measured."""
    head = figures(frame.one("snapshot_info").get("head"))
    right = number(head, "shown", "precision")
    if right is None:
        return ""
    return f"{right:.0%} of shown tags were right on {_whole(head.get('items'))} labelled texts; more under “How good is this?” below"


def figures(text: object) -> dict[str, Any]:
    """The figures as the snapshot has them; nothing where they can't be read."""
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def measured(head: dict[str, Any]) -> str:
    """On how much, when, and what the head learned from."""
    items, fitted, when = head.get("items"), head.get("fitted_on"), head.get("measured_on")
    learned = f"learned from {_whole(fitted)} others"
    corrections = head.get("corrections")
    if isinstance(corrections, int) and corrections:
        learned += f" and {corrections:,} corrections of readers"
    on = evidence.day(pd.Timestamp(when)) if isinstance(when, str) and _is_day(when) else UNKNOWN
    return (
        f"Measured on {_whole(items)} labelled texts that it never learned from · {learned} · measured {on}"
    )


def _is_day(text: str) -> bool:
    return not pd.isna(pd.to_datetime(text, errors="coerce"))


def _whole(number: object) -> str:
    return f"{number:,}" if isinstance(number, int) else f"an {UNKNOWN} number of"


def number(head: dict[str, Any], *path: str) -> float | None:
    """One figure, null where it is unknown."""
    found: Any = head
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def _tiles(head: dict[str, Any]) -> None:
    told = [
        ("Shown tags right", ("shown", "precision"), "percent", "Of the tags on screen, so many are the ones a person would give."),
        ("Right tags shown", ("shown", "recall"), "percent", "Of the tags a person would give, so many are on screen; the rest waits as “unsure”."),
        ("Confidence off by", ("ece",), "points", "How far “90 % sure” is from being right in 90 of 100 cases, on average."),
        ("Micro F1", ("micro", "f1"), "score", "Wrong and missing tags of all themes in one number; 1 is perfect."),
        ("Macro F1", ("macro_f1",), "score", "The same with every theme counting alike, rare ones too."),
        ("Events right", ("business_events", "precision"), "percent", "Of the price changes, deals and other business events it names, so many are ones."),
    ]  # fmt: skip
    with st.grid(3, min_column_width=160, gap="small"):
        for title, path, unit, meaning in told:
            with st.container(border=True, height="stretch", gap=None):
                st.metric(title, said(number(head, *path), unit))
                st.caption(meaning + _behind(head, path[0]))


def _behind(head: dict[str, Any], part: str) -> str:
    """On how many labels a part of the figures stands, where that is fewer than those of all."""
    behind = number(head, part, "support")
    return (
        f" The texts hold {behind:.0f} of them." if part == "business_events" and behind is not None else ""
    )


def said(value: float | None, unit: str) -> str:
    """A figure as people read it."""
    if value is None:
        return UNKNOWN
    if unit == "percent":
        return f"{value:.0%}"
    return f"{value * 100:.1f} points" if unit == "points" else f"{value:.2f}"


def themes(head: dict[str, Any]) -> pd.DataFrame:
    """One row a theme, best first: precision, recall, F1 and how many labels stand behind them."""
    named = corrected.titles()
    found = head.get("themes")
    rows = [
        {
            "Theme": evidence.clean(named.get(theme, theme), 60),
            "F1": number(one, "f1"),
            "Precision": number(one, "precision"),
            "Recall": number(one, "recall"),
            "Labels": number(one, "support"),
        }
        for theme, one in (found.items() if isinstance(found, dict) else ())
        if isinstance(one, dict)
    ]
    table = pd.DataFrame(rows, columns=["Theme", "F1", "Precision", "Recall", "Labels"])
    return table.sort_values("F1", ascending=False, na_position="last").reset_index(drop=True)


def _by_theme(head: dict[str, Any]) -> None:
    table = themes(head)
    known = table.dropna(subset=["F1"])
    if known.empty:
        return
    best, worst = known.iloc[0], known.iloc[-1]
    finding = f"Best in {best['Theme']} ({best['F1']:.2f}), weakest in {worst['Theme']} ({worst['F1']:.2f})"
    few = int((known["Labels"] < FEW).sum())
    caution = f" · {few} themes rest on fewer than {FEW} labels" if few > 1 else ""
    shown.chart(
        finding,
        f"F1 by theme, 1 is perfect · {measured(head)}{caution}",
        bars(known, frame.dark()),
        table,
        key="themes",
        alt=finding,
    )


def bars(table: pd.DataFrame, dark: bool) -> go.Figure:
    """One bar a theme, the best on top, with its figure and the labels behind it."""
    chart = go.Figure()
    ends = {table.index[0], table.index[-1]}  # what the title names has the first colour
    for part, more in (
        (table[table.index.isin(ends)], {}),
        (table[~table.index.isin(ends)], {"marker": {"color": charts.QUIET}}),
    ):
        chart.add_bar(
            x=part["F1"],
            y=[evidence.label(name, 30) for name in part["Theme"]],
            orientation="h",
            width=0.6,
            text=[f"{f1:.2f}" for f1 in part["F1"]],
            textposition="outside",
            textfont={"color": charts.INK[dark], "size": 12},
            cliponaxis=False,
            customdata=part[["Precision", "Recall", "Labels"]],
            hovertemplate="precision %{customdata[0]:.2f}, recall %{customdata[1]:.2f}, "
            "%{customdata[2]:.0f} labels<extra></extra>",
            **more,
        )
    charts.styled(chart, dark)
    chart.update_layout(hovermode="closest", height=26 * len(table) + 50, barmode="overlay")
    chart.update_xaxes(range=[0, 1.06], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".2~f")
    order = [evidence.label(name, 30) for name in reversed(table["Theme"].tolist())]
    return chart.update_yaxes(categoryorder="array", categoryarray=order, showgrid=False)


def _reviewed() -> None:
    """Precision by theme over what people reviewed."""
    st.header("What readers kept of the shown tags", anchor=False)
    found = frame.rows(
        "page.review_precision", columns=["title", "reviewed", "shown", "kept", "precision", "missed"]
    )
    judged = int(found["reviewed"].max()) if len(found) else 0
    if not judged:
        st.caption("No review is in this snapshot yet; those made now count after the next pass.")
        return
    named = found[(found["shown"] > 0) | (found["missed"] > 0)]
    kept, all_shown = int(found["kept"].sum()), int(found["shown"].sum())
    share = f"{kept:,} of {all_shown:,} shown tags" if all_shown else "no shown tags"
    st.caption(
        f"Readers kept {share} on {judged:,} reviewed developments; least certain ones are asked first."
    )
    st.dataframe(
        named.drop(columns="reviewed"),
        hide_index=True,
        alt="What readers kept of the shown tags, by theme",
        column_config={
            "title": "Theme",
            "shown": st.column_config.NumberColumn("Shown", width=80),
            "kept": st.column_config.NumberColumn("Kept", width=80),
            "precision": st.column_config.ProgressColumn(
                "Kept of shown", format="percent", min_value=0, max_value=1
            ),
            "missed": st.column_config.NumberColumn("Added by readers", width=120),
        },
    )
