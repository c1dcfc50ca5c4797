"""The same workload elsewhere: alternatives by cost per solved task, other vendors, other days, a stack of workloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext

from models.workload_cost import Cost, cost_of
from models.workload_prices import Prices
from models.workload_terms import EXACT, ZERO, Success, Workload

NOBODY: Mapping[str, Success] = {}


@dataclass(frozen=True, slots=True)
class Alternative:
    """One AI model that could do the workload; `place` is 1 for the cheapest."""

    place: int
    ai_model_id: str
    vendor: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class BillChange:
    """The same workload under two sets of prices; ratio = after / before of one request."""

    before: Cost
    after: Cost
    difference_usd: Decimal | None
    ratio: Decimal | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StackBill:
    """Several workloads in one bill a month; the sum is None while any of them is unknown."""

    bills: tuple[tuple[str, Cost], ...]
    month_usd: Decimal | None
    known_month_usd: Decimal
    missing: tuple[str, ...]
    reason: str | None


def success_of(
    workload: Workload, ai_model_id: str, success: Mapping[str, Success], same_success: bool = False
) -> Success | None:
    """The success rate to count with: that of the AI model, else the workload's own where it speaks of this one."""
    found = success.get(ai_model_id)
    if (
        found is None
        and workload.success_rate is not None
        and (same_success or ai_model_id == workload.ai_model_id)
    ):
        return Success(workload.success_rate)
    return found


def alternatives(
    workload: Workload,
    catalogue: Mapping[str, Prices],
    success: Mapping[str, Success] = NOBODY,
    same_success: bool = False,
) -> list[Alternative]:
    """Every AI model of the catalogue by cost per solved task; then those without a success rate, by cost per request;
    then those without a bill. `same_success` lends the workload's own success rate to AI models that have none."""
    # The workload's own rate speaks of the AI model in use; it must not slip in for another.
    bare = replace(workload, success_rate=None)
    costs = [
        cost_of(bare, prices, success_of(workload, name, success, same_success))
        for name, prices in catalogue.items()
    ]

    def order(cost: Cost) -> tuple[bool, Decimal, bool, Decimal, str]:
        return (
            cost.solved_usd is None,
            cost.solved_usd or ZERO,
            cost.request_usd is None,
            cost.request_usd or ZERO,
            cost.ai_model_id,
        )

    return [
        Alternative(place, cost.ai_model_id, catalogue[cost.ai_model_id].vendor, cost)
        for place, cost in enumerate(sorted(costs, key=order), 1)
    ]


def best_by_vendor(ranked: Sequence[Alternative]) -> list[Alternative]:
    """The first alternative of each vendor, in the order of the ranking."""
    best: dict[str, Alternative] = {}
    for one in ranked:
        best.setdefault(one.vendor, one)
    return list(best.values())


def same_bill(
    workload: Workload, before: Prices | None, after: Prices | None, success: Success | None = None
) -> BillChange:
    """The bill under the prices of two days; the difference is for a month, and no failure cost is in it."""
    old, new = cost_of(workload, before, success), cost_of(workload, after, success)
    if old.month_usd is None or new.month_usd is None:
        return BillChange(
            old, new, None, None, f"Earlier prices: {old.reason}" if old.month_usd is None else new.reason
        )
    with localcontext(EXACT):
        ratio = new.month_usd / old.month_usd if old.month_usd else None
        reason = None if old.month_usd else "The workload was free before, so there is no ratio."
        return BillChange(old, new, new.month_usd - old.month_usd, ratio, reason)


def last_quarter(day: date) -> date:
    """The last day of the quarter before this day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - timedelta(days=1)


def stack_bill(
    workloads: Sequence[Workload], catalogue: Mapping[str, Prices], success: Mapping[str, Success] = NOBODY
) -> StackBill:
    """What several workloads cost together, each with the AI model that it uses."""
    bills = []
    for workload in workloads:
        name = workload.ai_model_id
        if name is None:
            bills.append((workload.name, Cost("", reason="No AI model is chosen for this workload.")))
        else:
            bills.append(
                (workload.name, cost_of(workload, catalogue.get(name), success_of(workload, name, success)))
            )
    missing = tuple(name for name, cost in bills if cost.month_usd is None)
    with localcontext(EXACT):
        known = sum((cost.month_usd for _, cost in bills if cost.month_usd is not None), ZERO)
    reason = (
        f"{len(missing)} of {len(bills)} workloads have no bill: {', '.join(missing)}." if missing else None
    )
    return StackBill(
        tuple(bills),
        None if missing or not bills else known,
        known,
        missing,
        reason or (None if bills else "There is no workload yet."),
    )
