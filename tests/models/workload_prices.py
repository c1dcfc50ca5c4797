"""Prices that the tests of workloads can recognise."""

from __future__ import annotations

from decimal import Decimal as D

from models.workload import Workload, prices_of


def row(name, unit, price, tier="standard", over=None, variant=None):
    return {
        "ai_model_id": name,
        "unit": unit,
        "tier": tier,
        "context_over": over,
        "variant": variant,
        "usd_per_mtok": None if price is None else D(price),
    }


def table(name, *, tier="standard", over=None, **prices):
    return [row(name, unit, price, tier, over) for unit, price in prices.items()]


ROWS = [
    *table("openai/gpt-5-mini", input="0.25", output="2", cached_input="0.025"),
    *table("openai/gpt-5-mini", tier="batch", input="0.125", output="1", cached_input="0.0125"),
    *table("openai/gpt-5.4-mini", input="0.75", output="4.5", cached_input="0.075"),
    *table("openai/gpt-5-nano", input="0.05", output="0.4"),
    *table(
        "anthropic/sonnet",
        input="3",
        output="15",
        cached_input="0.3",
        cache_write_5m="3.75",
        cache_write_1h="6",
    ),
    *table(
        "anthropic/sonnet", over=200_000, input="6", output="22.5", cached_input="0.6", cache_write_5m="7.5"
    ),
    *table("anthropic/sonnet", tier="batch", input="1.5", output="7.5"),
    *table("plain/one", input="1", output="4"),
    *table("maker/mixed", blended="2"),
    *table("maker/free", input="0", output="0"),
    *table("maker/no-output", input="1"),
    *table("maker/high-only", over=32_000, input="1", output="2"),
    *table("maker/thinker", input="0.1", output="0.4"),
    row("maker/thinker", "output", "1.2", variant="thinking"),
    *table("maker/quick", input="1", output="2"),
    *table("maker/quick", tier="priority", input="2", output="4"),
]
CATALOGUE = prices_of(ROWS)
MINI, NEXT_MINI, NANO, SONNET, PLAIN = (
    CATALOGUE[name]
    for name in (
        "openai/gpt-5-mini",
        "openai/gpt-5.4-mini",
        "openai/gpt-5-nano",
        "anthropic/sonnet",
        "plain/one",
    )
)
# Three tokens read for each token written: the mix of the example of GPT-5 mini and its successor.
THREE_TO_ONE = Workload(requests=1000, input_tokens=3000, output_tokens=1000)
