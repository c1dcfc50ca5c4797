"""What other rooms ask about workloads: their cost, alternatives, break-even, sensitivity and links."""

from __future__ import annotations

from models.workload_break_even import BreakEven, break_even, break_evens, successor_pairs
from models.workload_compare import (
    Alternative,
    BillChange,
    StackBill,
    alternatives,
    best_by_vendor,
    last_quarter,
    same_bill,
    stack_bill,
    success_of,
)
from models.workload_cost import Cost, Part, cost_of, to_currency, to_usd
from models.workload_link import from_body, from_query, to_body, to_query
from models.workload_prices import Band, Prices, prices_of
from models.workload_scores import successes_of
from models.workload_sensitivity import Swing, sensitivity
from models.workload_terms import PERIODS, Success, Workload

__all__ = [
    "PERIODS",
    "Alternative",
    "Band",
    "BillChange",
    "BreakEven",
    "Cost",
    "Part",
    "Prices",
    "StackBill",
    "Success",
    "Swing",
    "Workload",
    "alternatives",
    "best_by_vendor",
    "break_even",
    "break_evens",
    "cost_of",
    "from_body",
    "from_query",
    "last_quarter",
    "prices_of",
    "same_bill",
    "sensitivity",
    "stack_bill",
    "success_of",
    "successes_of",
    "successor_pairs",
    "to_body",
    "to_currency",
    "to_query",
    "to_usd",
]
