"""Price catalogues (genai-prices, models.dev, llm-prices, LiteLLM), recognised by their shape."""

from __future__ import annotations

from db.records import Document, PricePoint, Record, Source
from ingest.errors import EmptyParse, ParseError
from ingest.kinds import (
    catalogue_genai_prices,
    catalogue_history,
    catalogue_litellm,
    catalogue_llm_prices,
    catalogue_models_dev,
)
from ingest.kinds.catalogue_bundled import bundled_prices
from ingest.kinds.catalogue_rows import Rows, load_json

__all__ = ["bundled_prices", "parse"]

EXPECTED = "a catalogue of genai-prices, models.dev, llm-prices or LiteLLM"
_SHAPES = (
    catalogue_history,
    catalogue_llm_prices,
    catalogue_genai_prices,
    catalogue_models_dev,
    catalogue_litellm,
)


def parse(source: Source, document: Document) -> list[Record]:
    """Every price of the catalogue; each row names its own vendor, so the source's vendor is not used."""
    data = load_json(document.body)
    shape = next((shape for shape in _SHAPES if shape.matches(data)), None)
    if shape is None:
        raise ParseError(EXPECTED, f"JSON of another shape ({_kind_of(data)})")
    rows = Rows()
    shape.read(data, rows)
    records = list(dict.fromkeys(rows.finished()))
    if not any(isinstance(record, PricePoint) for record in records):
        raise EmptyParse("at least one price", "none")
    return records


def _kind_of(data: object) -> str:
    if isinstance(data, dict):
        return "an object with the keys " + ", ".join(str(key)[:30] for key in list(data)[:5])
    return f"a list of {len(data)}" if isinstance(data, list) else type(data).__name__
