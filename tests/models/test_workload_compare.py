"""Alternatives, vendors, stacks, successors and what each assumption moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from models.workload import (
    Success,
    Workload,
    alternatives,
    best_by_vendor,
    break_even,
    break_evens,
    last_quarter,
    prices_of,
    sensitivity,
    stack_bill,
    successor_pairs,
)
from tests.models.workload_prices import CATALOGUE, MINI, NANO, NEXT_MINI, SONNET, THREE_TO_ONE, table


def test_unknown_alternatives_come_last_and_say_why():
    ranked = alternatives(
        Workload(), CATALOGUE, {"openai/gpt-5-mini": Success(D("0.6")), "plain/one": Success(D("0.9"))}
    )
    assert [one.ai_model_id for one in ranked[:2]] == ["openai/gpt-5-mini", "plain/one"]
    assert [one.place for one in ranked] == list(range(1, len(CATALOGUE) + 1))
    assert all(one.cost.solved_reason for one in ranked[2:])
    assert {one.ai_model_id for one in ranked if one.cost.reason} == {"maker/no-output", "maker/high-only"}
    assert ranked[-1].cost.reason


def test_ones_own_success_rate_is_lent_to_others_only_on_request():
    work = Workload(ai_model_id="openai/gpt-5-mini", success_rate=D("0.6"))
    own = alternatives(work, CATALOGUE)
    assert [one.ai_model_id for one in own if one.cost.solved_usd is not None] == ["openai/gpt-5-mini"]
    lent = alternatives(work, CATALOGUE, same_success=True)
    assert sum(one.cost.solved_usd is not None for one in lent) == len(CATALOGUE) - 2


def test_each_vendor_shows_its_cheapest():
    work = Workload(success_rate=D("0.5"))
    best = best_by_vendor(alternatives(work, CATALOGUE, same_success=True))
    assert [one.vendor for one in best] == ["maker", "openai", "plain", "anthropic"]
    assert next(one.ai_model_id for one in best if one.vendor == "openai") == "openai/gpt-5-nano"


def test_a_stack_adds_up_or_says_what_is_missing():
    mail = replace(THREE_TO_ONE, name="Mail", ai_model_id="openai/gpt-5-mini")
    code = replace(THREE_TO_ONE, name="Code", ai_model_id="plain/one")
    bill = stack_bill([mail, code], CATALOGUE)
    assert bill.month_usd == D("9.75")  # 2.75 + 1,000 x 0.007
    lost = stack_bill(
        [mail, replace(code, ai_model_id="nobody/knows"), replace(code, name="Open", ai_model_id=None)],
        CATALOGUE,
    )
    assert (lost.month_usd, lost.known_month_usd, lost.missing) == (None, D("2.75"), ("Code", "Open"))
    assert stack_bill([], CATALOGUE).month_usd is None


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 4, 24), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 12, 31), date(2026, 9, 30)),
    ],
)
def test_last_quarter_ends_the_day_before_this_one(day, end):
    assert last_quarter(day) == end


def test_break_even_in_each_case():
    cheaper = break_even(THREE_TO_ONE, NEXT_MINI, MINI, Success(D("0.9")))
    assert (cheaper.verdict, cheaper.needed_success.quantize(D("0.0001"))) == (
        "pays",
        D("0.3667"),
    )  # 0.9 x 2.75 / 6.75
    dearer = break_even(THREE_TO_ONE, MINI, NEXT_MINI, Success(D("0.3")))
    assert (dearer.verdict, dearer.needed_success.quantize(D("0.0001"))) == (
        "needs_more",
        D("0.7364"),
    )  # 0.3 x 6.75 / 2.75
    assert dearer.fewer_tokens is None
    unknown = break_even(THREE_TO_ONE, MINI, NEXT_MINI)
    assert (unknown.needed_success, unknown.verdict, bool(unknown.reason)) == (None, "unknown", True)
    assert unknown.ratio.quantize(D("0.001")) == D("2.455")
    assert break_even(Workload(), MINI, CATALOGUE["maker/no-output"], Success(D("0.5"))).reason


def test_a_dear_failure_makes_the_better_ai_model_pay():
    # A failure at 1 dollar, one attempt: old (0.00275 + 0.402) / 0.598 = 0.676840; new needs p with
    # (0.00675 + 1 - p) / p = 0.676840, so p = 1.00675 / 1.676840 = 0.600385
    found = break_even(replace(THREE_TO_ONE, failure_cost_usd=D(1)), MINI, NEXT_MINI, Success(D("0.598")))
    assert found.needed_success.quantize(D("0.000001")) == D("0.600385")


def test_beyond_100_percent_a_dear_failure_changes_nothing():
    # old (0.00275 + 0.02 x 0.001) / 0.98 = 0.00282653; one attempt of the new costs more: 0.00675 / 0.00282653 = 2.3881
    found = break_even(
        replace(THREE_TO_ONE, failure_cost_usd=D("0.001")), MINI, NEXT_MINI, Success(D("0.98"))
    )
    assert found.needed_success.quantize(D("0.0001")) == D("2.3881")
    # 1.5 times the price: 0.003 a time against (0.002 + 0.1 x 0.001) / 0.9 = 0.0023333, so 1.2857
    old, new = prices_of([*table("a/1", output="2"), *table("a/2", output="3")]).values()
    work = Workload(input_tokens=0, output_tokens=1000, failure_cost_usd=D("0.001"))
    assert break_even(work, old, new, Success(D("0.9"))).needed_success.quantize(D("0.0001")) == D("1.2857")


def test_every_successor_pair_is_found_once_newest_first():
    rows = [
        {"from_ai_model_id": "a/1", "to_ai_model_id": "a/2", "unit": "input", "stepped_at": "2026-01-01"},
        {"from_ai_model_id": "a/1", "to_ai_model_id": "a/2", "unit": "output", "stepped_at": "2026-01-01"},
        {"from_ai_model_id": "b/1", "to_ai_model_id": "b/2", "unit": "input", "stepped_at": None},
        {"from_ai_model_id": "a/2", "to_ai_model_id": "a/3", "unit": "input", "stepped_at": "2026-03-01"},
        {"from_ai_model_id": None, "to_ai_model_id": "a/3", "unit": "input", "stepped_at": None},
    ]
    assert successor_pairs(rows) == [("a/2", "a/3"), ("a/1", "a/2"), ("b/1", "b/2")]


def test_sensitivity_by_hand():
    # 3,000 +- 300 input at 0.25: +- 0.075 a month for 1,000 requests; 1,000 +- 100 output at 2: +- 0.2; requests +- 0.275
    moved = {one.assumption: one for one in sensitivity(THREE_TO_ONE, MINI)}
    assert (moved["input_tokens"].low_usd, moved["input_tokens"].high_usd) == (D("2.675"), D("2.825"))
    assert moved["output_tokens"].swing_usd == D("0.4")
    assert moved["requests"].swing_usd == D("0.55")
    # ten points of batch: 0.1 x half of 2.75 = 0.1375; ten points of cache: 300 x 0.225 / 1M x 1,000 = 0.0675
    assert moved["batch_share"].swing_usd == D("0.1375")
    assert moved["cached_share"].swing_usd == D("0.0675")
    assert sensitivity(THREE_TO_ONE, None) == []
    assert sensitivity(THREE_TO_ONE, MINI, measure="solved") == []


def test_sensitivity_shows_the_edge_of_a_price_band():
    moved = {one.assumption: one for one in sensitivity(Workload(input_tokens=190_000), SONNET)}
    assert moved["prompt_tokens"].swing_usd > 0
    assert moved["prompt_tokens"].low_usd == moved["prompt_tokens"].base_usd
    # More input alone stays in the base band: 209,000 x 3 + 1,000 x 15 = 642,000 / 1M x 1,000 requests
    assert moved["input_tokens"].high_usd == D(642)


def test_sensitivity_stays_within_what_a_workload_allows():
    most = Workload(
        requests=10**12, input_tokens=10**9, output_tokens=10**9, failure_cost_usd=D(10**9), max_attempts=100
    )
    assert sensitivity(most, MINI, Success(D(1)))


def test_every_pair_gets_its_answer_or_its_reason():
    pairs = [
        (MINI.ai_model_id, NEXT_MINI.ai_model_id),
        ("lost/one", NANO.ai_model_id),
        (NANO.ai_model_id, MINI.ai_model_id),
    ]
    own = replace(THREE_TO_ONE, ai_model_id=MINI.ai_model_id, success_rate=D("0.598"))
    known, lost, unknown = break_evens(own, pairs, CATALOGUE, {})
    assert known.verdict == "fewer_tokens"
    assert "lost/one" in lost.reason
    assert unknown.reason.startswith("No success rate")
    assert (
        break_evens(own, pairs, CATALOGUE, {NANO.ai_model_id: Success(D("0.1"))})[2].verdict == "needs_more"
    )
