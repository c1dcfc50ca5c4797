"""Success rates from published benchmark results, refused in words where one AI model has several or none fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from models.workload_prices import exact, text
from models.workload_terms import ONE, Success

PERCENT = re.compile(r"\bper ?cent\b|%", re.IGNORECASE)
SHARE = re.compile(r"\b(share|fraction|pass@1)\b", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9]+")
NOT = {"no", "non", "not", "without"}


def _rate(row: Mapping[str, Any]) -> Decimal | None:
    value, unit = exact(row.get("value")), text(row.get("unit")) or ""
    if value is None:
        return None
    rate = value / 100 if PERCENT.search(unit) else value if SHARE.search(unit) else None
    return rate if rate is not None and rate <= ONE else None


def _day(row: Mapping[str, Any]) -> date | None:
    written = text(row.get("run_on"))
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


def _fits(variant: str | None, effort: str) -> bool:
    have, want = WORD.findall((variant or "").casefold()), WORD.findall(effort.casefold())
    # "thinking" must not find "no thinking".
    return bool(want) and set(want) <= set(have) and NOT.isdisjoint(set(have) - set(want))


def _success(row: Mapping[str, Any], rate: Decimal) -> Success:
    return Success(
        rate,
        "benchmark",
        text(row.get("benchmark")),
        text(row.get("variant")),
        _day(row),
        text(row.get("source_id")),
    )


def _chosen(rows: list[Mapping[str, Any]], effort: str | None) -> Success | str:
    """The one result that speaks for the AI model, or why there is none."""
    variants = {text(row.get("variant")) for row in rows}
    if effort:
        rows = [row for row in rows if _fits(text(row.get("variant")), effort)]
        if not rows:
            return f"No result with the effort {effort} is published."
    elif None in variants:
        rows = [row for row in rows if text(row.get("variant")) is None]
    if len({text(row.get("variant")) for row in rows}) > 1:
        return f"Several results are published ({', '.join(sorted(v for v in variants if v))}); choose an effort."
    newest = max(_day(row) or date.min for row in rows)
    found = {
        rate: row for row in rows if (_day(row) or date.min) == newest and (rate := _rate(row)) is not None
    }
    if not found:
        return "The result is not a share of tasks solved."
    if len(found) > 1:
        return "Different results are published for the same day (of other snapshots or sources)."
    rate, row = next(iter(found.items()))
    return _success(row, rate)


def successes_of(
    rows: Iterable[Mapping[str, Any]], benchmark: str, effort: str | None = None
) -> tuple[dict[str, Success], dict[str, str]]:
    """Success rates by AI model from rows of `scores`, and the reason for each AI model that has no usable one."""
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        name = text(row.get("ai_model_id"))
        if name and text(row.get("benchmark")) == benchmark:
            by_name.setdefault(name, []).append(row)
    found: dict[str, Success] = {}
    refused: dict[str, str] = {}
    for name, own in by_name.items():
        chosen = _chosen(own, effort)
        if isinstance(chosen, Success):
            found[name] = chosen
        else:
            refused[name] = chosen
    return found, refused
