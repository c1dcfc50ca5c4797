"""What must hold for any workload and any sane prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from models.workload import (
    Success,
    Workload,
    break_even,
    cost_of,
    from_body,
    from_query,
    prices_of,
    sensitivity,
    to_body,
    to_currency,
    to_query,
    to_usd,
)
from tests.models.workload_prices import row

TINY = D("1e-30")


def at_most(low, high):
    """Whether low <= high but for the last of sixty digits, which a division may round."""
    return low <= high or low - high <= TINY * max(D(1), low)


amounts = st.decimals(min_value=0, max_value=500, places=4)
shares = st.decimals(min_value=0, max_value=1, places=3)
rates = st.decimals(min_value=D("0.001"), max_value=1, places=3)
tokens = st.integers(min_value=0, max_value=2_000_000)


@st.composite
def sane_prices(draw):
    """Prices as vendors set them: cached at most input, batch at most standard, higher bands not cheaper."""
    edge = draw(st.integers(min_value=1000, max_value=400_000))
    low = {unit: draw(amounts) for unit in ("input", "output")}
    low["cached_input"] = low["input"] * draw(shares)
    low["cache_write_5m"] = low["input"] + draw(amounts)
    rise = 1 + draw(shares)
    cut = draw(shares)
    rows = [row("any/one", unit, price) for unit, price in low.items()]
    if draw(st.booleans()):
        rows += [
            row("any/one", unit, price * rise, over=edge)
            for unit, price in low.items()
            if unit != "cached_input" or draw(st.booleans())
        ]
    if draw(st.booleans()):
        rows += [row("any/one", unit, price * cut, "batch") for unit, price in low.items()]
    return prices_of(rows)["any/one"]


@st.composite
def any_workload(draw):
    cached = draw(shares)
    return Workload(
        name=draw(st.sampled_from(["My workload", "Support mail", "Übersetzung & Co"])),
        ai_model_id=draw(st.sampled_from([None, "any/one", "openai/gpt-5.4-mini"])),
        against=draw(st.sampled_from([(), ("a/b",), ("a/b", "c/d-1.5")])),
        requests=draw(st.integers(min_value=1, max_value=10**9)),
        period=draw(st.sampled_from(["day", "week", "month", "quarter", "year"])),
        input_tokens=draw(tokens),
        output_tokens=draw(tokens),
        reasoning_tokens=draw(tokens),
        cached_share=cached,
        cache_write_share=min(draw(shares), 1 - cached),
        batch_share=draw(shares),
        success_rate=draw(st.none() | rates),
        max_attempts=draw(st.integers(min_value=1, max_value=6)),
        retry_on_failure=draw(st.booleans()),
        failure_cost_usd=draw(amounts),
        currency=draw(st.sampled_from(["USD", "EUR"])),
        rate=draw(st.decimals(min_value=D("0.01"), max_value=200, places=4)),
        prompt_tokens=draw(st.none() | tokens),
        effort=draw(st.none() | st.just("high")),
        price_on=draw(st.none() | st.dates(min_value=date(2023, 1, 1), max_value=date(2030, 1, 1))),
    )


@given(
    any_workload(),
    sane_prices(),
    st.sampled_from(["input_tokens", "output_tokens", "reasoning_tokens"]),
    tokens,
)
@settings(max_examples=120, deadline=None)
def test_more_tokens_never_cost_less(work, prices, which, more):
    work = replace(work, success_rate=work.success_rate or D("0.5"))
    low = cost_of(work, prices)
    high = cost_of(replace(work, **{which: getattr(work, which) + more}), prices)
    for figure in ("attempt_usd", "request_usd", "month_usd", "solved_usd"):
        assert at_most(getattr(low, figure), getattr(high, figure))


@given(any_workload(), sane_prices())
@settings(max_examples=60, deadline=None)
def test_without_batch_and_cache_the_list_price_counts(work, prices):
    work = replace(work, batch_share=D(0), cached_share=D(0), cache_write_share=D(0))
    entry, out = (prices.at(unit, "standard", work.prompt) for unit in ("input", "output"))
    by_hand = (work.input_tokens * entry.usd_per_mtok + work.written_tokens * out.usd_per_mtok) / 1_000_000
    assert cost_of(work, prices).attempt_usd == by_hand


@given(any_workload(), sane_prices(), shares)
@settings(max_examples=60, deadline=None)
def test_more_batch_never_costs_more(work, prices, more):
    batched = replace(work, batch_share=min(D(1), work.batch_share + more))
    assert at_most(cost_of(batched, prices).attempt_usd, cost_of(work, prices).attempt_usd)


@given(any_workload(), sane_prices(), rates, rates)
@settings(max_examples=100, deadline=None)
def test_solving_more_never_raises_the_cost_of_a_solved_task(work, prices, one, other):
    low, high = sorted((one, other))
    assert at_most(
        cost_of(work, prices, Success(high)).solved_usd, cost_of(work, prices, Success(low)).solved_usd
    )


@given(any_workload(), st.decimals(min_value=0, max_value=10**9, places=6))
@settings(max_examples=60, deadline=None)
def test_a_currency_and_back_is_the_same_amount(work, usd):
    back = to_usd(to_currency(usd, work), work)
    assert at_most(back, usd)
    assert at_most(usd, back)


@given(any_workload(), sane_prices(), sane_prices(), rates)
@settings(max_examples=80, deadline=None)
def test_at_the_break_even_both_cost_the_same(work, old, new, rate):
    found = break_even(work, old, new, Success(rate))
    if found.needed_success is None:
        assert found.reason
    elif 0 < found.needed_success <= 1:
        before = cost_of(work, old, Success(rate)).solved_usd
        after = cost_of(work, new, Success(min(D(1), found.needed_success))).solved_usd
        assert after <= before * (1 + D("1e-20")) + D("1e-20")
        lower = cost_of(work, new, Success(found.needed_success * D("0.999"))).solved_usd
        assert lower >= before * (1 - D("1e-20")) - D("1e-20")
    elif found.needed_success > 1:
        assert cost_of(work, new, Success(D(1))).solved_usd > cost_of(work, old, Success(rate)).solved_usd
        assert 0 < found.fewer_tokens < 1


@given(any_workload())
@settings(max_examples=120, deadline=None)
def test_a_link_and_the_desk_give_the_workload_back(work):
    assert from_query(to_query(work)) == (work, [])
    assert from_body(to_body(work)) == (work, [])


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *to_query(Workload(name="x", requests=2, tier="flex")),
                "w_cached",
                "w_written",
                "w_on",
                "w_success",
                "w_attempts",
                "w_against",
                "w_rate",
                "w_in",
                "w_retry",
            ]
        ),
        st.text(max_size=40) | st.sampled_from(["0.9", "١٢", "1e5", "nan", "-1", "2026-13-01", "9" * 5000]),
    )
)
@settings(max_examples=150, deadline=None)
def test_any_link_gives_a_workload_and_a_sentence_for_each_bad_value(query):
    work, sentences = from_query(query)
    assert isinstance(work, Workload)
    assert len(sentences) <= len(query) + 1
    assert all(sentence.endswith(("is used.", "is written.")) for sentence in sentences)


@given(any_workload(), sane_prices())
@settings(max_examples=40, deadline=None)
def test_sensitivity_names_each_assumption_once_and_sorts_by_what_it_moves(work, prices):
    swings = sensitivity(work, prices, Success(D("0.5")), "solved")
    assert len({one.assumption for one in swings}) == len(swings)
    assert [one.swing_usd for one in swings] == sorted((one.swing_usd for one in swings), reverse=True)
