"""LiteLLM's price map: costs per token, image, second … under one key per price."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ingest.kinds.catalogue_rows import Offer, Rows, edge, entries, listed, offer_of

_STEMS = {
    "input_cost_per_token": ("input", "token"),
    "output_cost_per_token": ("output", "token"),
    "cache_read_input_token_cost": ("cached_input", "token"),
    "cache_creation_input_token_cost": ("cache_write", "token"),
    "cache_read_input_audio_token_cost": ("audio_cached_input", "token"),
    "cache_read_input_token_cost_per_audio_token": ("audio_cached_input", "token"),
    "cache_read_input_image_token_cost": ("image_cached_input", "token"),
    "cache_creation_input_audio_token_cost": ("audio_cache_write", "token"),
    "input_cost_per_audio_token": ("audio_input", "token"),
    "output_cost_per_audio_token": ("audio_output", "token"),
    "input_cost_per_image_token": ("image_input", "token"),
    "output_cost_per_image_token": ("image_output", "token"),
    "input_cost_per_video_token": ("video_input", "token"),
    "output_cost_per_video_token": ("video_output", "token"),
    "output_cost_per_reasoning_token": ("reasoning_output", "token"),
    "input_cost_per_character": ("text_input", "character"),
    "output_cost_per_character": ("text_output", "character"),
    "input_cost_per_image": ("image_input", "image"),
    "output_cost_per_image": ("image_output", "image"),
    "input_cost_per_pixel": ("image_input", "pixel"),
    "output_cost_per_pixel": ("image_output", "pixel"),
    "input_cost_per_second": ("audio_input", "second"),
    "output_cost_per_second": ("audio_output", "second"),
    "input_cost_per_audio_per_second": ("audio_input", "second"),
    "output_cost_per_audio_per_second": ("audio_output", "second"),
    "input_cost_per_video_per_second": ("video_input", "second"),
    "output_cost_per_video_per_second": ("video_output", "second"),
    "input_cost_per_query": ("request", "query"),
    "input_cost_per_request": ("request", "request"),
    "output_cost_per_request": ("request", "request"),
    "ocr_cost_per_page": ("document_input", "page"),
    "annotation_cost_per_page": ("document_input", "annotated page"),
    "code_interpreter_cost_per_session": ("tool", "session"),
    "file_search_cost_per_1k_calls": ("tool", "1K calls"),
    "google_maps_cost_per_query": ("tool", "query"),
}
_TIERS = {"_batches": "batch", "_batch": "batch", "_flex": "flex", "_priority": "priority", "_fast": "fast"}
_BAND = re.compile(r"_above_(\d{1,5})k_tokens$")
_DIVISION = re.compile(r"(?<=_ai)-.*")
_HOUR = "_above_1hr"
_SEARCH = "search_context_cost_per_query"
_TOOLS = {"code_interpreter_cost_per_session", "file_search_cost_per_1k_calls", "google_maps_cost_per_query"}


def matches(data: object) -> bool:
    """Entries by name, most of them with the provider's name as LiteLLM writes it."""
    if not isinstance(data, dict):
        return False
    found = [entry for _, entry in entries(data)]
    return 0 < len(found) <= 2 * sum("litellm_provider" in entry for entry in found)


def read(data: dict[str, Any], rows: Rows) -> None:
    """Every price of every entry; the entry that explains the format is none."""
    for name, entry in entries(data):
        if name == "sample_spec":
            continue
        provider = entry.get("litellm_provider")
        seller = _DIVISION.sub("", provider) if isinstance(provider, str) else "unknown"
        offer = offer_of(seller, name)
        if offer is None:
            rows.problem("expected an entry with a name", seller)
            continue
        for key, value in entry.items():
            _price(offer, entry.get("mode"), key, value, rows, None)
        for band in listed(entry.get("tiered_pricing")):
            _tiered(offer, entry.get("mode"), band, rows)


def _tiered(offer: Offer, mode: object, band: object, rows: Rows) -> None:
    """A band with its own prices and its range of prompt lengths."""
    if not isinstance(band, dict):
        rows.problem("expected a price band", f"{offer.vendor} {offer.ai_model}")
        return
    limits = band.get("range")
    start = edge(limits[0]) if isinstance(limits, list) and limits else None
    if start is None:
        rows.problem("expected a price band with its range", f"{offer.vendor} {offer.ai_model}")
        return
    for key, value in band.items():
        _price(offer, mode, key, value, rows, start or None)


def _price(offer: Offer, mode: object, key: str, value: object, rows: Rows, over: int | None) -> None:
    if key == _SEARCH and isinstance(value, dict):
        for size, cost in value.items():
            variant = size.removeprefix("search_context_size_").replace("_", " ")[:40]
            rows.price(offer, key, cost, "tool", "query", over, f"web search, {variant} context")
        return
    stem, tier, band, hour = _stem(key)
    if stem not in _STEMS:
        return
    unit, per = _STEMS[stem]
    if hour:
        unit = "cache_write_1h"
    if unit == "audio_output" and per == "second" and mode == "video_generation":
        unit = "video_output"
    if mode in ("embedding", "rerank") and unit == "output" and not value:
        return
    tiered = replace(offer, tier=tier) if tier else offer
    variant = stem.partition("_cost")[0].replace("_", " ") if stem in _TOOLS else None
    rows.price(tiered, key, value, unit, per, band or over, variant)


def _stem(key: str) -> tuple[str, str | None, int | None, bool]:
    """The key without what it says about tier, prompt length and cache time."""
    tier, band, hour = None, None, False
    for _ in range(4):
        ending = next((word for word in _TIERS if key.endswith(word)), None)
        found = _BAND.search(key)
        if ending and tier is None:
            key, tier = key.removesuffix(ending), _TIERS[ending]
        elif found and band is None:
            key, band = key[: found.start()], int(found[1]) * 1000
        elif key.endswith(_HOUR) and not hour:
            key, hour = key.removesuffix(_HOUR), True
        else:
            break
    return key, tier, band, hour
