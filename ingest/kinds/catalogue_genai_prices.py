"""The price data of the package genai-prices: dated, time-of-day, tiered and variant prices."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ingest.kinds.catalogue_rows import TIERS, TOKENS, Offer, Rows, as_date, edge, exact, listed, offer_of

_MODALITIES = ("audio", "image", "video", "document", "text")
_SERVICES = ("processing", "service_tier", "speed")
_HALF_A_DAY = 12 * 60
_CLOCK = re.compile(r"(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Stage:
    """One entry of a price list: since when, or at which hours, these prices hold."""

    prices: dict[str, Any]
    since: date | None = None
    minutes: int = 0


def matches(data: object) -> bool:
    """A list of providers, each with a list of entries that have prices."""
    return isinstance(data, list) and any(
        isinstance(provider, dict)
        and isinstance(provider.get("models"), list)
        and any(isinstance(entry, dict) and "prices" in entry for entry in provider["models"])
        for provider in data
    )


def read(data: list[Any], rows: Rows) -> None:
    """Every price of every provider."""
    for number, provider in enumerate(data):
        named = provider.get("models") if isinstance(provider, dict) else None
        if not isinstance(named, list):
            rows.problem("expected a provider with its entries", f"provider {number}")
            continue
        for entry in named:
            _entry(provider.get("id", "unknown"), entry, rows)


def _entry(seller: object, entry: object, rows: Rows) -> None:
    found = entry if isinstance(entry, dict) else {}
    offer = offer_of(seller, found.get("id"), found.get("name"))
    stages = _stages(found.get("prices"))
    if offer is None or stages is None:
        rows.problem("expected an entry with an id and prices", f"{seller} {found.get('id')}")
        return
    for tiered, stage in _placed(offer, stages):
        _prices(tiered, stage.prices, rows)
    for variant in listed(found.get("price_variants")):
        if isinstance(variant, dict) and isinstance(variant.get("prices"), dict):
            _prices(_variant(offer, variant), variant["prices"], rows)


def _stages(prices: object) -> list[Stage] | None:
    """The price list in order; null where it has another form."""
    if isinstance(prices, dict):
        return [Stage(prices)]
    if not isinstance(prices, list):
        return None
    stages = []
    for row in prices:
        if not isinstance(row, dict) or not isinstance(row.get("prices"), dict):
            return None
        condition = row.get("constraint")
        known = condition if isinstance(condition, dict) else {}
        minutes = _minutes(known.get("start_time"), known.get("end_time"))
        stages.append(Stage(row["prices"], as_date(known.get("start_date")), minutes))
    return stages


def _minutes(start: object, end: object) -> int:
    """How long a daily window is; 0 where none is given."""
    times = [_CLOCK.match(value) if isinstance(value, str) else None for value in (start, end)]
    if not times[0] or not times[1]:
        return 0
    first, last = (int(found[1]) * 60 + int(found[2]) for found in times if found)
    return (last - first) % (24 * 60)


def _placed(offer: Offer, stages: list[Stage]) -> list[tuple[Offer, Stage]]:
    """Each stage with the days and the tier it holds for; the longer part of the day is the standard."""
    dated = [stage for stage in stages if not stage.minutes]
    dated.sort(key=lambda stage: stage.since or date.min)
    windows = [stage for stage in stages if stage.minutes]
    ends = [stage.since for stage in dated[1:]]
    day, night = _day_tiers(dated, windows)
    placed = []
    for stage, end in zip(dated, [*ends, None], strict=False):
        tiered = offer if day == "standard" else replace(offer, tier=day)
        placed.append((replace(tiered, effective_from=stage.since, effective_to=end), stage))
    seen: list[dict[str, Any]] = []
    for stage in windows:
        if stage.prices not in seen:
            seen.append(stage.prices)
            placed.append((offer if night == "standard" else replace(offer, tier=night), stage))
    return placed


def _day_tiers(dated: list[Stage], windows: list[Stage]) -> tuple[str, str]:
    """The tiers of the prices outside and inside the daily windows."""
    if not windows or not dated:
        return "standard", "standard"
    dearer = _base(windows[0].prices) > _base(dated[-1].prices)
    if sum(stage.minutes for stage in windows) >= _HALF_A_DAY:
        return ("off_peak" if dearer else "peak"), "standard"
    return "standard", ("peak" if dearer else "off_peak")


def _base(prices: dict[str, Any]) -> Decimal:
    number = prices.get("output_mtok", prices.get("input_mtok"))
    number = number.get("base") if isinstance(number, dict) else number
    return exact(number, TOKENS)[0] or Decimal(0)


def _variant(offer: Offer, variant: dict[str, Any]) -> Offer:
    """A price that a request asks for: a service tier, or another named variant."""
    when = variant.get("when")
    words = [(str(key), str(word)) for key, word in when.items()] if isinstance(when, dict) else []
    tiers = [word for key, word in words if key in _SERVICES and word in TIERS]
    others = [word for _, word in words if word not in (*tiers, "default", "standard")]
    condition = variant.get("constraint")
    since = as_date(condition.get("start_date")) if isinstance(condition, dict) else None
    said = ", ".join(filter(None, [offer.variant, *others])) or None
    return replace(offer, tier="+".join(tiers) or offer.tier, variant=said, effective_from=since)


def _prices(offer: Offer, prices: dict[str, Any], rows: Rows) -> None:
    for key, value in prices.items():
        meaning = unit_of(key)
        if meaning is None:
            rows.problem(f"the price key {key!r} is not known", f"{offer.vendor} {offer.ai_model}")
            continue
        unit, per, variant = meaning
        bands = value if isinstance(value, dict) else {"base": value}
        rows.price(offer, key, bands.get("base"), unit, per, None, variant)
        for tier in listed(bands.get("tiers")):
            start = edge(tier.get("start")) if isinstance(tier, dict) else None
            if start is None:
                rows.problem("expected a tier with its start", f"{offer.vendor} {offer.ai_model} {key}")
            else:
                rows.price(offer, key, tier.get("price"), unit, per, start, variant)


def unit_of(key: str) -> tuple[str, str, str | None] | None:
    """Unit, per and variant of a key such as cache_audio_read_mtok; null for a key that we can't read."""
    *words, measure = key.split("_")
    if measure == "mtok":
        return _tokens(words)
    if measure == "kcount":
        what = " ".join(words)
        return ("request", "1K requests", None) if what == "requests" else ("tool", f"1K {what}", what)
    modality = next((word for word in words if word in _MODALITIES), None)
    side = "output" if "output" in words else "input"
    pers = {"hours": "hour", "mchars": "1M characters", "kpages": "1K pages"}
    if measure not in pers:
        return None
    default = {"hours": "audio", "mchars": "text", "kpages": "document"}[measure]
    extra = [word for word in words if word not in (side, modality)]
    return f"{modality or default}_{side}", pers[measure], " ".join(extra) or None


def _tokens(words: list[str]) -> tuple[str, str, str | None] | None:
    modality = next((word for word in words if word in _MODALITIES), None)
    rest = "_".join(word for word in words if word != modality)
    names = {"cache_read": "cached_input", "input": "input", "output": "output"}
    if rest.startswith("cache_write"):
        unit = rest
    elif rest in names:
        unit = names[rest]
    elif rest.startswith(("input_", "output_")):
        side, _, what = rest.partition("_")
        unit = f"{what}_{side}"
    else:
        return None
    if modality == "text":
        return unit, TOKENS, "text"
    return (f"{modality}_{unit}" if modality else unit), TOKENS, None
