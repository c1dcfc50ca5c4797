"""Prices in free lines, where a page lost its tables: labels and prices below each other."""

from __future__ import annotations

from ingest.kinds.pricing.grids import Setting
from ingest.kinds.pricing.shapes import Reading, Words


def read_lines(lines: list[Words], setting: Setting, tabs: list[str]) -> list[Reading]:
    """Every price in the lines of one section."""
    return []
