"""How often a successor must solve the task to cost no more per solved task than the AI model it follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal, localcontext
from typing import Any

from models.workload_cost import cost_of, solved_cost
from models.workload_prices import Prices, text
from models.workload_terms import EXACT, ONE, ZERO, Success, Workload

HALVINGS = 120


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What a successor needs. `ratio` = its cost per attempt by the old one's, at the same tokens.

    `needed_success` above 1 can't be reached with the same tokens; then `fewer_tokens` is the share of its tokens that
    it must save even if it solved everything. `verdict`: pays, needs_more, fewer_tokens, unknown.
    """

    old_id: str
    new_id: str
    ratio: Decimal | None = None
    old_success: Decimal | None = None
    needed_success: Decimal | None = None
    fewer_tokens: Decimal | None = None
    verdict: str = "unknown"
    sentence: str = ""
    reason: str | None = None


def _needed(attempt: Decimal, target: Decimal, allowed: int, failure_cost: Decimal) -> Decimal | None:
    """The success rate at which a solved task costs `target`; above 1 = target overshot even without a failure."""
    if attempt > target:
        return attempt / target if target else None
    if not failure_cost:
        return attempt / target if target else ZERO
    low, high = ZERO, ONE
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = solved_cost(attempt, middle, allowed, failure_cost)
        if found is None or found > target:
            low = middle
        else:
            high = middle
    return high


def percent(share: Decimal, places: int = 1) -> str:
    """A share in per cent, without trailing zeros; whole numbers from 100 on."""
    found = (share * 100).quantize(Decimal(1) if share >= 1 else Decimal(1).scaleb(-places))
    shown = format(found, "f")
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown} %"


def _worded(
    old: Prices, new: Prices, ratio: Decimal, rate: Decimal, needed: Decimal, saved: Decimal
) -> tuple[str, str]:
    much = "as much" if abs(ratio - ONE) < Decimal("0.005") else f"{ratio:.2f} times as much"
    start = f"At the same tokens {new.ai_model_id} costs {much} per attempt as {old.ai_model_id}"
    if needed > ONE:
        least = (saved * 100).to_integral_value(ROUND_CEILING)
        return "fewer_tokens", (
            f"{start}: against {percent(rate)} solved it would need {percent(needed)}, "
            f"so it pays only with at least {least} % fewer tokens, even if it solved everything."
        )
    if needed > rate:
        return "needs_more", f"{start}: against {percent(rate)} solved it pays from {percent(needed)} on."
    return (
        "pays",
        f"{start}: it pays as long as it solves at least {percent(needed)}, where the old one solves {percent(rate)}.",
    )


def break_even(workload: Workload, old: Prices, new: Prices, success: Success | None = None) -> BreakEven:
    """The success rate that `new` needs to cost no more per solved task than `old`, whose rate is `success`."""
    before, after = cost_of(workload, old, success), cost_of(workload, new, Success(ONE))
    if before.attempt_usd is None or after.attempt_usd is None:
        return BreakEven(old.ai_model_id, new.ai_model_id, reason=before.reason or after.reason)
    with localcontext(EXACT):
        ratio = after.attempt_usd / before.attempt_usd if before.attempt_usd else None
        if before.solved_usd is None or before.success is None:
            return BreakEven(old.ai_model_id, new.ai_model_id, ratio, reason=before.solved_reason)
        rate = before.success.rate
        needed = _needed(
            after.attempt_usd, before.solved_usd, workload.attempts_allowed, workload.failure_cost_usd
        )
        if ratio is None or needed is None:
            return BreakEven(
                old.ai_model_id,
                new.ai_model_id,
                None,
                rate,
                reason=f"{old.ai_model_id} is free for this workload.",
            )
        saved = ONE - before.solved_usd / after.attempt_usd if needed > ONE else ZERO
        verdict, sentence = _worded(old, new, ratio, rate, needed, saved)
    return BreakEven(old.ai_model_id, new.ai_model_id, ratio, rate, needed, saved or None, verdict, sentence)


def break_evens(
    workload: Workload,
    pairs: Iterable[tuple[str, str]],
    catalogue: Mapping[str, Prices],
    success: Mapping[str, Success],
) -> list[BreakEven]:
    """One answer for each (predecessor, successor), in their order; the workload's own rate is that of its AI model."""
    found = []
    for old, new in pairs:
        lost = next((name for name in (old, new) if name not in catalogue), None)
        if lost:
            found.append(BreakEven(old, new, reason=f"No price is known for {lost} on that day."))
            continue
        own = replace(workload, success_rate=workload.success_rate if old == workload.ai_model_id else None)
        found.append(break_even(own, catalogue[old], catalogue[new], success.get(old)))
    return found


def successor_pairs(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """(predecessor, successor) from rows of price_steps, each once, the newest step first, undated ones last."""
    dated: dict[tuple[str, str], str] = {}
    for row in rows:
        old, new = text(row.get("from_ai_model_id")), text(row.get("to_ai_model_id"))
        if old and new:
            dated[old, new] = max(dated.get((old, new), ""), text(row.get("stepped_at")) or "")
    by_name = sorted(dated)
    return sorted(by_name, key=lambda pair: dated[pair], reverse=True)
