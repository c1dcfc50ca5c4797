"""The workload as a form whose values live in the address: read from it, written back to it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from models.workload import PERIODS, Workload, from_query, to_body, to_query
from pages.parts import evidence, frame, workload_prices

PREFIX = "w_"
SHARES = ("cached_share", "cache_write_share", "batch_share", "success_rate")
MOST_TOKENS = 1_000_000_000
MOST_AGAINST = 12
NO_ONE = "Not chosen"
NONE = "None"
NOW = "now"


def asked() -> tuple[Workload, list[str]]:
    """The workload of the address, and what could not be used."""
    return from_query({name: st.query_params[name] for name in st.query_params if name.startswith(PREFIX)})


def show(workload: Workload) -> None:
    """Puts a workload into the address in place of the one there."""
    for name in [name for name in st.query_params if name.startswith(PREFIX)]:
        del st.query_params[name]
    st.query_params.update(to_query(workload))


def _key(workload: Workload) -> str:
    # A workload that was loaded or linked to gives new widgets, which then start from its values.
    return hashlib.sha256(to_body(workload).encode()).hexdigest()[:12]


def draw(workload: Workload) -> None:
    """The form; sending it puts what was entered into the address."""
    key = _key(workload)

    def at(field: str) -> str:
        return f"w_{key}_{field}"

    with st.form(f"workload_{key}"):
        with st.grid(4, min_column_width=150, gap="small"):
            _essentials(workload, at)
        finer = st.expander("More assumptions", icon=":material/tune:")
        with finer, st.grid(4, min_column_width=150, gap="small"):
            _finer(workload, at)
        st.form_submit_button(
            "Count", type="primary", icon=":material/calculate:", on_click=_taken, args=(workload, key)
        )


def _essentials(workload: Workload, at: Any) -> None:
    known = sorted(workload_prices.catalogue(0, everyone=False))
    if workload.ai_model_id and workload.ai_model_id not in known:
        known.append(workload.ai_model_id)
    names = [NO_ONE, *known]
    st.selectbox("AI model in use", names, names.index(workload.ai_model_id or NO_ONE), key=at("ai_model_id"))
    _whole("Requests", workload.requests, at("requests"), least=1, most=1_000_000_000_000)
    st.selectbox("in each", list(PERIODS), list(PERIODS).index(workload.period), key=at("period"))
    _whole("Input tokens a request", workload.input_tokens, at("input_tokens"))
    _whole("Output tokens a request", workload.output_tokens, at("output_tokens"))
    _share("Read from cache, %", workload.cached_share, at("cached_share"))
    _share("Own success rate, %", workload.success_rate, at("success_rate"), "unknown")
    benchmarks = [NONE, *frame.rows("page.benchmark_list", order="costed desc, benchmark")["benchmark"]]
    if workload.benchmark and workload.benchmark not in benchmarks:
        benchmarks.append(workload.benchmark)
    st.selectbox(
        "Success rates from",
        benchmarks,
        benchmarks.index(workload.benchmark or NONE),
        format_func=lambda name: evidence.clean(name, 60),
        key=at("benchmark"),
    )


def _finer(workload: Workload, at: Any) -> None:
    _whole("Reasoning tokens", workload.reasoning_tokens, at("reasoning_tokens"))
    _whole(
        "Prompt length",
        workload.prompt_tokens,
        at("prompt_tokens"),
        help="Chooses the price band; empty: the input tokens",
    )
    _share("Written to cache, %", workload.cache_write_share, at("cache_write_share"))
    st.selectbox("Cache lives", ["5m", "1h"], ["5m", "1h"].index(workload.cache_ttl), key=at("cache_ttl"))
    _share("May wait for batch, %", workload.batch_share, at("batch_share"))
    st.text_input("Tier", workload.tier, key=at("tier"), max_chars=80)
    st.text_input("Effort", workload.effort or "", key=at("effort"), max_chars=80, placeholder="any")
    _whole("Attempts allowed", workload.max_attempts, at("max_attempts"), least=1, most=100)
    _money("Cost of a failure, USD", workload.failure_cost_usd, at("failure_cost_usd"))
    st.text_input("Currency", workload.currency, key=at("currency"), max_chars=3)
    _money("for one US dollar", workload.rate, at("rate"), least=0.000001)
    offered = sorted({*workload_prices.catalogue(0, everyone=False), *workload.against})
    st.multiselect(
        "Compare only with",
        offered,
        list(workload.against),
        key=at("against"),
        placeholder="all",
        max_selections=MOST_AGAINST,
    )
    days = workload_prices.price_days()
    words = [day.words for day in days]
    chosen, _ = workload_prices.chosen_day(workload)
    st.selectbox("Prices of", words, words.index(chosen.words), key=at("price_on"))


def _whole(
    label: str,
    value: int | None,
    key: str,
    *,
    least: int = 0,
    most: int = MOST_TOKENS,
    help: str | None = None,
) -> None:
    st.number_input(label, least, most, value, 1, key=key, help=help)


def _share(label: str, value: Decimal | None, key: str, empty: str | None = None) -> None:
    percent = None if value is None else float(value * 100)
    st.number_input(label, 0.0, 100.0, percent, 5.0, format="%g", key=key, placeholder=empty)


def _money(label: str, value: Decimal, key: str, *, least: float = 0.0) -> None:
    st.number_input(label, least, 1e9, float(value), 1.0, format="%g", key=key)


def _taken(before: Workload, key: str) -> None:
    """What was entered goes into the address; what makes no sense is said, and what was there stays."""
    start = f"w_{key}_"
    entered = {
        name.removeprefix(start): value
        for name, value in st.session_state.items()
        if isinstance(name, str) and name.startswith(start)
    }
    try:
        show(replace(before, **{field: _read(field, value) for field, value in entered.items()}))
    except ValueError as nonsense:
        st.session_state["workload_word"] = ("warning", f"Not counted: {evidence.plain(nonsense, 200)}.")


def _read(field: str, value: Any) -> Any:
    if field in SHARES:
        return None if value is None else Decimal(repr(value)) / 100
    if field in ("failure_cost_usd", "rate"):
        return Decimal(repr(value))
    if field == "price_on":
        return _day(value)
    if field == "against":
        return tuple(value)
    if field in ("ai_model_id", "benchmark", "effort"):
        return None if value in (NO_ONE, NONE, "") else value.strip()
    if field == "currency":
        return value.strip().upper()
    return value.strip() if isinstance(value, str) else value


def _day(words: str) -> date | None:
    """The day that was chosen; null for now, so that a link stays fresh."""
    if words == NOW:
        return None
    return next((day.day for day in workload_prices.price_days() if day.words == words), None)


def say_outcome() -> None:
    """What became of the last thing that was entered or saved, once."""
    kind, words = st.session_state.pop("workload_word", ("", ""))
    if kind == "warning":
        st.warning(words, icon=":material/error:")
    elif kind:
        st.toast(words, icon=":material/check:")
