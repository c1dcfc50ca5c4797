"""What we would pay: the bill of a workload, its alternatives, what moves it, and when a successor pays."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from models.workload import BillChange, Cost, Workload, same_bill, sensitivity, success_of, to_currency
from pages.parts import (
    evidence,
    frame,
    price_figures,
    prices,
    shown,
    workload_form,
    workload_prices,
    workload_ranked,
    workload_stack,
)

MADE = """
**Per request**: tokens × price ÷ 1,000,000, the batch share at batch prices, times the attempts a request takes on average.
**Per solved task**: that, plus the cost of failures, divided by the share of requests that end solved.
**Per month**: requests in 365/12 days. The price band is the highest one whose edge lies below the prompt length.
Nothing is guessed: where a price or a success rate is unknown the figure is empty and a sentence says why.
"""
PART_COLUMNS = {
    "unit": "Unit",
    "tier": "Tier",
    "tokens": st.column_config.NumberColumn("Tokens an attempt", format="localized"),
    "usd_per_mtok": st.column_config.NumberColumn("USD per million", format=prices.DOLLARS),
    "usd": st.column_config.NumberColumn("USD an attempt", format=prices.DOLLARS),
    "since": st.column_config.DateColumn("Known since", format=prices.DATE),
    "source_title": "Source",
    "quote": "Words of the source",
    "url": st.column_config.LinkColumn("Page", display_text="open"),
}


def told(usd: Decimal | None, workload: Workload) -> str:
    """An amount in the workload's currency; a dash for unknown."""
    amount = to_currency(usd, workload)
    if amount is None:
        return "–"
    shown_amount = float(amount) if amount >= 1 else float(f"{amount:.3g}")
    if workload.currency == "USD":
        return evidence.money(shown_amount)
    return (
        f"{shown_amount:,.2f} {workload.currency}" if amount >= 1 else f"{shown_amount:g} {workload.currency}"
    )


def draw() -> None:
    """The form, the bill of the AI model in use, and what else one could do."""
    workload, doubts = workload_form.asked()
    workload_form.say_outcome()
    day, other_day = workload_prices.chosen_day(workload)
    for sentence in [*doubts, *([other_day] if other_day else [])]:
        st.warning(sentence, icon=":material/link_off:")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            f"Prices as of {evidence.day(day.day)} · this page's address holds the workload: copy it to share it"
        )
        with st.popover("How it is counted", icon=":material/function:", type="tertiary"):
            st.markdown(MADE)
    workload_form.draw(workload)
    catalogue = workload_prices.catalogue(day.quarters_ago, everyone=False)
    if not catalogue:
        frame.no_match("price of a followed vendor", "The catalogues name prices once they were read.")
        return
    if workload.ai_model_id:
        _bill(workload, day.quarters_ago)
    workload_ranked.draw(workload, day.quarters_ago)
    if workload.ai_model_id:
        _swings(workload, day.quarters_ago)
    workload_ranked.break_even(workload, day.quarters_ago)
    workload_stack.draw(workload, day.quarters_ago)


def _bill(workload: Workload, quarters_ago: int) -> None:
    """What the AI model in use costs, and what it cost at the end of the last quarter."""
    name = str(workload.ai_model_id)
    cost, before = workload_ranked.own_cost(workload, quarters_ago)
    with st.container(gap=None):
        st.header(_finding(name, cost, workload), anchor=False)
        st.caption(f"{workload.requests:,} requests a {workload.period}, {_rate_words(cost)}")
    with st.grid(4, min_column_width=160, gap="small"):
        st.metric("Per request", told(cost.request_usd, workload), border=True, height="stretch")
        st.metric("Per solved task", told(cost.solved_usd, workload), border=True, height="stretch")
        st.metric("Per month", told(cost.month_usd, workload), border=True, height="stretch")
        change = same_bill(*before)
        st.metric(
            "Last quarter's bill",
            told(change.before.month_usd, workload),
            _since(change),
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
            help="The same workload at the prices of the end of the last quarter, as they were last read by then",
        )
    sentences = dict.fromkeys(
        sentence
        for sentence in (*workload_ranked.why_not(cost, workload), change.reason, *cost.notes)
        if sentence
    )
    if sentences:
        st.caption(" · ".join(evidence.plain(sentence, 240) for sentence in sentences))
    _lines(name, cost, quarters_ago)


def _since(change: BillChange) -> str | None:
    if change.ratio is None:
        return None
    return "unchanged since" if change.ratio == 1 else f"×{float(change.ratio):.3g} since"


def _finding(name: str, cost: Cost, workload: Workload) -> str:
    if cost.month_usd is None:
        return f"No bill for {evidence.plain(name)}"
    return f"{evidence.plain(name)} costs {evidence.plain(told(cost.month_usd, workload))} a month"


def _rate_words(cost: Cost) -> str:
    if cost.success is None:
        return "success rate unknown"
    told_by = "own figure" if cost.success.basis == "own" else evidence.plain(cost.success.benchmark, 60)
    return f"{float(cost.success.rate):.1%} of attempts solve the task ({told_by})"


def _lines(name: str, cost: Cost, quarters_ago: int) -> None:
    """The bill line by line, each price with its evidence."""
    if not cost.parts:
        return
    box = st.expander(
        "Line by line, with evidence", icon=":material/format_quote:", on_change="rerun", key="bill_lines"
    )
    if not box.open:
        return
    known = frame.rows(
        "page.workload_prices", where={"quarters_ago": quarters_ago, "ai_model_id": name}, limit=500
    )
    table = pd.DataFrame([_line(part, known) for part in cost.parts])
    box.dataframe(table, hide_index=True, placeholder="–", alt=f"Bill of {name}", column_config=PART_COLUMNS)


def _line(part: Any, known: pd.DataFrame) -> dict[str, Any]:
    unit = {"reasoning": "output"}.get(part.unit, part.unit)
    same = known[(known["tier"] == part.tier) & (known["usd_per_mtok"] == float(part.usd_per_mtok))]
    named = same[same["unit"].str.startswith(unit)]
    row = next((row for _, row in (named if len(named) else same).iterrows()), None)
    found: dict[str, Any] = {
        "unit": part.unit.replace("_", " "),
        "tier": part.tier,
        "tokens": float(part.tokens),
        "usd_per_mtok": float(part.usd_per_mtok),
        "usd": float(part.usd),
    }
    if row is None:
        return found
    return found | {
        "since": row["since"],
        "source_title": evidence.clean(row["source_title"], 80),
        "quote": evidence.clean(row["quote"], 200),
        "url": evidence.address(row["url"]),
    }


@lru_cache(maxsize=40)
def _swings_drawn(
    snapshot: str, workload: Workload, quarters_ago: int, measure: str, dark: bool
) -> tuple[pd.DataFrame, go.Figure | None]:
    """What moves the measure, and its figure; null where nothing does."""
    name = str(workload.ai_model_id)
    found = workload_prices.catalogue(quarters_ago, everyone=True).get(name)
    success = success_of(workload, name, workload_prices.successes(workload)[0])
    moved = [one for one in sensitivity(workload, found, success, measure) if one.swing_usd]
    table = price_figures.swing_rows(moved, float(workload.rate))
    return table, price_figures.swings(table, dark) if moved else None


def _swings(workload: Workload, quarters_ago: int) -> None:
    """What each assumption moves, widest first."""
    name = str(workload.ai_model_id)
    success = success_of(workload, name, workload_prices.successes(workload)[0])
    measure = "solved" if success is not None and success.rate else "month"
    table, figure = _swings_drawn(frame.snapshot(), workload, quarters_ago, measure, frame.dark())
    if figure is None:
        return
    what = "cost per solved task" if measure == "solved" else "bill of a month"
    finding = f"The {what} depends most on the {table['assumption'].iloc[0]}"
    prices_of_day = next(one for one in workload_prices.price_days() if one.quarters_ago == quarters_ago)
    with st.container(border=True):
        shown.chart(
            finding,
            f"{workload.currency}, each assumption alone: amounts by a tenth, shares by ten points · "
            f"{evidence.plain(name)} at the prices of {evidence.day(prices_of_day.day)}",
            figure,
            table,
            key="sensitivity",
            alt=finding,
        )
