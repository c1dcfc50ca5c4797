"""Our own compact price history: what a catalogue listed, from which day to which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ingest.kinds.catalogue_rows import TIERS, TOKENS, Rows, as_date, edge, listed, offer_of

COLUMNS = 7


def matches(data: object) -> bool:
    """An object that says which catalogue it is the history of."""
    return isinstance(data, dict) and isinstance(data.get("history_of"), str) and isinstance(data.get("prices"), list)


def read(data: dict[str, Any], rows: Rows) -> None:
    """Every price, dated by the first day it was listed on; it ends the day after it was listed last."""
    for number, entry in enumerate(data["prices"]):
        told = listed(entry)
        first, last = (as_date(told[at]) if len(told) == COLUMNS else None for at in (5, 6))
        if first is None or last is None or last < first:
            rows.problem("expected vendor, id, unit, tier, price, first and last day", f"prices[{number}]")
            continue
        _price(told, first, last, rows)


def _price(told: list[Any], first: date, last: date, rows: Rows) -> None:
    vendor, name, unit, tier, price = told[:5]
    offer = offer_of(vendor, name)
    if offer is None or not isinstance(unit, str):
        rows.problem("expected a price with an id and a unit", str(name))
        return
    word, _, band = str(tier or "").partition(">")
    dated = replace(offer, effective_from=first, effective_to=last + timedelta(days=1), free=True)
    if word in TIERS:
        dated = replace(dated, tier=word)
    over = edge(Decimal(band)) if band.isascii() and band.isdigit() else None
    rows.price(dated, f"{unit}, listed {first} to {last}", price, unit, TOKENS, over)
