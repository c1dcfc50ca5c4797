"""The catalogue of models.dev (api.json): prices per million tokens by provider and AI model."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ingest.kinds.catalogue_rows import TIERS, TOKENS, Offer, Rows, edge, entries, offer_of

_UNITS = {
    "input": "input",
    "output": "output",
    "cache_read": "cached_input",
    "cached_input": "cached_input",
    "cache_write": "cache_write",
    "cached_write": "cache_write",
    "reasoning": "reasoning_output",
    "input_audio": "audio_input",
    "output_audio": "audio_output",
    "cache_read_audio": "audio_cached_input",
    "input_image": "image_input",
    "output_image": "image_output",
    "input_video": "video_input",
    "output_video": "video_output",
    "citation": "citation_output",
}
_BAND = re.compile(r"context_over_(\d{1,5})k")


def matches(data: object) -> bool:
    """Providers by id, each with its entries by id."""
    return isinstance(data, dict) and any(
        isinstance(provider.get("models"), dict) for _, provider in entries(data)
    )


def read(data: dict[str, Any], rows: Rows) -> None:
    """Every price of every provider."""
    for provider_id, provider in entries(data):
        for entry_id, entry in entries(provider.get("models")):
            offer = offer_of(provider_id, entry.get("id") or entry_id, entry.get("name"))
            if offer is None:
                rows.problem("expected an entry with an id", f"{provider_id} {entry_id}")
                continue
            _cost(offer, entry.get("cost"), rows, "embed" in offer.ai_model)
            trial = entry.get("experimental")
            for mode, said in entries(trial.get("modes") if isinstance(trial, dict) else None):
                _cost(_mode(offer, mode), said.get("cost"), rows, False)


def _mode(offer: Offer, mode: str) -> Offer:
    """A named mode is a tier where we know the word, else a variant."""
    return replace(offer, tier=mode) if mode in TIERS else replace(offer, variant=mode[:80])


def _cost(offer: Offer, cost: object, rows: Rows, embeds: bool) -> None:
    """One cost table: base prices, bands by prompt length, older and newer spelling."""
    if cost is None:
        return
    if not isinstance(cost, dict):
        rows.problem("expected a table of prices", f"{offer.vendor} {offer.ai_model}")
        return
    for key, value in cost.items():
        band = _BAND.fullmatch(key)
        if band and isinstance(value, dict):
            _band(offer, value, rows, int(band[1]) * 1000)
        elif key == "tiers" and isinstance(value, list):
            for tier in value:
                _tier(offer, tier, rows)
        elif not (embeds and key == "output" and not value):
            _one(offer, key, value, rows, None)


def _tier(offer: Offer, tier: object, rows: Rows) -> None:
    where = tier.get("tier") if isinstance(tier, dict) else None
    size = edge(where.get("size")) if isinstance(where, dict) else None
    if size is None or not isinstance(tier, dict):
        rows.problem("expected a price tier with its size", f"{offer.vendor} {offer.ai_model}")
    else:
        _band(offer, {key: value for key, value in tier.items() if key != "tier"}, rows, size)


def _band(offer: Offer, prices: dict[str, Any], rows: Rows, context_over: int) -> None:
    for key, value in prices.items():
        _one(offer, key, value, rows, context_over or None)


def _one(offer: Offer, key: str, value: object, rows: Rows, context_over: int | None) -> None:
    if key in _UNITS:
        rows.price(offer, key, value, _UNITS[key], TOKENS, context_over)
    elif key == "request":
        rows.price(offer, key, value, "request", "request", context_over)
    else:
        rows.problem(f"the price key {key[:60]!r} is not known", f"{offer.vendor} {offer.ai_model}")
