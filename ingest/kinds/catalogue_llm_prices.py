"""The catalogue llm-prices: the site's current and historical lists, and its files per vendor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.kinds.catalogue_rows import TOKENS, Rows, as_date, offer_of

_UNITS = {"input": "input", "output": "output", "input_cached": "cached_input"}
_OVER = re.compile(r"(?:>|over )\s?(\d{1,5})k\b", re.IGNORECASE)


def matches(data: object) -> bool:
    """A list of prices, or one vendor's entries with their price history."""
    if not isinstance(data, dict):
        return False
    if isinstance(data.get("prices"), list):
        return True
    listed = data.get("models")
    return isinstance(listed, list) and any(
        isinstance(entry, dict) and "price_history" in entry for entry in listed
    )


def read(data: dict[str, Any], rows: Rows) -> None:
    """Every price with the days from and to which it held."""
    for entry in _flat(data, rows):
        name = entry.get("name")
        offer = offer_of(entry.get("vendor", "unknown"), entry.get("id"), name)
        if offer is None:
            rows.problem("expected a price with an id", str(name))
            continue
        since, until = entry.get("from_date"), entry.get("to_date")
        dated = replace(offer, effective_from=as_date(since), effective_to=as_date(until))
        for key, day in (("from_date", since), ("to_date", until)):
            if day is not None and as_date(day) is None:
                rows.problem(f"expected a date, found {str(day)[:40]!r}", f"{offer.ai_model} {key}")
        over = _OVER.search(name) if isinstance(name, str) else None
        for key, unit in _UNITS.items():
            rows.price(dated, key, entry.get(key), unit, TOKENS, int(over[1]) * 1000 if over else None)


def _flat(data: dict[str, Any], rows: Rows) -> Iterator[dict[str, Any]]:
    """The prices one by one, whichever of the two forms the document has."""
    listed = data.get("prices")
    if isinstance(listed, list):
        for number, entry in enumerate(listed):
            if isinstance(entry, dict):
                yield entry
            else:
                rows.problem("expected a price as an object", f"prices[{number}]")
        return
    for entry in data["models"]:
        history = entry.get("price_history") if isinstance(entry, dict) else None
        if not isinstance(history, list):
            rows.problem("expected an entry with its price history", str(entry)[:80])
            continue
        shared = {"vendor": data.get("vendor", "unknown"), "id": entry.get("id"), "name": entry.get("name")}
        yield from ({**price, **shared} for price in history if isinstance(price, dict))
