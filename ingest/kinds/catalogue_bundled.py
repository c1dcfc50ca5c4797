"""The prices inside the installed package genai-prices, written as the JSON that its project publishes."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from typing import Any


def bundled_prices() -> bytes:
    """The document of the source path `package:genai-prices`; the same bytes for the same package version."""
    from genai_prices.data import providers

    listed = [
        {
            "id": provider.id,
            "name": provider.name,
            "pricing_urls": provider.pricing_urls,
            "models": [_entry(entry) for entry in provider.models],
        }
        for provider in providers
    ]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(entry: Any) -> dict[str, Any]:
    prices = entry.prices
    listed = [_conditional(row) for row in prices] if isinstance(prices, list) else _prices(prices)
    written: dict[str, Any] = {"id": entry.id, "name": entry.name, "prices": listed}
    variants = [{"when": dict(row.when), **_conditional(row)} for row in entry.price_variants or []]
    variants = [row for row in variants if row["prices"]]
    return {**written, "price_variants": variants} if variants else written


def _conditional(row: Any) -> dict[str, Any]:
    """A price with its condition, named as the project's own JSON names it."""
    condition = row.constraint
    if condition is None:
        return {"prices": _prices(row.prices)}
    keys = ("start_date", "start_time", "end_time")
    said = {key: _plain(getattr(condition, key)) for key in keys if hasattr(condition, key)}
    return {"constraint": said, "prices": _prices(row.prices)}


def _prices(prices: Any) -> dict[str, Any]:
    return {key: _price(value) for key, value in vars(prices).items() if value is not None}


def _price(value: Any) -> Any:
    """A number as text, so that no digit is lost; a tiered price as base and tiers."""
    if isinstance(value, Decimal | int):
        return str(value)
    tiers = [{"start": tier.start, "price": str(tier.price)} for tier in value.tiers]
    return {"base": str(value.base), "tiers": tiers}


def _plain(value: date | time) -> str:
    return value.isoformat()
