"""What each assumption of a workload moves: the bill with that one a little lower and a little higher."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Any

from models.workload_cost import cost_of
from models.workload_prices import Prices
from models.workload_terms import (
    EXACT,
    MOST_ATTEMPTS,
    MOST_MONEY,
    MOST_REQUESTS,
    MOST_TOKENS,
    ONE,
    ZERO,
    Success,
    Workload,
)

STEP = Decimal("0.1")  # amounts by a tenth of themselves, shares by ten points
AMOUNTS: dict[str, int | Decimal] = {
    "requests": MOST_REQUESTS,
    "input_tokens": MOST_TOKENS,
    "output_tokens": MOST_TOKENS,
    "reasoning_tokens": MOST_TOKENS,
    "failure_cost_usd": MOST_MONEY,
}
SHARES = ("cached_share", "cache_write_share", "batch_share")
MEASURES = {"month": "month_usd", "solved": "solved_usd", "request": "request_usd"}


@dataclass(frozen=True, slots=True)
class Swing:
    """One assumption at its lower and its higher value, and the measure at both; swing = the distance of the two."""

    assumption: str
    low_value: Decimal
    high_value: Decimal
    low_usd: Decimal | None
    high_usd: Decimal | None
    base_usd: Decimal
    swing_usd: Decimal


def _amount(value: int | Decimal, most: int | Decimal) -> tuple[int | Decimal, int | Decimal]:
    if isinstance(value, Decimal):
        return value * (ONE - STEP), min(most, value * (ONE + STEP))
    step = max(1, round(value * STEP))
    return max(1, value - step), min(most, value + step)


def _share(value: Decimal, most: Decimal) -> tuple[Decimal, Decimal]:
    return max(ZERO, value - STEP), max(value, min(most, value + STEP))


def _ranges(workload: Workload, success: Success | None) -> dict[str, tuple[Any, Any]]:
    """Lower and higher value of each assumption that can move."""
    found: dict[str, tuple[Any, Any]] = {
        name: _amount(getattr(workload, name), most)
        for name, most in AMOUNTS.items()
        if getattr(workload, name)
    }
    room = ONE - workload.cached_share - workload.cache_write_share
    for name in SHARES:
        value = getattr(workload, name)
        found[name] = _share(value, ONE if name == "batch_share" else value + room)
    found["prompt_tokens"] = _amount(workload.prompt or 1, MOST_TOKENS)
    if success is not None:
        found["success_rate"] = _share(success.rate, ONE)
        found["max_attempts"] = (
            max(1, workload.max_attempts - 1),
            min(MOST_ATTEMPTS, workload.max_attempts + 1),
        )
    return found


def _at(
    workload: Workload, prices: Prices, success: Success | None, name: str, value: Any, measure: str
) -> Decimal | None:
    if name == "success_rate" and success is not None:
        success = replace(success, rate=value)
    else:
        # One assumption at a time: more input does not also move the prompt over a price band.
        workload = replace(workload, **{"prompt_tokens": workload.prompt, name: value})
    found: Decimal | None = getattr(cost_of(workload, prices, success), MEASURES[measure])
    return found


def sensitivity(
    workload: Workload, prices: Prices | None, success: Success | None = None, measure: str = "month"
) -> list[Swing]:
    """Assumptions by how far they move the measure (month, solved or request); empty where it is unknown."""
    if success is None and workload.success_rate is not None:
        success = Success(workload.success_rate)
    base: Decimal | None = getattr(cost_of(workload, prices, success), MEASURES[measure])
    if base is None or prices is None:
        return []
    swings = []
    with localcontext(EXACT):
        for name, (low, high) in _ranges(workload, success).items():
            at_low, at_high = (_at(workload, prices, success, name, value, measure) for value in (low, high))
            reached = [base, *(usd for usd in (at_low, at_high) if usd is not None)]
            swings.append(
                Swing(name, Decimal(low), Decimal(high), at_low, at_high, base, max(reached) - min(reached))
            )
    return sorted(swings, key=lambda one: (-one.swing_usd, one.assumption))
