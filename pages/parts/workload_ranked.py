"""The same workload with other AI models: ranked alternatives, and when a successor pays."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from models.workload import (
    Alternative,
    BreakEven,
    Cost,
    Prices,
    Success,
    Workload,
    alternatives,
    best_by_vendor,
    break_evens,
    cost_of,
    success_of,
    successor_pairs,
    to_currency,
)
from pages.parts import evidence, frame, workload_prices

MOST_ROWS = 200
MOST_PAIRS = 6
RANK_COLUMNS = {
    "place": st.column_config.NumberColumn("", width=50),
    "ai_model_id": "AI model",
    "solved": "Per solved task",
    "request": "Per request",
    "month": "Per month",
    "times": st.column_config.NumberColumn(
        "Times ours", format="%.2f", help="Its bill of a month by that of the AI model in use"
    ),
    "last_quarter": "Month at last quarter's prices",
    "success": st.column_config.NumberColumn("Solved", format="percent"),
    "said": st.column_config.TextColumn("What to know", width="large"),
}
MONEY = ("solved", "request", "month", "last_quarter")


def own_cost(
    workload: Workload, quarters_ago: int
) -> tuple[Cost, tuple[Workload, Prices | None, Prices | None, Success | None]]:
    """The cost of the AI model in use, and what the same bill of the last quarter is made from."""
    name = str(workload.ai_model_id)
    now, before = (
        workload_prices.catalogue(ago, everyone=True).get(name) for ago in (quarters_ago, quarters_ago + 1)
    )
    success = success_of(workload, name, workload_prices.successes(workload)[0])
    return cost_of(workload, now, success), (workload, before, now, success)


def why_not(cost: Cost, workload: Workload) -> list[str]:
    """Why there is no bill, or no cost per solved task; what the benchmark's results say comes first."""
    if cost.reason and not cost.solved_reason:
        return [cost.reason]
    refused = workload_prices.successes(workload)[1].get(cost.ai_model_id)
    return list(dict.fromkeys(words for words in (cost.reason, refused or cost.solved_reason) if words))


@lru_cache(maxsize=40)
def _ranked(
    snapshot: str, workload: Workload, quarters_ago: int, everyone: bool, lent: bool
) -> list[Alternative]:
    found = workload_prices.catalogue(quarters_ago, everyone)
    if workload.against:
        wanted = {*workload.against, workload.ai_model_id}
        found = {name: kept for name, kept in found.items() if name in wanted}
    return alternatives(workload, found, workload_prices.successes(workload)[0], lent)


def draw(workload: Workload, quarters_ago: int) -> None:
    """Alternatives by cost per solved task; makers' own first."""
    place = st.container(gap=None)
    with st.container(horizontal=True, gap="small"):
        best = st.toggle("Best of each vendor", key="best", bind="query-params")
        everyone = st.toggle("Resellers too", key="resellers", bind="query-params")
        lent = workload.success_rate is not None and st.toggle(
            "Lend our success rate to others", key="lent", bind="query-params"
        )
    ranked = _ranked(frame.snapshot(), workload, quarters_ago, everyone, lent)
    billed = [one for one in ranked if one.cost.request_usd is not None]
    with place:
        st.header(_finding(workload, billed), anchor=False)
        st.caption(
            f"{len(billed)} of {len(ranked)} AI models have a bill for this workload; by cost per solved task, "
            "those without a success rate by cost per request"
        )
    table = _table(frame.snapshot(), workload, quarters_ago, everyone, lent, best)
    if table.empty:
        frame.no_match("alternative", "None of the AI models that were asked for has a price.")
        return
    form = "$%.4g" if workload.currency == "USD" else f"%.4g {workload.currency}"
    heads = {name: st.column_config.NumberColumn(str(RANK_COLUMNS[name]), format=form) for name in MONEY}
    st.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        alt="Alternatives, cheapest first",
        column_order=list(RANK_COLUMNS),
        column_config=RANK_COLUMNS | heads,
    )


def _finding(workload: Workload, billed: list[Alternative]) -> str:
    if not billed:
        return "No AI model has a bill for this workload"
    first = billed[0]
    rated = sum(one.cost.solved_usd is not None for one in billed)
    if rated == 1 and first.ai_model_id == workload.ai_model_id and len(billed) > 1:
        return "Only the AI model in use has a success rate: choose a benchmark to rank the others"
    measure = "solved task" if first.cost.solved_usd is not None else "request"
    name = evidence.plain(first.ai_model_id)
    if first.ai_model_id == workload.ai_model_id:
        return f"Nothing is cheaper per {measure} than {name}"
    return f"{name} is the cheapest per {measure}"


@lru_cache(maxsize=40)
def _table(
    snapshot: str, workload: Workload, quarters_ago: int, everyone: bool, lent: bool, best: bool
) -> pd.DataFrame:
    """What is shown of the ranking; kept, because each row also asks what it cost a quarter ago."""
    ranked = _ranked(snapshot, workload, quarters_ago, everyone, lent)
    ours = next((one.cost.month_usd for one in ranked if one.ai_model_id == workload.ai_model_id), None)
    rows = best_by_vendor(ranked) if best else ranked
    return pd.DataFrame([_row(one, workload, quarters_ago, everyone, ours) for one in rows[:MOST_ROWS]])


def _row(
    one: Alternative, workload: Workload, quarters_ago: int, everyone: bool, ours: Decimal | None
) -> dict[str, Any]:
    cost = one.cost
    before = workload_prices.catalogue(quarters_ago + 1, everyone).get(one.ai_model_id)
    earlier = cost_of(workload, before, cost.success).month_usd if before else None
    amounts = (cost.solved_usd, cost.request_usd, cost.month_usd, earlier)
    return {
        "place": one.place,
        "ai_model_id": evidence.clean(one.ai_model_id, 80),
        "times": float(cost.month_usd / ours) if ours and cost.month_usd is not None else None,
        "success": float(cost.success.rate) if cost.success else None,
        "said": evidence.clean(" ".join([*why_not(cost, workload), *cost.notes]), 240),
    } | {
        name: None if usd is None else float(to_currency(usd, workload) or 0)
        for name, usd in zip(("solved", "request", "month", "last_quarter"), amounts, strict=True)
    }


@lru_cache(maxsize=40)
def _pairs(snapshot: str, workload: Workload, quarters_ago: int) -> list[BreakEven]:
    steps = frame.rows(
        "price_steps", columns=["from_ai_model_id", "to_ai_model_id", "stepped_at"], limit=5000
    )
    pairs = successor_pairs(steps.to_dict("records"))
    pairs.sort(key=lambda pair: workload.ai_model_id not in pair)
    success = workload_prices.successes(workload)[0]
    return break_evens(workload, pairs, workload_prices.catalogue(quarters_ago, everyone=False), success)


def break_even(workload: Workload, quarters_ago: int) -> None:
    """What each successor must solve to pay; those of the AI model in use first."""
    found = _pairs(frame.snapshot(), workload, quarters_ago)
    known = [one for one in found if one.needed_success is not None]
    if not found:
        return
    with st.container(border=True):
        with st.container(gap=None):
            st.header("When does a successor pay?", anchor=False)
            st.caption(
                f"Success rate at which it costs as much per solved task, at the same tokens · "
                f"known for {len(known)} of {len(found)} successor pairs"
            )
        for one in known[:MOST_PAIRS]:
            st.markdown(f"- {evidence.plain(one.sentence, 400)}")
        if not known:
            st.write(
                "Enter the success rate of the AI model in use, or choose a benchmark that has measured it."
            )
        box = st.expander("All pairs", icon=":material/table_rows:", on_change="rerun", key="all_pairs")
        if box.open:
            box.dataframe(
                pd.DataFrame([_pair(one) for one in found]),
                hide_index=True,
                placeholder="–",
                alt="Successor pairs",
                column_config=PAIR_COLUMNS,
            )


PAIR_COLUMNS = {
    "old": "Before",
    "new": "Successor",
    "ratio": st.column_config.NumberColumn("Times as dear", format="%.2f"),
    "solved": st.column_config.NumberColumn("Old one solves", format="percent"),
    "needed": st.column_config.NumberColumn("Must solve", format="percent"),
    "fewer": st.column_config.NumberColumn("Or use fewer tokens", format="percent"),
    "reason": st.column_config.TextColumn("Why unknown", width="large"),
}


def _pair(one: BreakEven) -> dict[str, Any]:
    numbers = (one.ratio, one.old_success, one.needed_success, one.fewer_tokens)
    return {
        "old": evidence.clean(one.old_id, 80),
        "new": evidence.clean(one.new_id, 80),
        **{
            name: None if value is None else float(value)
            for name, value in zip(("ratio", "solved", "needed", "fewer"), numbers, strict=True)
        },
        "reason": evidence.clean(one.reason, 200),
    }
