"""The prices of one AI model, looked up by unit, tier and prompt length; a missing price is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

BASE = -1  # edge of the base row, below every prompt length


@dataclass(frozen=True, slots=True)
class Band:
    """One price with the prompt length above which it holds (None for the base row)."""

    unit: str
    tier: str
    context_over: int | None
    usd_per_mtok: Decimal

    @property
    def edge(self) -> int:
        """The lower edge as a number, so that bands can be compared."""
        return BASE if self.context_over is None else self.context_over


@dataclass(frozen=True, slots=True)
class Prices:
    """Every price of one AI model on one day, by (unit, tier, variant), each from the lowest band to the highest."""

    ai_model_id: str
    vendor: str
    bands: Mapping[tuple[str, str, str | None], tuple[Band, ...]] = field(default_factory=dict)
    as_of: date | None = None

    def at(self, unit: str, tier: str, prompt: int, variant: str | None = None) -> Band | None:
        """The price of a unit for a prompt of this length; an edge itself still belongs to the band below."""
        reached = [band for band in self.bands.get((unit, tier, variant), ()) if prompt > band.edge]
        return reached[-1] if reached else None

    def has(self, unit: str, tier: str) -> bool:
        """Whether any band of this unit and tier is priced."""
        return (unit, tier, None) in self.bands

    def variants(self) -> list[str]:
        """Names of the variants that are priced apart."""
        return sorted({variant for _, _, variant in self.bands if variant})


def _absent(value: object) -> bool:
    # A data frame writes null as NaN, NaT or NA; the first two differ from themselves, the last has no truth.
    return value is None or type(value).__name__ in ("NAType", "NaTType") or value != value


def exact(value: object) -> Decimal | None:
    """The value as a decimal, None for null or no number.

    A data frame turns decimals into doubles: the shortest text of the double is the decimal that was stored.
    """
    if _absent(value):
        return None
    try:
        found = (
            value
            if isinstance(value, Decimal)
            else Decimal(repr(float(value)) if isinstance(value, float) else str(value))
        )
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def text(value: object) -> str | None:
    """The value as text, None for null."""
    return None if _absent(value) else str(value)


def _band(row: Mapping[str, Any]) -> Band | None:
    price = exact(row.get("usd_per_mtok"))
    edge = exact(row.get("context_over"))
    if price is None or not text(row.get("unit")):
        return None
    return Band(
        str(row["unit"]), text(row.get("tier")) or "standard", None if edge is None else int(edge), price
    )


def prices_of(rows: Iterable[Mapping[str, Any]], as_of: date | None = None) -> dict[str, Prices]:
    """Prices by AI model from rows of price_latest or prices_as_of; rows without a price are left out."""
    found: dict[str, dict[tuple[str, str, str | None], list[Band]]] = {}
    for row in rows:
        name, band = text(row.get("ai_model_id")), _band(row)
        if name and band:
            key = (band.unit, band.tier, text(row.get("variant")))
            found.setdefault(name, {}).setdefault(key, []).append(band)
    return {
        name: Prices(
            name,
            name.split("/")[0],
            {key: tuple(sorted(bands, key=lambda one: one.edge)) for key, bands in kept.items()},
            as_of,
        )
        for name, kept in found.items()
    }
