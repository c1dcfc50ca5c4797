"""Day of release and other facts of AI models that this project ships; what is not listed is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from models.ai_models_table import read


@dataclass(frozen=True, slots=True)
class Shipped:
    """What is known of one AI model without any catalogue."""

    released_at: date | None = None
    context_tokens: int | None = None
    open_weights: bool | None = None
    modalities: tuple[str, ...] | None = None


@cache
def shipped_facts() -> dict[str, Shipped]:
    """ai_models_released.toml by id. Raises ValueError where a release is no date."""
    found = {}
    for ai_model_id, row in read("ai_models_released.toml")["facts"].items():
        released = row.get("released")
        if released is not None and type(released) is not date:
            raise ValueError(f"models/ai_models_released.toml: {ai_model_id}: released: write it as 2026-03-17")
        reads = tuple(row["reads"]) if "reads" in row else None
        found[ai_model_id] = Shipped(released, row.get("context"), row.get("open"), reads)
    return found
