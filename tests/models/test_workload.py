"""Workloads: ten bills worked out by hand, and what is said when a price is unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pandas as pd
import pytest

from models.workload import (
    Prices,
    Success,
    Workload,
    alternatives,
    break_even,
    cost_of,
    prices_of,
    same_bill,
    to_currency,
)
from tests.models.workload_prices import CATALOGUE, MINI, NANO, NEXT_MINI, SONNET, THREE_TO_ONE, row, table


def test_1_plain_tokens():
    # 3,000 x 0.25 / 1M = 0.00075; 1,000 x 2 / 1M = 0.002; together 0.00275; x 1,000 requests = 2.75
    cost = cost_of(THREE_TO_ONE, MINI)
    assert (cost.attempt_usd, cost.request_usd, cost.month_usd) == (D("0.00275"), D("0.00275"), D("2.75"))
    assert [(part.unit, part.tokens, part.usd) for part in cost.parts] == [
        ("input", D(3000), D("0.00075")),
        ("output", D(1000), D("0.002")),
    ]


def test_2_part_of_the_input_comes_from_the_cache():
    # 80 % of 10,000 = 8,000 x 0.025 / 1M = 0.0002; 2,000 x 0.25 / 1M = 0.0005; 500 x 2 / 1M = 0.001; sum 0.0017
    cost = cost_of(Workload(input_tokens=10_000, cached_share=D("0.8"), output_tokens=500), MINI)
    assert cost.attempt_usd == D("0.0017")
    assert cost.notes == ()


def test_3_part_of_the_requests_goes_through_batch():
    # full price 0.00275, batch half of it 0.001375; 40 % batch: 0.6 x 0.00275 + 0.4 x 0.001375 = 0.00165 + 0.00055 = 0.0022
    assert cost_of(replace(THREE_TO_ONE, batch_share=D("0.4")), MINI).attempt_usd == D("0.0022")


def test_4_reasoning_is_billed_as_output():
    # 2,000 x 0.25 / 1M = 0.0005; (300 + 1,700) x 2 / 1M = 0.004; sum 0.0045; 20,000 a week x 365/84 = 86,904.76... a month
    work = Workload(
        requests=20_000, period="week", input_tokens=2000, output_tokens=300, reasoning_tokens=1700
    )
    cost = cost_of(work, MINI)
    assert cost.attempt_usd == D("0.0045")
    assert cost.month_usd.quantize(D("0.01")) == D("391.07")  # 0.0045 x 86,904.7619 = 391.0714


def test_5_a_long_prompt_pays_the_long_band():
    # 250,000 > 200,000: 250,000 x 6 / 1M = 1.5; 2,000 x 22.5 / 1M = 0.045; sum 1.545
    assert cost_of(Workload(input_tokens=250_000, output_tokens=2000), SONNET).attempt_usd == D("1.545")
    # The edge itself is still the base band: 200,000 x 3 / 1M = 0.6; 2,000 x 15 / 1M = 0.03
    assert cost_of(Workload(input_tokens=200_000, output_tokens=2000), SONNET).attempt_usd == D("0.63")
    # An average of 100,000 with prompts above the edge: 100,000 x 6 / 1M + 0.045
    assert cost_of(
        Workload(input_tokens=100_000, output_tokens=2000, prompt_tokens=250_000), SONNET
    ).attempt_usd == D("0.645")


def test_6_writing_to_the_cache_costs_more_than_reading():
    # 10,000: half read 5,000 x 0.3 = 1,500; a fifth written 2,000 x 3.75 = 7,500; rest 3,000 x 3 = 9,000; output 100 x 15 = 1,500
    work = Workload(input_tokens=10_000, cached_share=D("0.5"), cache_write_share=D("0.2"), output_tokens=100)
    assert cost_of(work, SONNET).attempt_usd == D("0.0195")  # 19,500 / 1M
    # For an hour: 2,000 x 6 = 12,000 instead of 7,500
    assert cost_of(replace(work, cache_ttl="1h"), SONNET).attempt_usd == D("0.024")


def test_7_retries_and_the_cost_of_a_failure():
    # Half solved, two attempts: 1.5 attempts; 0.75 solved; 0.25 failed.
    # Request 1.5 x 0.00275 = 0.004125. With a failure at 0.10: 0.004125 + 0.025 = 0.029125; by 0.75 solved = 0.038833...
    work = replace(THREE_TO_ONE, success_rate=D("0.5"), max_attempts=2, failure_cost_usd=D("0.1"))
    cost = cost_of(work, MINI)
    assert (cost.attempts, cost.solved_share, cost.request_usd) == (D("1.5"), D("0.75"), D("0.004125"))
    assert (cost.month_usd, cost.month_with_failures_usd) == (D("4.125"), D("29.125"))
    assert cost.solved_usd.quantize(D("0.000001")) == D("0.038833")


def test_8_dear_tokens_can_be_cheap_per_solved_task():
    # nano: 3,000 x 0.05 + 1,000 x 0.4 = 550 / 1M = 0.00055; a failure costs 0.05; 34.8 % solved:
    #   (0.00055 + 0.652 x 0.05) / 0.348 = 0.03315 / 0.348 = 0.095259
    # mini: (0.00275 + 0.402 x 0.05) / 0.598 = 0.02285 / 0.598 = 0.038211
    work = replace(THREE_TO_ONE, failure_cost_usd=D("0.05"))
    success = {NANO.ai_model_id: Success(D("0.348")), MINI.ai_model_id: Success(D("0.598"))}
    ranked = alternatives(work, {one.ai_model_id: one for one in (NANO, MINI)}, success)
    assert [one.ai_model_id for one in ranked] == [MINI.ai_model_id, NANO.ai_model_id]
    assert [one.cost.solved_usd.quantize(D("0.000001")) for one in ranked] == [D("0.038211"), D("0.095259")]


def test_9_the_successor_would_have_to_solve_147_percent():
    # 3 : 1 old 3 x 0.25 + 2 = 2.75, new 3 x 0.75 + 4.5 = 6.75; x 2.4545; 59.8 % x 2.4545 = 146.78 %
    # Even at 100 % it pays only with 1 - 59.8 / 146.78 ... = 1 - 100 / 146.78 = 31.87 % fewer tokens
    found = break_even(THREE_TO_ONE, MINI, NEXT_MINI, Success(D("0.598")))
    assert found.needed_success.quantize(D("0.0001")) == D("1.4678")
    assert found.fewer_tokens.quantize(D("0.0001")) == D("0.3187")
    assert found.verdict == "fewer_tokens"
    assert "147 %" in found.sentence
    assert "at least 32 % fewer tokens" in found.sentence


def test_10_another_currency_and_another_day():
    # 1,000 a day x 365/12 = 30,416.67 a month x 0.00275 = 83.6458 USD; x 0.9 EUR = 75.28 EUR
    work = replace(THREE_TO_ONE, period="day", currency="EUR", rate=D("0.9"))
    cost = cost_of(work, MINI)
    assert to_currency(cost.month_usd, work).quantize(D("0.01")) == D("75.28")
    # Before, output cost 1.6: 0.00075 + 0.0016 = 0.00235; now 0.00275: x 1.1702
    before = prices_of(table(MINI.ai_model_id, input="0.25", output="1.6"), date(2026, 3, 31))[
        MINI.ai_model_id
    ]
    change = same_bill(THREE_TO_ONE, before, MINI)
    assert (change.difference_usd, change.ratio.quantize(D("0.0001"))) == (D("0.4"), D("1.1702"))


@pytest.mark.parametrize(
    ("name", "work", "word"),
    [
        ("maker/no-output", Workload(), "No output price"),
        ("maker/high-only", Workload(input_tokens=1000), "only above 32,000"),
        ("plain/one", Workload(tier="priority"), "tier priority"),
        (
            "anthropic/sonnet",
            Workload(input_tokens=250_000, cache_write_share=D("0.1"), cache_ttl="1h"),
            "cache of 1h",
        ),
    ],
)
def test_a_missing_price_is_none_with_a_reason(name, work, word):
    cost = cost_of(work, CATALOGUE[name])
    figures = (
        cost.attempt_usd,
        cost.request_usd,
        cost.month_usd,
        cost.solved_usd,
        cost.month_with_failures_usd,
    )
    assert figures == (None,) * 5
    assert word in cost.reason


def test_an_ai_model_without_prices_has_no_bill():
    assert cost_of(Workload(), None).reason
    assert prices_of([row("a/b", "input", None)]) == {}
    assert same_bill(Workload(), None, MINI).reason.startswith("Earlier prices")


def test_a_unit_that_is_not_used_needs_no_price():
    assert cost_of(Workload(output_tokens=0), CATALOGUE["maker/no-output"]).attempt_usd == D("0.003")


def test_free_is_zero_and_is_not_unknown():
    cost = cost_of(Workload(success_rate=D("0.5")), CATALOGUE["maker/free"])
    assert (cost.month_usd, cost.solved_usd, cost.reason) == (D(0), D(0), None)
    assert same_bill(Workload(), CATALOGUE["maker/free"], MINI).ratio is None
    assert "free" in break_even(Workload(), CATALOGUE["maker/free"], MINI, Success(D("0.5"))).reason


def test_without_a_success_rate_there_is_a_bill_but_no_cost_per_solved_task():
    cost = cost_of(Workload(), MINI)
    assert cost.month_usd is not None
    assert (cost.solved_usd, bool(cost.solved_reason)) == (None, True)
    retried = cost_of(Workload(max_attempts=3), MINI)
    assert (retried.attempt_usd is None, retried.request_usd) == (False, None)
    assert "Retries" in retried.reason
    assert cost_of(Workload(max_attempts=3, retry_on_failure=False), MINI).request_usd is not None
    assert cost_of(Workload(success_rate=D(0)), MINI).solved_reason.startswith("Nothing is solved")


@pytest.mark.parametrize(
    ("name", "work", "attempt", "word"),
    [
        # no cached price: 3,000 x 1 + 1,000 x 4 = 7,000 / 1M
        ("plain/one", Workload(cached_share=D("0.5")), "0.007", "the input price is used"),
        ("plain/one", Workload(cache_write_share=D("0.5")), "0.007", "the input price is used"),
        ("plain/one", Workload(batch_share=D("0.5")), "0.007", "the full price is used"),
        # batch is priced for short prompts only: 250,000 x 6 + 1,000 x 22.5 = 1,522,500 / 1M at the full price
        (
            "anthropic/sonnet",
            Workload(input_tokens=250_000, batch_share=D(1)),
            "1.5225",
            "the full price is used",
        ),
        # one price for both directions: 4,000 x 2 / 1M
        ("maker/mixed", Workload(), "0.008", "one price for both directions"),
        # thinking: 3,000 x 0.1 + 2,000 x 1.2 = 2,700 / 1M
        ("maker/thinker", Workload(reasoning_tokens=1000), "0.0027", "variant with thinking"),
    ],
)
def test_a_stand_in_price_is_used_and_said(name, work, attempt, word):
    cost = cost_of(work, CATALOGUE[name])
    assert cost.attempt_usd == D(attempt)
    assert word in " ".join(cost.notes)


def test_a_tier_has_its_own_prices():
    # 3,000 x 2 + 1,000 x 4 = 10,000 / 1M
    assert cost_of(Workload(tier="priority"), CATALOGUE["maker/quick"]).attempt_usd == D("0.01")


def test_a_higher_band_without_an_output_price_says_so():
    prices = prices_of([*table("a/b", input="1", output="2"), row("a/b", "input", "3", over=1000)])["a/b"]
    cost = cost_of(Workload(input_tokens=2000, output_tokens=1000), prices)
    assert cost.attempt_usd == D("0.008")  # 2,000 x 3 + 1,000 x 2
    assert "base price" in cost.notes[0]


def test_rows_of_a_data_frame_keep_exact_decimals_and_nulls():
    frame = pd.DataFrame(
        [
            {
                "ai_model_id": "a/b",
                "unit": "input",
                "tier": "standard",
                "context_over": float("nan"),
                "variant": None,
                "usd_per_mtok": 0.1,
            },
            {
                "ai_model_id": "a/b",
                "unit": "input",
                "tier": "standard",
                "context_over": 128000.0,
                "variant": None,
                "usd_per_mtok": 0.0125,
            },
            {
                "ai_model_id": "a/b",
                "unit": "output",
                "tier": "standard",
                "context_over": None,
                "variant": "eu",
                "usd_per_mtok": float("nan"),
            },
            {
                "ai_model_id": None,
                "unit": "output",
                "tier": "standard",
                "context_over": None,
                "variant": None,
                "usd_per_mtok": 3.0,
            },
        ]
    )
    (prices,) = prices_of(frame.to_dict("records")).values()
    assert isinstance(prices, Prices)
    assert prices.at("input", "standard", 5).usd_per_mtok == D("0.1")
    assert prices.at("input", "standard", 128_001).usd_per_mtok == D("0.0125")
    assert prices.at("output", "standard", 5, "eu") is None
    assert prices_of(
        [
            {
                "ai_model_id": "a/b",
                "unit": "input",
                "usd_per_mtok": D(1),
                "context_over": pd.NA,
                "variant": pd.NaT,
            }
        ]
    )


def test_a_higher_band_without_a_cached_price_pays_its_input_price():
    prices = prices_of(
        [*table("a/b", input="1", output="2", cached_input="0.1"), row("a/b", "input", "3", over=1000)]
    )
    work = Workload(input_tokens=2000, cached_share=D("0.5"), output_tokens=0)
    cost = cost_of(work, prices["a/b"])
    assert cost.attempt_usd == D("0.006")  # 2,000 x 3, not 1,000 x 3 + 1,000 x 0.1
    assert "for prompts above 1,000 tokens" in cost.notes[0]
